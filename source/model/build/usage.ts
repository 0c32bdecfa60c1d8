/**
Counters of a container's cgroup and network namespace to what one wants to know: percentages, bytes, limits.
*/
import {
	gone,
	isMissing,
	mapKnown,
	unsupported,
	valueOf,
	type Known,
	type Missing,
} from '../../known.ts';
import type {CgroupReading, NetworkReading} from '../../kernel/reading.ts';
import type {Host} from '../host.ts';
import type {Usage} from '../usage.ts';
import {ratePerSecond, type Pair} from './rates.ts';
import {throttlingOf} from './throttling.ts';

const nanosecondsPerSecond = 1e9;
const percent = 100;

/**
What bounds a container without a limit.
*/
export type HostSize = Pick<Host, 'memoryBytes' | 'cpus'>;

/**
A usage in which everything is unknown for the same reason: a container that does not run, or runs on another kernel.
*/
export function unknownUsage(reason: Missing): Usage {
	return {
		cpuPercent: reason,
		cpuUserPercent: reason,
		cpuSystemPercent: reason,
		cpuLimit: reason,
		cpuLimitCgroup: reason,
		cpuset: reason,
		cpuCores: reason,
		memoryLimitCgroup: reason,
		swapLimitCgroup: reason,
		tasksLimitCgroup: reason,
		throttledPercent: reason,
		throttledCgroup: reason,
		memoryBytes: reason,
		memoryLimitBytes: reason,
		swapBytes: reason,
		swapLimitBytes: reason,
		zswapBytes: reason,
		zswappedBytes: reason,
		memoryPeakBytes: reason,
		anonBytes: reason,
		fileBytes: reason,
		shmemBytes: reason,
		kernelBytes: reason,
		oomKills: reason,
		tasks: reason,
		tasksLimit: reason,
		networkRxBytes: reason,
		networkTxBytes: reason,
		networkRxPerSecond: reason,
		networkTxPerSecond: reason,
		blockReadBytes: reason,
		blockWriteBytes: reason,
		blockReadPerSecond: reason,
		blockWritePerSecond: reason,
		pressureCpu: reason,
		pressureMemory: reason,
		pressureIo: reason,
	};
}

export const goneUsage = unknownUsage(gone);
export const remoteUsage = unknownUsage(unsupported);

/**
Usage from the readings of a cgroup and of a network namespace; where there is no cgroup, what the processes take stands for it. Without
a network namespace of its own a container has no network numbers of its own either: pass undefined; where it may not be known which one
it has, pass why.
*/
export function usageOf(
	cgroup: Pair<CgroupReading> | Usage | undefined,
	network: Pair<NetworkReading> | Missing | undefined,
	host: HostSize,
): Usage {
	if (!cgroup || !('now' in cgroup)) {
		return {...cgroup ?? remoteUsage, ...networkUsage(network)};
	}

	const {
		cpu, memory, tasks, io, pressure, limiting,
	} = cgroup.now.value;
	const memoryLimitBytes = mapKnown(memory.limitBytes, limit =>
		limit !== undefined && !isMissing(host.memoryBytes) && limit >= host.memoryBytes ? undefined : limit);
	const placeOf = (limit: Known<number | undefined>, path: string | undefined): Known<string | undefined> =>
		mapKnown(limit, value => value === undefined ? undefined : path);
	const throttled = throttlingOf(cgroup);
	return {
		cpuPercent: cpuShare(cgroup, value => value.cpu.usageNanoseconds),
		cpuUserPercent: cpuShare(cgroup, value => value.cpu.userNanoseconds),
		cpuSystemPercent: cpuShare(cgroup, value => value.cpu.systemNanoseconds),
		cpuLimit: cpu.quotaCores,
		...processorsOf(cpu, host.cpus),
		cpuLimitCgroup: placeOf(cpu.quotaCores, limiting.cpu),
		memoryLimitCgroup: placeOf(memoryLimitBytes, limiting.memory),
		swapLimitCgroup: placeOf(memory.swapLimitBytes, limiting.swap),
		tasksLimitCgroup: placeOf(tasks.limit, limiting.tasks),
		throttledPercent: mapKnown(throttled, ({share}) => share),
		throttledCgroup: mapKnown(throttled, ({path}) => path),
		memoryBytes: memory.usedBytes,
		memoryLimitBytes,
		swapBytes: memory.swapBytes,
		swapLimitBytes: memory.swapLimitBytes,
		zswapBytes: memory.zswapBytes,
		zswappedBytes: memory.zswappedBytes,
		memoryPeakBytes: memory.peakBytes,
		anonBytes: memory.anonBytes,
		fileBytes: memory.fileBytes,
		shmemBytes: memory.shmemBytes,
		kernelBytes: memory.kernelBytes,
		oomKills: memory.oomKills,
		tasks: tasks.current,
		tasksLimit: tasks.limit,
		...networkUsage(network),
		blockReadBytes: io.readBytes,
		blockWriteBytes: io.writeBytes,
		blockReadPerSecond: ratePerSecond(cgroup, value => value.io.readBytes),
		blockWritePerSecond: ratePerSecond(cgroup, value => value.io.writeBytes),
		pressureCpu: mapKnown(pressure.cpu, value => value.someAverage10),
		pressureMemory: mapKnown(pressure.memory, value => value.someAverage10),
		pressureIo: mapKnown(pressure.io, value => value.someAverage10),
	};
}

/**
Which processors, where not all, and how many cores these and the quota make.
*/
function processorsOf({quotaCores, cpuset}: CgroupReading['cpu'], online: Known<number>): Pick<Usage, 'cpuset' | 'cpuCores'> {
	const allowed = valueOf(cpuset)?.count ?? Infinity;
	return {
		cpuset: isMissing(cpuset) && cpuset.missing !== 'unsupported'
			? cpuset
			: mapKnown(online, cpus => allowed < cpus ? valueOf(cpuset)?.list : undefined),
		cpuCores: mapKnown(quotaCores, quota => mapKnown(online, cpus => Math.min(quota ?? Infinity, allowed, cpus))),
	};
}

function cpuShare(pair: Pair<CgroupReading>, pick: (value: CgroupReading) => Known<number>): Known<number> {
	return mapKnown(ratePerSecond(pair, pick), perSecond => perSecond / nanosecondsPerSecond * percent);
}

type NetworkUsage = Pick<Usage, 'networkRxBytes' | 'networkTxBytes' | 'networkRxPerSecond' | 'networkTxPerSecond'>;

function networkUsage(pair: Pair<NetworkReading> | Missing | undefined): NetworkUsage {
	if (!pair || isMissing(pair)) {
		const reason = pair ?? unsupported;
		return {
			networkRxBytes: reason, networkTxBytes: reason, networkRxPerSecond: reason, networkTxPerSecond: reason,
		};
	}

	return {
		networkRxBytes: received(pair.now.value),
		networkTxBytes: sent(pair.now.value),
		networkRxPerSecond: ratePerSecond(pair, received),
		networkTxPerSecond: ratePerSecond(pair, sent),
	};
}

/**
The loopback device carries what the container says to itself, and others pass on what is counted where it enters:
neither counts, as in `docker stats`.
*/
const received = (counters: NetworkReading): number => total(counters, 'receivedBytes');
const sent = (counters: NetworkReading): number => total(counters, 'sentBytes');

function total(counters: NetworkReading, field: 'receivedBytes' | 'sentBytes'): number {
	let sum = 0;
	for (const counter of counters) {
		if (counter.name !== 'lo' && !counter.isPassing) {
			sum += counter[field];
		}
	}

	return sum;
}

/**
Whether two usages say the same.
*/
export function isSameUsage(a: Usage, b: Usage): boolean {
	const {summed: summedInA, ...valuesOfA} = a;
	const {summed: summedInB, ...valuesOfB} = b;
	const fields = Object.keys(valuesOfA) as Array<keyof typeof valuesOfA>;
	return fields.every(field => valuesOfA[field] === valuesOfB[field])
		&& (summedInA === summedInB || [...summedInA ?? []].join(' ') === [...summedInB ?? []].join(' '));
}
