/**
The cgroups on the way up to a container, from two readings of them.
*/
import {firstSample, mapKnown, type Known} from '../../known.ts';
import type {CgroupLevelReading} from '../../kernel/cgroup/reader/way-up.ts';
import type {CgroupLevel} from '../cgroup-level.ts';
import {ratePerSecond, sharePercent, type Pair} from './rates.ts';

const nanosecondsPerPercent = 1e7;

/**
Each with its rates, from the outside in.
*/
export function buildCgroupLevels(pair: Pair<readonly CgroupLevelReading[]>): readonly CgroupLevel[] {
	return pair.now.value.map((level): CgroupLevel => {
		const at = (field: 'usageNanoseconds' | 'periods' | 'throttledPeriods') => (levels: readonly CgroupLevelReading[]): Known<number> =>
			levels.find(({path}) => path === level.path)?.[field] ?? firstSample;
		return {
			path: level.path,
			cpuPercent: mapKnown(ratePerSecond(pair, at('usageNanoseconds')), perSecond => perSecond / nanosecondsPerPercent),
			cpuLimit: level.quotaCores,
			throttledPercent: mapKnown(level.quotaCores, quota =>
				quota === undefined ? undefined : sharePercent(pair, at('throttledPeriods'), at('periods'))),
			memoryBytes: level.memoryBytes,
			memoryLimitBytes: level.memoryLimitBytes,
			swapBytes: level.swapBytes,
			swapLimitBytes: level.swapLimitBytes,
			tasks: level.tasks,
			tasksLimit: level.tasksLimit,
		};
	});
}
