import test from 'node:test';
import assert from 'node:assert/strict';
import {firstSample, gone, unsupported} from '../../../source/known.ts';
import type {ProcessSample} from '../../../source/kernel/reading.ts';
import {usageOfProcesses} from '../../../source/model/build/process-usage.ts';
import {makeSample, pairOf} from '../../helpers/readings.ts';

const dead: ProcessSample = {stat: gone, io: unsupported};

test('without a cgroup the sums over the processes stand in, and what they cannot tell is unsupported', () => {
	const usage = usageOfProcesses([
		pairOf(makeSample({
			userTicks: 150, systemTicks: 20, residentBytes: 5000, threads: 2,
		}), makeSample({userTicks: 100, systemTicks: 10})),
		pairOf(makeSample({userTicks: 30, residentBytes: 700}), makeSample({userTicks: 10})),
	]);
	assert.deepEqual(
		[usage.cpuPercent, usage.cpuUserPercent, usage.cpuSystemPercent, usage.memoryBytes, usage.tasks],
		[80, 70, 10, 5700, 3],
	);
	assert.deepEqual(
		[usage.memoryLimitBytes, usage.blockReadBytes, usage.pressureCpu, usage.throttledPercent],
		[unsupported, unsupported, unsupported, unsupported],
	);
});

test('before the first and the second sample nothing is made up', () => {
	assert.deepEqual([usageOfProcesses([]).cpuPercent, usageOfProcesses([undefined]).memoryBytes], [firstSample, firstSample]);
	const first = usageOfProcesses([pairOf(makeSample())]);
	assert.deepEqual([first.cpuPercent, first.memoryBytes], [firstSample, 1000]);
});

test('a process that has ended counts for nothing, and a new one does not make the sum wrong', () => {
	const pairs = [
		pairOf<ProcessSample>(dead, makeSample()),
		pairOf(makeSample({userTicks: 900})),
		pairOf(makeSample({userTicks: 20}), makeSample({userTicks: 10})),
	];
	const usage = usageOfProcesses(pairs);
	assert.deepEqual([usage.cpuPercent, usage.tasks], [10, 2]);
});
