import test from 'node:test';
import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import {firstSample, gone} from '../../source/known.ts';
import {goneUsage} from '../../source/model/build/usage.ts';
import {plainTable} from '../../source/output/table.ts';
import {hostileTexts, unsafeIn} from '../helpers/drawn.ts';
import {
	idOf,
	makeContainer,
	makeSnapshot,
	makeUsage,
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
	assert.match(header!, /^NAME .* IMAGE .* STATE .*CPU%$/);
	assert.deepEqual(lines.map(line => line.split(/\s+/, 1)[0]), ['busy', 'idle', 'young', 'old']);
	assert.match(lines[0]!, /nginx:alpine .*up 2m .* 48M \/ – .* 180$/);
	assert.match(lines[3]!, /exited 137/);
});

test('columns stand in line under their titles', () => {
	const lines = plainTable(snapshot, true).split('\n');
	const end = lines[0]!.indexOf('HOST PID') + 'HOST PID'.length;
	assert.match(lines[1]!.slice(end - 8, end), /^ +\d+$/);
	assert.equal(lines[4]!.slice(end - 8, end), '       –');
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

test('hostile names are one line each, no wider than the table', () => {
	const text = plainTable(
		makeSnapshot({containers: hostileTexts.map((name, index) => makeContainer({id: idOf(String(index)), name, image: name}))}),
		true,
	);
	const lines = text.split('\n');
	assert.equal(lines.length, 1 + hostileTexts.length);
	assert.deepEqual(unsafeIn(lines), []);
	assert.deepEqual(lines.filter(line => stringWidth(line) > 160), []);
});

test('no containers at all is a header and nothing that looks like one', () => {
	assert.equal(plainTable(makeSnapshot(), true).split('\n').length, 1);
});

test('a container that was removed is not listed', () => {
	assert.doesNotMatch(plainTable(makeSnapshot({containers: [makeContainer({name: 'job', ...stopped, isRemoved: true})]}), true), /job/);
});
