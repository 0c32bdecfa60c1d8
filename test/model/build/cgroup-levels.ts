import assert from 'node:assert/strict';
import test from 'node:test';
import type {CgroupLevelReading} from '../../../source/kernel/cgroup/reader/way-up.ts';
import {firstSample, unsupported} from '../../../source/known.ts';
import {buildCgroupLevels} from '../../../source/model/build/cgroup-levels.ts';
import {pairOf} from '../../helpers/readings.ts';

const reading: CgroupLevelReading = {
	path: '/job.slice',
	usageNanoseconds: 1e9,
	quotaCores: 0.2,
	periods: 100,
	throttledPeriods: 10,
	memoryBytes: 5000,
	memoryLimitBytes: 8000,
	swapBytes: unsupported,
	swapLimitBytes: unsupported,
	tasks: 9,
	tasksLimit: undefined,
};

test('the rates of each cgroup on the way need two readings of it', () => {
	const own: CgroupLevelReading = {...reading, path: '/job.slice/a', quotaCores: undefined};
	const [slice, container] = buildCgroupLevels(pairOf(
		[
			{
				...reading, usageNanoseconds: 2e9, periods: 110, throttledPeriods: 15,
			},
			{...own, usageNanoseconds: 1.5e9},
		],
		[reading],
		5,
	));
	assert.deepEqual([slice?.cpuPercent, slice?.throttledPercent, slice?.cpuLimit, slice?.tasks], [20, 50, 0.2, 9]);
	assert.deepEqual([container?.cpuPercent, container?.throttledPercent], [firstSample, undefined], 'without a quota nothing is throttled');
});
