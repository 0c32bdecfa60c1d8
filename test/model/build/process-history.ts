import assert from 'node:assert/strict';
import test from 'node:test';
import {denied, firstSample, type Known} from '../../../source/known.ts';
import {appendProcessHistory, heldProcessHistory} from '../../../source/model/build/process-history.ts';
import {slotAt} from '../../../source/model/build/rings.ts';
import {makeDetails, makeProcess} from '../../helpers/make.ts';

type History = Parameters<typeof appendProcessHistory>[0];

const begin = 1_000_000;

/**
The history after the process with this pid was seen some seconds after the begin.
*/
function seen(history: History, pid: number, seconds: number, use: Known<number> | readonly [cpu: number, read: number]): History {
	const [cpuPercent, readBytesPerSecond] = Array.isArray(use) ? use as readonly [number, number] : [use as Known<number>, denied] as const;
	const process = makeProcess({pid, cpuPercent, residentBytes: 4096});
	const followed = {process, details: makeDetails(process.key, {readBytesPerSecond})};
	return appendProcessHistory(history, followed, {takenAt: 0, steadyMilliseconds: begin + seconds * 1000});
}

const cpuOf = (history: History, pid: number, seconds: number, count: number) =>
	history.get(`${pid}:100`)!.values('cpuPercent', slotAt(begin + seconds * 1000)).slice(-count);

test('a process has a past from when it was selected, with a gap while another was', () => {
	let history: History = new Map();
	const moments = [[7, 0, firstSample], [7, 2, 10], [7, 4, 20], [8, 6, 5], [8, 8, 5], [8, 10, 5], [7, 12, 30]] as const;
	for (const [pid, seconds, value] of moments) {
		history = seen(history, pid, seconds, value);
	}

	assert.deepEqual(cpuOf(history, 7, 12, 7), [undefined, 10, 20, undefined, undefined, undefined, 30]);
	assert.deepEqual(cpuOf(history, 8, 12, 4), [5, 5, 5, undefined]);
	assert.equal(history.get('7:100')!.ringCount, 3, 'what was never known takes no memory');
	assert.equal(appendProcessHistory(history, undefined, {takenAt: 0, steadyMilliseconds: begin + 14_000}), history);
});

test('only the processes that were selected last have a past', () => {
	let history: History = new Map();
	for (let pid = 1; pid <= 1000; pid++) {
		history = seen(history, pid, pid, [pid, 1]);
		history = seen(history, 1, pid, [1, 1]);
	}

	assert.equal(history.size, 16);
	assert.equal([...history.keys()].at(-1), '1:100', 'one that is selected again and again stays');
	assert.deepEqual([history.has('1000:100'), history.has('500:100')], [true, false]);
	assert.ok(history.values().every(past => past.ringCount <= 4));
});

test('what a screen holds stays as it was while the program goes on', () => {
	const history = seen(new Map(), 7, 0, 10);
	const held = heldProcessHistory(history);
	const after = seen(history, 7, 1, 50);
	assert.deepEqual(cpuOf(held, 7, 1, 1), [10]);
	assert.deepEqual(cpuOf(after, 7, 1, 1), [50]);
});
