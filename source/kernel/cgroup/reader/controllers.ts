/**
What each controller reports for a cgroup, read as v1 where it is mounted so, and as v2 otherwise.
*/
import {
	isMissing,
	type Known,
	mapKnown,
	unsupported,
} from '../../../known.ts';
import {type Bytes, parseNumber} from '../../fields.ts';
import {
	type CpuCounters,
	type CpuThrottling,
	type CpuUsage,
	parseCpuacctStat,
	parseCpuacctUsage,
	parseCpuUsage,
	parseQuotaCounters,
	type QuotaCounters,
} from '../cpu.ts';
import {parseCpuset} from '../cpuset.ts';
import {parseCgroupEvents, parseFreezerState} from '../freezer.ts';
import {
	type IoCounters,
	type LowestDevices,
	parseBlkio,
	parseIoStat,
} from '../io.ts';
import {
	type MemoryCounters,
	type MemoryParts,
	parseMemoryStat,
	parseMemoryStatV1,
	parseOomKills,
	parseSwapV1,
	parseZswap,
	usedBytesOf,
} from '../memory.ts';
import {parseTasks, type TaskCount} from '../pids.ts';
import {parsePressure, type Pressure} from '../pressure.ts';
import type {CgroupFiles} from './files.ts';
import {
	limitingLevels,
	readMemoryLimit,
	readQuota,
	readSwapLimit,
	readTaskLimit,
} from './own-limits.ts';
import {tightest} from './tightest.ts';

/**
Everything of the CPU.
*/
export function readCpu(files: CgroupFiles): CpuCounters {
	return {
		...readCpuUsage(files),
		...readThrottling(files),
		quotaCores: tightest(limitingLevels(files, 'cpu'), directory => readQuota(files, directory)).limit,
		cpuset: readCpuset(files),
	};
}

/**
The processors that it may use. In v2 a cgroup without the controller may use those of the one it lies in.
*/
function readCpuset(files: CgroupFiles): CpuCounters['cpuset'] {
	const {cpuset, levels} = files.places;
	if (cpuset !== undefined) {
		return files.read(cpuset, 'cpuset.effective_cpus', parseCpuset);
	}

	for (const {directory} of levels.unified) {
		const found = files.read(directory, 'cpuset.cpus.effective', parseCpuset);
		if (!isMissing(found) || found.missing !== 'unsupported') {
			return found;
		}
	}

	return unsupported;
}

/**
Time used. Where that is what it was in `last`, so are its parts, and v1 tells these in a file of their own.
*/
export function readCpuUsage(files: CgroupFiles, last?: CpuUsage): CpuUsage {
	const {cpu, cpuacct, unified} = files.places;
	// One file of v2 tells what takes two of v1, and it is there without its controller.
	const usage = files.readAll(unified, 'cpu.stat', parseCpuUsage);
	if (typeof usage.usageNanoseconds === 'number' || (cpu === undefined && cpuacct === undefined)) {
		return usage;
	}

	const usageNanoseconds = files.read(cpuacct, 'cpuacct.usage', parseCpuacctUsage);
	return typeof usageNanoseconds === 'number' && usageNanoseconds === last?.usageNanoseconds
		? {usageNanoseconds, userNanoseconds: last.userNanoseconds, systemNanoseconds: last.systemNanoseconds}
		: {usageNanoseconds, ...files.readAll(cpuacct, 'cpuacct.stat', parseCpuacctStat)};
}

/**
What each quota does, of the cgroup and of those it lies in: any of them may hold it up. Unknown where its own quota is, unless its
controller is off.
*/
export function readThrottling(files: CgroupFiles): CpuThrottling {
	const levels = limitingLevels(files, 'cpu');
	const quotas = levels.map(({directory}) => readQuota(files, directory));
	// Without a quota it is undefined.
	const own = quotas.length === 0 ? unsupported : quotas[0];
	const throttling = levels.filter((_, index) => typeof quotas[index] === 'number').map(({path, directory}): QuotaCounters =>
		({path, ...files.readAll(directory, 'cpu.stat', parseQuotaCounters)}));
	return {throttling: isMissing(own) && (own.missing !== 'unsupported' || throttling.length === 0) ? own : throttling};
}

/**
Tasks and how many there may be.
*/
export function readTasks(files: CgroupFiles): TaskCount {
	const {pids, unified} = files.places;
	return {
		current: files.read(pids ?? unified, 'pids.current', parseTasks),
		limit: tightest(limitingLevels(files, 'tasks'), directory => readTaskLimit(files, directory)).limit,
	};
}

/**
Whether it is paused.
*/
export function readFrozen(files: CgroupFiles): Known<boolean> {
	const {freezer, unified, inner} = files.places;
	if (freezer !== undefined) {
		return files.read(freezer, 'freezer.state', parseFreezerState);
	}

	// What crun runs is frozen in a cgroup within that of the container. What is frozen as a whole is so in all its parts.
	const state = files.read(inner ?? unified, 'cgroup.events', parseCgroupEvents);
	return isMissing(state) && inner !== undefined ? files.read(unified, 'cgroup.events', parseCgroupEvents) : state;
}

/**
How the files of both versions are parsed on a host with these devices. The same functions each time, so that nothing is parsed again.
*/
export type IoParsers = ReturnType<typeof ioParsers>;

export function ioParsers(lowestOf: LowestDevices) {
	return {
		unified: (bytes: Bytes) => parseIoStat(bytes, lowestOf),
		blkio: (bytes: Bytes) => parseBlkio(bytes, lowestOf),
	};
}

/**
What went to and came from block devices.
*/
export function readIo(files: CgroupFiles, {unified: parseUnified, blkio: parseThrottle}: IoParsers): IoCounters {
	const {blkio, unified} = files.places;
	if (blkio === undefined) {
		return files.readAll(unified, 'io.stat', parseUnified);
	}

	const bytes = files.readAll(blkio, 'blkio.throttle.io_service_bytes_recursive', parseThrottle);
	const operations = files.readAll(blkio, 'blkio.throttle.io_serviced_recursive', parseThrottle);
	return {
		readBytes: bytes.reads, writeBytes: bytes.writes, readOperations: operations.reads, writeOperations: operations.writes,
	};
}

/**
Memory in use with all page cache.
*/
export function readCurrentBytes(files: CgroupFiles): Known<number> {
	const {memory, unified} = files.places;
	return memory === undefined
		? files.read(unified, 'memory.current', parseNumber)
		: files.read(memory, 'memory.usage_in_bytes', parseNumber);
}

/**
Everything of memory.
*/
export function readMemory(files: CgroupFiles): MemoryCounters {
	const {memory, unified} = files.places;
	const currentBytes = readCurrentBytes(files);
	return memory === undefined
		? {
			...withUse(readMemoryStat(files), currentBytes),
			swapBytes: readSwapBytes(files),
			...files.readAll(unified, 'memory.stat', parseZswap),
			swapLimitBytes: tightest(limitingLevels(files, 'memory'), directory => readSwapLimit(files, directory)).limit,
			peakBytes: files.read(unified, 'memory.peak', parseNumber),
			oomKills: files.read(unified, 'memory.events', parseOomKills),
		}
		: {
			...readMemoryParts(files, currentBytes),
			...readSwapV1(files),
			zswapBytes: unsupported,
			zswappedBytes: unsupported,
			peakBytes: files.read(memory, 'memory.max_usage_in_bytes', parseNumber),
			kernelBytes: files.read(memory, 'memory.kmem.usage_in_bytes', parseNumber),
			oomKills: files.read(memory, 'memory.oom_control', parseOomKills),
		};
}

/**
What was moved to swap.
*/
export function readSwapBytes(files: CgroupFiles): Known<number> {
	const {memory, unified} = files.places;
	return memory === undefined
		? files.read(unified, 'memory.swap.current', parseNumber)
		: files.readAll(memory, 'memory.stat', parseSwapV1).swapBytes;
}

/**
V1 counts memory and swap together, where it counts swap at all.
*/
function readSwapV1(files: CgroupFiles): Pick<MemoryCounters, 'swapBytes' | 'swapLimitBytes'> {
	const {memory} = files.places;
	const {swapBytes, limitBytes, bothLimitBytes} = files.readAll(memory, 'memory.stat', parseSwapV1);
	return {
		swapBytes,
		swapLimitBytes: mapKnown(bothLimitBytes, both => mapKnown(limitBytes, limit => both === undefined ? undefined : both - (limit ?? both))),
	};
}

/**
Use and limit: what moves all the time.
*/
export function readMemoryParts(files: CgroupFiles, currentBytes: Known<number>): MemoryParts {
	const {memory} = files.places;
	return withUse(memory === undefined ? readMemoryStat(files) : files.readAll(memory, 'memory.stat', parseMemoryStatV1), currentBytes);
}

/**
How much of the time something had to wait.
*/
export function readPressures(files: CgroupFiles): Readonly<Record<'cpu' | 'memory' | 'io', Known<Pressure>>> {
	const {unified} = files.places;
	return {
		cpu: files.read(unified, 'cpu.pressure', parsePressure),
		memory: files.read(unified, 'memory.pressure', parsePressure),
		io: files.read(unified, 'io.pressure', parsePressure),
	};
}

function readMemoryStat(files: CgroupFiles) {
	return {
		...files.readAll(files.places.unified, 'memory.stat', parseMemoryStat),
		limitBytes: tightest(limitingLevels(files, 'memory'), directory => readMemoryLimit(files, directory)).limit,
	};
}

function withUse<Stat extends {readonly inactiveFileBytes: Known<number>}>(
	stat: Stat,
	currentBytes: Known<number>,
): Stat & Pick<MemoryCounters, 'currentBytes' | 'usedBytes'> {
	return {...stat, currentBytes, usedBytes: usedBytesOf(currentBytes, stat.inactiveFileBytes)};
}
