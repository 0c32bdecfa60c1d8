import test from 'node:test';
import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import {firstSample, gone} from '../../source/known.ts';
import {goneUsage} from '../../source/model/build/usage.ts';
import {plainTable, tableWidth} from '../../source/output/table.ts';
import {hostileTexts, unsafeIn} from '../helpers/drawn.ts';
import {
	idOf,
	makeContainer,
	makeIsolation,
	makeSnapshot,
	makeUsage,
	pidOf,
	takenAt,
} from '../helpers/make.ts';

const stopped = {
	state: 'exited', exitCode: 137, usage: goneUsage, init: gone, initPid: gone, pids: [], cgroup: gone,
} as const;

const snapshot = makeSnapshot({
	containers: [
		makeContainer({name: 'idle', usage: makeUsage({cpuPercent: 0}), startedAt: takenAt - 60_000}),
		makeContainer({name: 'busy', usage: makeUsage({cpuPercent: 180.4, memoryLimitBytes: undefined})}),
		makeContainer({name: 'old', ...stopped}),
		makeContainer({name: 'young', usage: makeUsage({cpuPercent: firstSample})}),
	],
});

test('a header and one line for each container, the busiest first, unknown ones last', () => {
	const [header, ...lines] = plainTable(snapshot, true).split('\n');
	assert.match(header!, /^NAME +IMAGE .*CPU% .* STATE /);
	assert.deepEqual(lines.map(line => line.split(/\s+/, 1)[0]), ['busy', 'idle', 'young', 'old']);
	assert.match(lines[0]!, /nginx:alpine .* 180 .* 48M \/ - .*up 2m/);
	assert.match(lines[3]!, /exited 137/);
});

const publishedPort = {
	hostAddress: '127.0.0.1', hostPort: 8080, containerPort: 80, protocol: 'tcp',
};
const uneven = makeSnapshot({
	containers: [
		makeContainer({
			name: 'a-longer-name',
			image: 'registry.example.com/team/api:2026.09',
			pids: [7],
			startedAt: takenAt - 90_000_000,
			usage: makeUsage({
				cpuPercent: 180.4,
				throttledPercent: 0,
				memoryBytes: 1_500_000_000,
				memoryLimitBytes: 2_000_000_000,
				networkRxPerSecond: 1_500_000,
				networkTxPerSecond: 0,
				blockReadPerSecond: 0,
				blockWritePerSecond: 12_000,
				tasks: 1234,
			}),
		}),
		makeContainer({
			name: 'web', pids: [4321], ports: [publishedPort], isolation: makeIsolation({isPrivileged: true}),
		}),
		makeContainer({name: '漢字', ...stopped}),
	],
});

/**
The columns of the table of `uneven`: title, the side that title and cells share, and the cells.
*/
const unevenColumns = [
	['NAME', 'left', ['a-longer-name', 'web', '漢字']],
	['IMAGE', 'left', ['registry.example.com/team/api:2026.09', 'nginx:alpine', 'nginx:alpine']],
	['CPU%', 'right', ['180', '12.5', '-']],
	['MEM / LIMIT', 'right', ['1.4G / 1.9G', '48M / 61M ', '-']],
	['NET RX   TX', 'right', ['1.4M     0', '110   220', '-']],
	['DISK R    W', 'right', ['0   12K', '330   440', '-']],
	['THR%', 'right', ['0.0', '3.0', '-']],
	['PIDS', 'right', ['1234', '7', '-']],
	['STATE', 'left', ['up 1d1h', 'up 2m', 'exited 137']],
	['HOST PID', 'right', ['7', '4321', '-']],
	['FLAGS', 'left', ['', 'PRIV', '']],
	['PORTS', 'left', ['', '127.0.0.1:8080→80', '']],
] as const;

/**
One character for each cell of the terminal, so that places can be compared.
*/
function cellsOf(line: string): string {
	return [...line].map(character => character + '\0'.repeat(stringWidth(character) - 1)).join('');
}

test('the cells of each column stand in line with their title, at the end where it ends or at the start where it starts', () => {
	for (const width of [undefined, 160]) {
		const [header, ...lines] = plainTable(uneven, true, {width}).split('\n');
		let checked = '';
		for (const [title, side, texts] of unevenColumns) {
			const from = header!.indexOf(title);
			assert.notEqual(from, -1, `${title} in ${header}`);
			checked += header!.slice(checked.length, from) + title;
			for (const [index, text] of texts.entries()) {
				const cells = ` ${cellsOf(lines[index]!)}`.padEnd(400);
				const wanted = cellsOf(text);
				const at = 1 + (side === 'left' ? from : from + title.length - wanted.length);
				// An empty cell is blank over the whole of its title.
				const expected = wanted === '' ? ' '.repeat(title.length) : wanted;
				assert.equal(cells.slice(at - 1, at + expected.length + 1), ` ${expected} `, `${title} at ${width}: ${lines[index]}`);
			}
		}

		assert.equal(checked, header, 'a column of the table was not looked at');
	}
});

test('neither colours nor cursor marks nor trailing blanks', () => {
	for (const isUnicode of [true, false]) {
		const text = plainTable(snapshot, isUnicode);
		assert.ok(!text.includes('\u{1B}'));
		assert.doesNotMatch(text, /▸|^>| $/mu);
	}
});

test('ASCII alone where the locale is not UTF-8', () => {
	const text = plainTable(makeSnapshot({
		containers: [makeContainer({
			name: 'weiß漢\u{1B}[31m',
			ports: [{
				hostAddress: '::', hostPort: 8080, containerPort: 80, protocol: 'tcp',
			}],
		}), makeContainer({name: 'old', ...stopped})],
	}), false);
	assert.match(text, /^[\n\u{20}-\u{7E}]*$/u);
	assert.match(text, /^wei\?\?\^\[\[31m /m);
});

test('hostile names are one line each, no wider than was asked for', () => {
	const hostile = makeSnapshot({containers: hostileTexts.map((name, index) => makeContainer({id: idOf(String(index)), name, image: name}))});
	for (const width of [undefined, 160, 120, 80, 40, 12, 1]) {
		const lines = plainTable(hostile, true, {width}).split('\n');
		assert.equal(lines.length, 1 + hostileTexts.length);
		assert.deepEqual(unsafeIn(lines), []);
		assert.deepEqual(lines.filter(line => stringWidth(line) > (width ?? Infinity)), []);
	}
});

test('without a width nothing is cut and no column is missing, however long the names', () => {
	const name = 'shop-production-frontend-web-server-with-a-very-long-name-indeed-7d9c8b6f5-x2x4z';
	const image = `registry.example.com:5000/group/subgroup/team/project/${name}:2026.09.1-alpine`;
	const ports = [80, 443, 8080, 9090, 9443, 10_250].map(port => ({
		hostAddress: '127.0.0.1', hostPort: port + 20_000, containerPort: port, protocol: 'tcp',
	}));
	const text = plainTable(makeSnapshot({containers: [makeContainer({name, image, ports}), makeContainer({name: '漢字', id: idOf('f')})]}), true);
	const [header, ...lines] = text.split('\n');
	assert.deepEqual(header!.match(/NAME|IMAGE|STATE|HOST PID|PIDS|FLAGS|PORTS|MEM|NET|DISK|THR%|CPU%/g), [
		'NAME', 'IMAGE', 'CPU%', 'MEM', 'NET', 'DISK', 'THR%', 'PIDS', 'STATE', 'HOST PID', 'FLAGS', 'PORTS',
	]);
	const long = lines.find(line => line.startsWith(name))!;
	assert.deepEqual(long.split(/ +/u).slice(0, 2), [name, image]);
	assert.ok(long.includes('127.0.0.1:20080→80'));
	assert.ok(long.includes('127.0.0.1:30250→10250'));
	assert.doesNotMatch(text, /…|~/);
	for (const line of lines) {
		for (const [title, cell] of [['CPU%', '12.5'], ['MEM / LIMIT', '48M / 61M '], ['PIDS', '7'], ['HOST PID', String(pidOf(line.split(/ /, 1)[0]!))]]) {
			const end = header!.indexOf(title!) + title!.length;
			assert.equal(cellsOf(line).slice(end - cell!.length - 1, end), ` ${cell}`, `${title}: ${text}`);
		}
	}
});

test('a wide table tells images of one registry apart by the ends of their names', () => {
	const images = ['web', 'api', 'db'].map(name => `registry.example.com:5000/group/subgroup/team/project/${name}:2026.09.1`);
	const shop = makeSnapshot({containers: images.map((image, index) => makeContainer({id: idOf(String(index)), name: `n${index}`, image}))});
	for (const width of [120, 160, 200]) {
		const text = plainTable(shop, true, {width});
		assert.equal(new Set(text.match(/[^\s:]{2}:2026\.09\.1(?=\s)/g)).size, 3, text);
	}
});

test('the width is what COLUMNS asks for, else the terminal\'s, and without either there is no bound', () => {
	assert.equal(tableWidth({COLUMNS: '100'}, 80), 100);
	assert.equal(tableWidth({COLUMNS: '100'}, undefined), 100);
	assert.equal(tableWidth({}, 80), 80);
	assert.equal(tableWidth({}, undefined), undefined);
	for (const wrong of ['', '0', '-5', 'many', '1e3']) {
		assert.equal(tableWidth({COLUMNS: wrong}, 80), 80);
	}

	assert.equal(tableWidth({}, 0), undefined);
});

test('no containers at all is a header and nothing that looks like one', () => {
	assert.equal(plainTable(makeSnapshot(), true).split('\n').length, 1);
});

test('a container that was removed is not listed', () => {
	assert.doesNotMatch(plainTable(makeSnapshot({containers: [makeContainer({name: 'job', ...stopped, isRemoved: true})]}), true), /job/);
});
