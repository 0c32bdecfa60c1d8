import assert from 'node:assert/strict';
import test from 'node:test';
import {denied, firstSample, unsupported} from '../../../source/known.ts';
import {unknownUsage} from '../../../source/model/build/usage.ts';
import {restOfHost, restOfUnits} from '../../../source/model/units/rest.ts';
import {makeHost, makeUsage} from '../../helpers/make.ts';

const host = makeHost({
	cpus: 4, cpuPercent: 50, memoryUsedBytes: 1000, swapUsedBytes: 100,
});
const processes = unknownUsage(unsupported);
const others = [
	makeUsage({
		cpuPercent: 120, memoryBytes: 300, swapBytes: 10, tasks: 5,
	}),
	makeUsage({
		cpuPercent: 30, memoryBytes: 200, swapBytes: unsupported, tasks: 2,
	}),
];

test('the host row is what containers leave: 100 percent is one core, as everywhere', () => {
	const rest = restOfHost({host, threads: 400, processes}, others);
	assert.deepEqual([rest.cpuPercent, rest.memoryBytes, rest.swapBytes, rest.tasks], [50, 500, 90, 393]);
	assert.deepEqual([...rest.summed!], ['cpuPercent', 'memoryBytes']);
	assert.deepEqual([rest.cpuLimit, rest.memoryLimitBytes, rest.tasksLimit], [undefined, undefined, undefined]);
	assert.equal(rest.networkRxBytes, unsupported);
});

test('where something of the host is not known, neither is what is left of it', () => {
	const dark = makeHost({cpuPercent: firstSample, cpus: 4, memoryUsedBytes: denied});
	const rest = restOfHost({host: dark, threads: unsupported, processes}, others);
	assert.deepEqual([rest.cpuPercent, rest.memoryBytes, rest.tasks], [firstSample, denied, unsupported]);
	assert.equal(restOfHost({host: makeHost({cpus: denied}), threads: 1, processes}, []).cpuPercent, denied);
});

test('what is in no unit has its own memory and tasks, and all CPU time that nobody else has', () => {
	const summed = {
		...processes, cpuPercent: 1, memoryBytes: 77, tasks: 3,
	};
	const rest = restOfUnits(summed, host, {others, areAllRead: true});
	assert.deepEqual([rest.cpuPercent, rest.memoryBytes, rest.tasks, rest.memoryLimitBytes], [50, 77, 3, undefined]);
	const early = restOfUnits(summed, host, {others, areAllRead: false});
	assert.deepEqual([early.cpuPercent, early.memoryBytes, early.tasks], [firstSample, 77, 3], 'what others took is in nobody else\'s share');
});
