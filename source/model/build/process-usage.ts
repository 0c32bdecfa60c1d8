/**
The numbers of a container without a cgroup of its own: the sums over its processes. They lose what ended in between, and count pages
that processes share more than once; so they are a second choice.
*/
import {
	firstSample,
	isMissing,
	valueOf,
	type Known,
} from '../../known.ts';
import type {ProcessSample} from '../../kernel/reading.ts';
import {ticksPerSecond, type ProcessStat} from '../../kernel/pid/stat.ts';
import type {Usage} from '../usage.ts';
import type {Pair} from './rates.ts';
import {remoteUsage} from './usage.ts';

const summed: ReadonlySet<string> = new Set(['cpuPercent', 'cpuUserPercent', 'cpuSystemPercent', 'memoryBytes', 'tasks']);

/**
What two samples of each process show; the rest is unsupported. Processes that were not sampled, or ended, count for nothing.
*/
export function usageOfProcesses(pairs: ReadonlyArray<Pair<ProcessSample> | undefined>): Usage {
	const sampled = pairs.filter(pair => pair !== undefined);
	if (sampled.length === 0) {
		return {
			...remoteUsage,
			cpuPercent: firstSample,
			cpuUserPercent: firstSample,
			cpuSystemPercent: firstSample,
			memoryBytes: firstSample,
			tasks: firstSample,
		};
	}

	const stats = sampled.map(({now}) => valueOf(now.value.stat)).filter(stat => stat !== undefined);
	return {
		...remoteUsage,
		cpuPercent: cpuShare(sampled, stat => stat.userTicks + stat.systemTicks),
		cpuUserPercent: cpuShare(sampled, stat => stat.userTicks),
		cpuSystemPercent: cpuShare(sampled, stat => stat.systemTicks),
		memoryBytes: sum(stats, ({residentBytes}) => residentBytes),
		tasks: sum(stats, ({threads}) => threads),
		summed,
	};
}

function cpuShare(pairs: ReadonlyArray<Pair<ProcessSample>>, ticks: (stat: ProcessStat) => number): Known<number> {
	let percent = 0;
	let isMeasured = false;
	for (const {now, before} of pairs) {
		const seconds = before ? now.atSeconds - before.atSeconds : 0;
		if (!before || isMissing(now.value.stat) || isMissing(before.value.stat) || seconds <= 0) {
			continue;
		}

		isMeasured = true;
		percent += Math.max(0, ticks(now.value.stat) - ticks(before.value.stat)) / ticksPerSecond / seconds * 100;
	}

	return isMeasured ? percent : firstSample;
}

function sum(stats: readonly ProcessStat[], pick: (stat: ProcessStat) => number): number {
	let total = 0;
	for (const stat of stats) {
		total += pick(stat);
	}

	return total;
}
