import assert from 'node:assert/strict';
import test from 'node:test';
import {denied, firstSample} from '../../../source/known.ts';
import {slotAt, slotCount, slotMilliseconds} from '../../../source/model/build/rings.ts';
import {Timeline} from '../../../source/model/build/timeline.ts';
import type {Container} from '../../../source/model/container.ts';
import {makeContainer, makeUsage} from '../../helpers/make.ts';

const begin = 1_000_000;
const epoch = 1_700_000_000_000;

/**
Adds a container as it was some seconds after the begin.
*/
function add(timeline: Timeline, seconds: number, changes: Partial<Container> = {}): void {
	timeline.add(
		makeContainer({startedAt: epoch - 3_600_000, ...changes}),
		{takenAt: epoch + seconds * 1000, steadyMilliseconds: begin + seconds * 1000},
		true,
	);
}

const cpu = (cpuPercent: number | typeof denied) => ({usage: makeUsage({cpuPercent})});

/**
The last values of CPU up to some seconds after the begin.
*/
function lastValues(timeline: Timeline, seconds: number, count: number): ReadonlyArray<number | undefined> {
	return timeline.values('cpuPercent', slotAt(begin + seconds * 1000)).slice(-count);
}

test('values stand in slots, the highest of each, and nothing before the first', () => {
	const timeline = new Timeline();
	for (const [seconds, value] of [[0, 5], [1, 9], [1.5, 2], [2, 3], [3.5, 4]] as const) {
		add(timeline, seconds, cpu(value));
	}

	assert.deepEqual(lastValues(timeline, 3.5, 3), [undefined, 9, 4]);
	assert.equal(timeline.values('cpuPercent', slotAt(begin)).length, slotCount);
});

test('with a long interval a value is that of the time since the last one', () => {
	const timeline = new Timeline();
	for (const [seconds, value] of [[0, 1], [6, 2], [12, 3], [18, 4]] as const) {
		add(timeline, seconds, cpu(value));
	}

	assert.deepEqual(lastValues(timeline, 18, 10), [1, undefined, undefined, 2, 3, 3, 3, 4, 4, 4]);
});

test('what was not read is a gap: a program that stood still, and a value that was unknown', () => {
	const timeline = new Timeline();
	for (const [seconds, value] of [[0, 1], [2, 1], [4, 1], [20, 2], [22, denied], [24, denied], [26, 3], [28, 3]] as const) {
		add(timeline, seconds, cpu(value));
	}

	assert.deepEqual(
		lastValues(timeline, 28, 15),
		[1, 1, 1, undefined, undefined, undefined, undefined, undefined, undefined, undefined, 2, undefined, undefined, 3, 3],
	);
});

test('after ten minutes the oldest goes, and a moment before it stays what it was', () => {
	const timeline = new Timeline();
	for (let seconds = 0; seconds < 700; seconds += 2) {
		add(timeline, seconds, cpu(seconds));
	}

	const values = timeline.values('cpuPercent', slotAt(begin + 698_000));
	assert.deepEqual([values.length, values[0], values.at(-1)], [slotCount, 698 - (slotCount - 1) * 2, 698]);
	const copy = timeline.copy();
	const before = copy.values('cpuPercent', slotAt(begin + 698_000));
	add(timeline, 1000, cpu(1));
	assert.deepEqual(copy.values('cpuPercent', slotAt(begin + 698_000)), before);
	assert.deepEqual(new Set(lastValues(timeline, 1000, 150)), new Set([undefined, 1]), 'a long gap leaves nothing old');
});

test('a metric takes memory when it is first known, and none where there is no more', () => {
	const timeline = new Timeline();
	add(timeline, 0, {usage: makeUsage({cpuPercent: firstSample})});
	const count = timeline.ringCount;
	add(timeline, 2, {usage: makeUsage({cpuPercent: 1})});
	assert.equal(timeline.ringCount, count + 1);
	const other = new Timeline();
	other.add(makeContainer(), {takenAt: epoch, steadyMilliseconds: begin}, false);
	assert.equal(other.ringCount, 0);
});

test('starts, deaths and OOM kills are events at their time', () => {
	const timeline = new Timeline();
	const {slot} = {slot: slotAt(begin)};
	add(timeline, 0, {startedAt: epoch - 60_000});
	add(timeline, 10, {startedAt: epoch - 60_000, usage: makeUsage({oomKills: 0})});
	add(timeline, 20, {startedAt: epoch - 60_000, usage: makeUsage({oomKills: 2})});
	add(timeline, 30, {
		state: 'exited', startedAt: epoch - 60_000, diedAt: begin + 26_000, isOomKilled: true,
	});
	add(timeline, 40, {state: 'running', startedAt: epoch + 36_000, isOomKilled: false});
	add(timeline, 50, {state: 'running', startedAt: epoch + 46_000});
	const perSecond = 1000 / slotMilliseconds;
	assert.deepEqual(timeline.events, [
		{slot: slot - 60 * perSecond, kind: 'start'},
		{slot: slot + 20 * perSecond, kind: 'oom'},
		{slot: slot + 26 * perSecond, kind: 'death'},
		{slot: slot + 30 * perSecond, kind: 'oom'},
		{slot: slot + 36 * perSecond, kind: 'start'},
		{slot: slot + 46 * perSecond, kind: 'start'},
	]);
});

test('a start that turns out to be earlier moves there, and another life stays', () => {
	const timeline = new Timeline();
	const slot = slotAt(begin);
	add(timeline, 0, {startedAt: epoch - 1000});
	add(timeline, 2, {startedAt: epoch - 1_800_000});
	assert.deepEqual(timeline.events, [{slot: slot - 900, kind: 'start'}]);
	add(timeline, 10, {state: 'exited', startedAt: epoch - 1_800_000, diedAt: begin + 8000});
	add(timeline, 20, {startedAt: epoch + 18_000});
	add(timeline, 22, {startedAt: epoch + 14_000});
	assert.deepEqual(timeline.events, [
		{slot: slot - 900, kind: 'start'}, {slot: slot + 4, kind: 'death'}, {slot: slot + 7, kind: 'start'},
	]);
});

test('a container that loops keeps its newest events alone', () => {
	const timeline = new Timeline();
	for (let turn = 0; turn < 200; turn++) {
		add(timeline, turn, {state: turn % 2 === 0 ? 'running' : 'restarting', startedAt: epoch + turn * 1000});
	}

	assert.equal(timeline.events.length, 32);
	assert.equal(timeline.events.at(-1)?.slot, slotAt(begin + 199_000));
});
