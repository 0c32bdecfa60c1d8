import assert from 'node:assert/strict';
import test from 'node:test';
import {
	denied,
	firstSample,
	gone,
	unsupported,
} from '../../../source/known.ts';
import {unknownUsage} from '../../../source/model/build/usage.ts';
import {completed, left, without} from '../../../source/model/units/usage.ts';
import {makeUsage} from '../../helpers/make.ts';

const processes = {
	...unknownUsage(unsupported), cpuPercent: 5, cpuUserPercent: 4, cpuSystemPercent: 1, memoryBytes: 6000, tasks: 7,
};

test('what the kernel does not count in a cgroup is the sum over its processes, and said to be', () => {
	const usage = completed(makeUsage({cpuPercent: 50, memoryBytes: unsupported, tasks: unsupported}), processes);
	assert.deepEqual([usage.cpuPercent, usage.memoryBytes, usage.tasks], [50, 6000, 7]);
	assert.deepEqual([...usage.summed!], ['memoryBytes', 'tasks']);
	assert.equal(usage.swapBytes, 0);
});

test('a usage that is whole stays the same object', () => {
	const whole = makeUsage();
	assert.equal(completed(whole, processes), whole);
});

test('what the kernel does not count and no process has told yet comes with the next sample', () => {
	const usage = completed(makeUsage({cpuPercent: 50, memoryBytes: unsupported, tasks: unsupported}), unknownUsage(firstSample));
	assert.deepEqual([usage.cpuPercent, usage.memoryBytes, usage.tasks], [50, firstSample, firstSample]);
	assert.equal(usage.summed, undefined);
});

test('what may not be read is not made up from the processes, nor what waits for a second sample', () => {
	const usage = makeUsage({memoryBytes: denied, cpuPercent: firstSample});
	assert.equal(completed(usage, processes), usage);
});

test('a cgroup that cannot be found though it has processes has their sums, and one that vanished with them has nothing', () => {
	const lost = makeUsage({cpuPercent: gone, memoryBytes: gone, tasks: gone});
	assert.deepEqual([completed(lost, processes).cpuPercent, completed(lost, processes).tasks], [5, 7]);
	assert.equal(completed(lost, {...processes, tasks: 0}), lost);
});

test('the containers in a unit are taken from what its cgroup counts, but not from what was summed without them', () => {
	const container = makeUsage({cpuPercent: 10, memoryBytes: 1000, tasks: 3});
	const counted = makeUsage({cpuPercent: 15, memoryBytes: 1500, tasks: 4});
	const own = without(counted, [container]);
	assert.deepEqual([own.cpuPercent, own.memoryBytes, own.tasks], [5, 500, 1]);
	const summed = without(completed(makeUsage({cpuPercent: 15, memoryBytes: unsupported, tasks: 4}), processes), [container]);
	assert.deepEqual([summed.cpuPercent, summed.memoryBytes, summed.tasks], [5, 6000, 1]);
	assert.equal(without(counted, []), counted);
});

test('limits, pressure and the network are those of the whole cgroup', () => {
	const usage = makeUsage();
	const own = without(usage, [usage]);
	for (const field of ['memoryLimitBytes', 'tasksLimit', 'pressureCpu', 'oomKills', 'networkRxBytes', 'memoryPeakBytes'] as const) {
		assert.equal(own[field], usage[field], field);
	}
});

test('what is left of an unknown whole is unknown for the same reason, and never less than nothing', () => {
	assert.equal(left(denied, [1]), denied);
	assert.equal(left(10, [4, gone, 8]), 0);
	assert.equal(left(10, [4, firstSample]), 6);
	assert.equal(left(10, []), 10);
});
