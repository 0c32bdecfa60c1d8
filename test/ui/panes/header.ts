import test from 'node:test';
import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import {drawHeader} from '../../../source/ui/panes/header.ts';
import type {MachineNumber} from '../../../source/model/host.ts';
import {initialState, type UiState} from '../../../source/ui/state.ts';
import {createTheme, unpaint} from '../../../source/text/theme.ts';
import {
	makeContainer,
	makeEngine,
	makeHost,
	makeSnapshot,
	makeWorld,
} from '../../helpers/make.ts';

const longAddress = `unix:///run/${'very-long-folder/'.repeat(9)}docker.sock`;

test('one engine with a long address leaves the clock, and the word that the screen is halted, at every width', () => {
	for (let width = 40; width <= 200; width++) {
		for (const isFrozen of [false, true]) {
			for (const version of ['20.10.24', '9'.repeat(100)]) {
				const state: UiState = {...initialState(width, 40), isFrozen};
				const world = makeWorld({
					state,
					snapshot: makeSnapshot({host: makeHost({hostname: 'h'.repeat(63)}), engines: [makeEngine({address: longAddress, version})]}),
				});
				const [row = ''] = drawHeader(world, width, 2).map(line => unpaint(line));
				assert.equal(stringWidth(row), width);
				assert.match(row, isFrozen ? /FROZEN $/ : /\d\d:\d\d:\d\d $/, String(width));
			}
		}
	}
});

test('the end of a long address stays, which tells one socket from another', () => {
	const world = makeWorld({state: initialState(200, 40), snapshot: makeSnapshot({engines: [makeEngine({address: longAddress})]})});
	assert.match(unpaint(drawHeader(world, 200, 2)[0]!), /…[\w\-/]*\/docker\.sock rootful/);
});

test('namespaces are counted where a process lets its own be read, and are no 0 where none does', () => {
	const countAt = (namespaces: ReturnType<typeof makeSnapshot>['namespaces']): string | undefined => {
		const world = makeWorld({state: initialState(160, 40), snapshot: {...makeSnapshot(), namespaces}});
		return / · (\d+ namespaces?) /.exec(unpaint(drawHeader(world, 160, 2)[1]!))?.[1];
	};

	const {namespaces} = makeSnapshot({containers: [makeContainer()]});
	const some = new Map([...namespaces].slice(0, 1));
	assert.deepEqual([countAt(new Map()), countAt(some)], [undefined, '1 namespace']);
});

test('swap is shown beside memory where there is any and room for it, and nothing where there is none', () => {
	const metersAt = (width: number, changes: Parameters<typeof makeHost>[0] = {}): string =>
		unpaint(drawHeader(makeWorld({state: initialState(width, 40), snapshot: makeSnapshot({host: makeHost(changes)})}), width, 2)[1]!);
	assert.match(metersAt(120), /mem ▕.*▏ 3\.7G\/15G +swap 38M {3}load /);
	assert.match(metersAt(150), /swap 38M\/1\.9G {3}load /);
	const zram = {
		name: '/dev/zram0', kind: 'zram' as const, sizeBytes: 2e9, usedBytes: 4e7, memoryBytes: 1e7,
	};
	assert.match(metersAt(120, {swaps: [zram]}), / zram 38M /);
	assert.match(metersAt(120, {swaps: [zram, {...zram, kind: 'file'}]}), / swap 38M /);
	assert.doesNotMatch(metersAt(120, {swapBytes: 0, swapUsedBytes: 0}), /swap/);
	assert.doesNotMatch(metersAt(80), /swap/);
	assert.match(metersAt(80), /load /);
	for (let width = 40; width <= 200; width++) {
		assert.equal(stringWidth(metersAt(width, {swapBytes: 2 ** 50, swapUsedBytes: 2 ** 49})), width);
	}
});

test('a blank stands before the load, however long the numbers are and wherever it is shown', () => {
	for (let width = 60; width <= 200; width++) {
		for (const each of [1, 10, 100, 1000]) {
			const host = makeHost({load: [each, each, each], memoryUsedBytes: 127.5 * 2 ** 30, memoryBytes: 128 * 2 ** 30});
			const line = unpaint(drawHeader(makeWorld({state: initialState(width, 20), snapshot: makeSnapshot({host})}), width, 2)[1]!);
			assert.doesNotMatch(line, /[^ ]load /, `${width} ${each}`);
		}
	}
});

test('nothing of the host is cut in the middle: the address of the engine gives way, then the kernel, then the uptime', () => {
	const engines = [makeEngine({address: 'unix:///var/run/docker.sock'}), makeEngine({id: 'b'}), makeEngine({id: 'c'})];
	const lineAt = (width: number) =>
		unpaint(drawHeader(makeWorld({state: initialState(width, 40), snapshot: makeSnapshot({engines})}), width, 2)[0]!);
	assert.match(lineAt(200), /^ nstop {2}vm · Debian GNU\/Linux 12 · Linux 6\.18 · 2 cpu · up 3h12m .*docker\.sock rootful/);
	assert.match(lineAt(120), /^ nstop {2}vm · 2 cpu · up 3h12m .*\/var\/run\/docker\.sock rootful \+2 ●●/);
	assert.match(lineAt(80), /^ nstop {2}vm · Linux 6\.18 · 2 cpu · up 3h12m +docker [\d.]+ ● \+2 ●● /);
	for (let width = 40; width <= 200; width++) {
		assert.match(lineAt(width), /^ nstop {2}vm( · Debian GNU\/Linux 12)?( · Linux 6\.18)?( · 2 cpu · up 3h12m)? {2,}docker /, String(width));
	}
});

test('each core has its block where there is room for all, and at most sixteen', () => {
	const lineAt = (width: number, corePercents: readonly number[]) => {
		const snapshot = makeSnapshot({host: makeHost({corePercents})});
		return unpaint(drawHeader(makeWorld({state: initialState(width, 50), snapshot}), width, 2)[1]!);
	};

	assert.match(lineAt(200, [0, 50, 100]), /▏ {2}23% {3}cores ▁▅█ {3}mem /);
	assert.match(lineAt(160, Array.from({length: 16}, () => 100)), /cores █{16} {3}mem ▕/);
	for (const line of [lineAt(159, [0, 50]), lineAt(200, Array.from({length: 17}, () => 100)), lineAt(200, [50])]) {
		assert.doesNotMatch(line, /cores/);
	}
});

test('where one line is all there is, it says how busy the machine is', () => {
	const lineAt = (width: number) => unpaint(drawHeader(makeWorld({state: initialState(width, 12)}), width, 1).join('|'));
	assert.match(lineAt(40), /^ cpu 23% {2}mem 3\.7G .*● {2}\d\d:\d\d:\d\d $/);
	const engines = [makeEngine({}), makeEngine({id: 'b'})];
	const line = unpaint(drawHeader(makeWorld({state: initialState(40, 12), snapshot: makeSnapshot({engines})}), 40, 1)[0]!);
	assert.match(line, /^ cpu 23% {2}mem 3\.7G {2,}docker ● {2}\d\d:\d\d:\d\d $/);
	assert.match(lineAt(80), /^ cpu 23% {2}mem 3\.7G\/15G .*● {2}\d\d:\d\d:\d\d $/);
});

test('a screen that is too small says both sizes as long as they fit at all', () => {
	for (let columns = 1; columns < 40; columns++) {
		for (const rows of [1, 2, 9]) {
			const shown = drawHeader(makeWorld({state: initialState(columns, rows)}), columns, rows).map(line => unpaint(line));
			assert.deepEqual(shown.map(line => stringWidth(line)), Array.from({length: rows}, () => columns));
			const text = shown.join(' ').replaceAll(/ +/g, ' ');
			const fits = columns >= 15 || (columns >= 8 && rows >= 2);
			assert.ok(!fits || (text.includes(`${columns}x${rows}`) && text.includes('40x10')), `${columns}x${rows}: ${text}`);
		}
	}
});

test('an engine that nobody named and that is away is a dot with a word, and a dot with a letter where there is less room', () => {
	for (const isUnicode of [true, false]) {
		const hollow = isUnicode ? '○' : 'o';
		const away = makeEngine({isNamed: false, state: 'unreachable', since: 0});
		const theme = createTheme({level: 'none', isUnicode});
		const lineAt = (width: number, engines = [away]) =>
			unpaint(drawHeader(makeWorld({state: initialState(width, 40), snapshot: makeSnapshot({engines}), theme}), width, 2)[0]!);
		for (const width of [200, 120, 80]) {
			assert.ok(lineAt(width).includes(`  docker ${hollow} unreachable  ${width < 100 ? '' : 'self'}`), lineAt(width));
		}

		assert.ok(lineAt(40).includes(`  docker ${hollow}!  `), lineAt(40));
		assert.ok(lineAt(80, [makeEngine(), away]).includes(` +1 ${hollow}!  `));
		assert.ok(lineAt(80, [{...away, state: 'stopped'}]).includes(`  docker ${hollow} stopped  `));
		assert.match(lineAt(200, [{...away, isNamed: true}]), /docker 20\.10\.24 [o○] unreachable \S+ \/var\/run\/docker\.sock/);
	}
});

test('an engine on another kernel is said to be there as long as its version is', () => {
	const engines = [makeEngine({isLocal: false, elsewhere: {place: 'kernel', reason: ''}})];
	const lineAt = (width: number): string =>
		unpaint(drawHeader(makeWorld({state: initialState(width, 40), snapshot: makeSnapshot({engines})}), width, 2)[0]!);
	for (const width of [200, 120, 80, 60]) {
		assert.match(lineAt(width), /docker 20\.10\.24 ● other kernel /, String(width));
	}
});

test('in a container the header says in whose, before the kernel, and of the whole machine what is', () => {
	const lines = (width: number, ofMachine: readonly MachineNumber[]): readonly string[] => {
		const host = makeHost({
			cpuLimit: 0.5,
			inside: {
				runtime: 'docker', evidence: '/.dockerenv', isOwnWorld: true, ofMachine: new Set(ofMachine), uptimeSeconds: 300,
				tasks: 5, tasksLimit: undefined, memoryLimitBytes: undefined,
			},
		});
		return drawHeader(makeWorld({state: initialState(width, 40), snapshot: makeSnapshot({host})}), width, 2).map(line => unpaint(line));
	};

	assert.match(lines(120, ['load'])[0]!, /^ nstop {2}vm · in docker · (Linux 6\.18 · )?0\.5 of 2 cpu · up 5m/);
	assert.match(lines(50, ['load'])[0]!, /^ nstop {2}vm · in docker +docker ● /, 'rather than the version of the engine');
	assert.match(lines(40, ['load'])[0]!, /^ nstop {2}vm +docker /);
	assert.match(lines(120, ['load'])[1]!, /^ cpu ▕.*▏ +23% {3}mem ▕/);
	assert.doesNotMatch(lines(120, ['load'])[1]!, /load/);
	assert.match(lines(200, ['load'])[1]!, /machine load 0\.42/);
	assert.match(lines(120, ['cpu', 'memory', 'load', 'swap'])[1]!, /^ machine cpu ▕.*▏ +23% {3}machine mem ▕/);
	assert.match(lines(40, ['cpu', 'memory'])[1]!, /^ machine cpu +23% {2}machine mem/);
	for (let width = 40; width <= 200; width++) {
		for (const line of lines(width, ['cpu', 'memory', 'swap', 'load'])) {
			assert.equal(stringWidth(line), width, line);
		}
	}
});
