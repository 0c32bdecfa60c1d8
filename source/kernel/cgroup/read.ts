/**
Reads one cgroup: its counters, and the processes in it. Each controller is read as v1 where it is mounted so, and as v2 otherwise.
*/
import {Buffer} from 'node:buffer';
import {
	firstSample,
	isMissing,
	type Known,
	mapKnown,
	unsupported,
} from '../../known.ts';
import {
	type Bytes,
	linesOf,
	parsed,
	parseMaximum,
	parseNumber,
} from '../fields.ts';
import {readBytes} from '../files/content.ts';
import {isDirectory, listDirectories} from '../files/directory.ts';
import {type HeldFiles} from '../files/held.ts';
import type {CgroupMembership} from '../pid/cgroup.ts';
import type {CgroupReading} from '../reading.ts';
import {
	type CpuCounters,
	type CpuThrottling,
	type CpuUsage,
	parseCpuacctStat,
	parseCpuacctUsage,
	parseCpuMaximum,
	parseCpuStat,
	parseCpuThrottling,
	parseCpuUsage,
	quotaOf,
} from './cpu.ts';
import {parseCgroupEvents, parseFreezerState} from './freezer.ts';
import type {Hierarchies} from './hierarchies.ts';
import {type IoCounters, parseBlkio, parseIoStat} from './io.ts';
import {
	type MemoryCounters,
	type MemoryParts,
	parseMemoryStat,
	parseMemoryStatV1,
	parseOomKills,
	smallestLimit,
	usedBytesOf,
} from './memory.ts';
import type {CgroupPart} from './parts.ts';
import {parseTaskLimit, parseTasks, type TaskCount} from './pids.ts';
import {type CgroupPlaces, findPlaces} from './places.ts';
import {parsePressure} from './pressure.ts';

const noBytes = Buffer.alloc(0);

/**
A reading of which nothing was read yet.
*/
export const nothingRead: CgroupReading = {
	cpu: {
		usageNanoseconds: firstSample, userNanoseconds: firstSample, systemNanoseconds: firstSample, periods: firstSample, throttledPeriods: firstSample, throttledNanoseconds: firstSample, quotaCores: firstSample,
	},
	memory: {
		usedBytes: firstSample, currentBytes: firstSample, limitBytes: firstSample, peakBytes: firstSample, anonBytes: firstSample, fileBytes: firstSample, shmemBytes: firstSample, kernelBytes: firstSample, inactiveFileBytes: firstSample, oomKills: firstSample,
	},
	io: {
		readBytes: firstSample, writeBytes: firstSample, readOperations: firstSample, writeOperations: firstSample,
	},
	tasks: {current: firstSample, limit: firstSample},
	pressure: {cpu: firstSample, memory: firstSample, io: firstSample},
	frozen: firstSample,
};

/**
What is not read each time for everybody.
*/
const notSampled = {
	throttling: {periods: firstSample, throttledPeriods: firstSample, throttledNanoseconds: firstSample},
	io: nothingRead.io,
} as const;

function withUse<Stat extends {readonly inactiveFileBytes: Known<number>}>(stat: Stat, currentBytes: Known<number>): Stat & Pick<MemoryCounters, 'currentBytes' | 'usedBytes'> {
	return {...stat, currentBytes, usedBytes: usedBytesOf(currentBytes, stat.inactiveFileBytes)};
}

/**
Whether the counters that grow were read where they are wanted; the others are kept in any case.
*/
function hasParts({cpu, io}: CgroupReading, parts: ReadonlySet<CgroupPart>): boolean {
	return (!parts.has('throttling') || cpu.periods !== firstSample) && (!parts.has('io') || io.readBytes !== firstSample);
}

/**
Reads the cgroups of one host again and again. Where a process is in no cgroup but the root, everything is unsupported: those numbers are the host's.
*/
export class CgroupReader {
	readonly #hierarchies: Hierarchies;
	readonly #files: HeldFiles;
	readonly #places = new WeakMap<readonly CgroupMembership[], CgroupPlaces>();
	// Files that a cgroup does not have although it is there: a controller that is not enabled, a newer kernel's invention.
	readonly #absent = new Set<string>();

	constructor(hierarchies: Hierarchies, files: HeldFiles) {
		this.#hierarchies = hierarchies;
		this.#files = files;
	}

	/**
	All counters of the cgroup that a process with these memberships is in. All are gone when it was removed.
	*/
	read(memberships: readonly CgroupMembership[]): CgroupReading {
		const places = this.#find(memberships);
		return {
			cpu: this.#readCpu(places),
			memory: this.#readMemory(places),
			io: this.#readIo(places),
			tasks: this.#readTasks(places),
			pressure: {
				cpu: this.#read(places.unified, 'cpu.pressure', parsePressure),
				memory: this.#read(places.unified, 'memory.pressure', parsePressure),
				io: this.#read(places.unified, 'io.pressure', parsePressure),
			},
			frozen: this.#readFrozen(places),
		};
	}

	/**
	CPU time, and of the other counters the given parts. What is not read stays as it was in `last`, the reading before; counters that grow are told as not sampled instead, since a rate over them would be wrong. The same object where nothing has
	run since and memory is as it was: then nothing else can have changed but by the hand of an administrator, which the next whole reading shows.
	*/
	readParts(memberships: readonly CgroupMembership[], parts: ReadonlySet<CgroupPart>, last: CgroupReading): CgroupReading {
		const places = this.#find(memberships);
		const usage = this.#readCpuUsage(places);
		const frozen = parts.size === 0 ? last.frozen : this.#readFrozen(places);
		const currentBytes = parts.has('memory') ? this.#readCurrentBytes(places) : last.memory.currentBytes;
		const wasIdle = typeof usage.usageNanoseconds === 'number' && usage.usageNanoseconds === last.cpu.usageNanoseconds && currentBytes === last.memory.currentBytes && frozen === last.frozen;
		if (wasIdle && hasParts(last, parts)) {
			return last;
		}

		return {
			cpu: {...last.cpu, ...usage, ...(parts.has('throttling') ? this.#readThrottling(places) : notSampled.throttling)},
			memory: parts.has('memory') ? {...last.memory, ...this.#readMemoryParts(places, currentBytes)} : last.memory,
			io: parts.has('io') ? this.#readIo(places) : notSampled.io,
			tasks: parts.has('tasks') ? this.#readTasks(places) : last.tasks,
			pressure: last.pressure,
			frozen,
		};
	}

	/**
	Pids of the processes in the cgroup and all below it, ascending, as the reader's pid namespace numbers them; those that it does not have are left out.
	*/
	listProcesses(memberships: readonly CgroupMembership[]): Known<readonly number[]> {
		const {members} = this.#find(memberships);
		return members === undefined ? unsupported : mapKnown(listMembers(members), pids => pids.toSorted((a, b) => a - b));
	}

	/**
	Looks again for files that were not there, such as those of a controller that was enabled meanwhile.
	*/
	forgetAbsent(): void {
		this.#absent.clear();
	}

	#find(memberships: readonly CgroupMembership[]): CgroupPlaces {
		const known = this.#places.get(memberships);
		if (known) {
			return known;
		}

		const places = findPlaces(this.#hierarchies, memberships);
		this.#places.set(memberships, places);
		return places;
	}

	#bytes(directory: string | undefined, name: string): Known<Bytes> {
		if (directory === undefined) {
			return unsupported;
		}

		const path = `${directory}/${name}`;
		if (this.#absent.has(path)) {
			return unsupported;
		}

		const bytes = this.#files.read(path);
		if (isMissing(bytes) && bytes.missing === 'gone' && isDirectory(directory)) {
			this.#absent.add(path);
			return unsupported;
		}

		return bytes;
	}

	#read<Value>(directory: string | undefined, name: string, parse: (bytes: Bytes) => Known<Value>): Known<Value> {
		return parsed(this.#bytes(directory, name), parse);
	}

	/**
	The same for a file of several values: each of them is missing when the file is.
	*/
	#readAll<Values extends Readonly<Record<string, Known<unknown>>>>(directory: string | undefined, name: string, parse: (bytes: Bytes) => Values): Values {
		const bytes = this.#bytes(directory, name);
		return isMissing(bytes) ? Object.fromEntries(Object.keys(parse(noBytes)).map(key => [key, bytes])) as Values : parse(bytes);
	}

	#readCpu(places: CgroupPlaces): CpuCounters {
		const {cpu, cpuacct, unified} = places;
		const isOneFile = cpu === undefined && cpuacct === undefined;
		return {
			...(isOneFile ? this.#readAll(unified, 'cpu.stat', parseCpuStat) : {...this.#readCpuUsage(places), ...this.#readThrottling(places)}),
			quotaCores: this.#readQuota(places),
		};
	}

	#readCpuUsage({cpu, cpuacct, unified}: CgroupPlaces): CpuUsage {
		// One file of v2 tells what takes two of v1, and it is there without its controller.
		const usage = this.#readAll(unified, 'cpu.stat', parseCpuUsage);
		return typeof usage.usageNanoseconds === 'number' || (cpu === undefined && cpuacct === undefined)
			? usage
			: {
				usageNanoseconds: this.#read(cpuacct, 'cpuacct.usage', parseCpuacctUsage),
				...this.#readAll(cpuacct, 'cpuacct.stat', parseCpuacctStat),
			};
	}

	#readThrottling({cpu, cpuacct, unified}: CgroupPlaces): CpuThrottling {
		return this.#readAll(cpu ?? (cpuacct === undefined ? unified : undefined), 'cpu.stat', parseCpuThrottling);
	}

	#readQuota({cpu, cpuacct, unified}: CgroupPlaces): CpuCounters['quotaCores'] {
		return cpu === undefined && cpuacct === undefined
			? this.#read(unified, 'cpu.max', parseCpuMaximum)
			: quotaOf(this.#read(cpu, 'cpu.cfs_quota_us', parseNumber), this.#read(cpu, 'cpu.cfs_period_us', parseNumber));
	}

	#readTasks({pids, unified}: CgroupPlaces): TaskCount {
		const directory = pids ?? unified;
		return {current: this.#read(directory, 'pids.current', parseTasks), limit: this.#read(directory, 'pids.max', parseTaskLimit)};
	}

	#readFrozen({freezer, unified}: CgroupPlaces): Known<boolean> {
		return freezer === undefined ? this.#read(unified, 'cgroup.events', parseCgroupEvents) : this.#read(freezer, 'freezer.state', parseFreezerState);
	}

	#readIo({blkio, unified}: CgroupPlaces): IoCounters {
		return blkio === undefined ? this.#readAll(unified, 'io.stat', parseIoStat) : this.#readBlkio(blkio);
	}

	#readCurrentBytes({memory, unified}: CgroupPlaces): Known<number> {
		return memory === undefined ? this.#read(unified, 'memory.current', parseNumber) : this.#read(memory, 'memory.usage_in_bytes', parseNumber);
	}

	#readMemory(places: CgroupPlaces): MemoryCounters {
		const {memory, unified} = places;
		const currentBytes = this.#readCurrentBytes(places);
		return memory === undefined
			? {
				...withUse(this.#readMemoryStat(places), currentBytes),
				peakBytes: this.#read(unified, 'memory.peak', parseNumber),
				oomKills: this.#read(unified, 'memory.events', parseOomKills),
			}
			: {
				...this.#readMemoryParts(places, currentBytes),
				peakBytes: this.#read(memory, 'memory.max_usage_in_bytes', parseNumber),
				kernelBytes: this.#read(memory, 'memory.kmem.usage_in_bytes', parseNumber),
				oomKills: this.#read(memory, 'memory.oom_control', parseOomKills),
			};
	}

	/**
	Use and limit: what moves all the time.
	*/
	#readMemoryParts(places: CgroupPlaces, currentBytes: Known<number>): MemoryParts {
		return withUse(places.memory === undefined ? this.#readMemoryStat(places) : this.#readAll(places.memory, 'memory.stat', parseMemoryStatV1), currentBytes);
	}

	#readMemoryStat({unified, unifiedParents}: CgroupPlaces) {
		return {
			...this.#readAll(unified, 'memory.stat', parseMemoryStat),
			limitBytes: smallestLimit(
				this.#read(unified, 'memory.max', parseMaximum),
				unifiedParents.map(parent => this.#read(parent, 'memory.max', parseMaximum)),
			),
		};
	}

	#readBlkio(directory: string): IoCounters {
		const bytes = this.#readAll(directory, 'blkio.throttle.io_service_bytes_recursive', parseBlkio);
		const operations = this.#readAll(directory, 'blkio.throttle.io_serviced_recursive', parseBlkio);
		return {
			readBytes: bytes.reads, writeBytes: bytes.writes, readOperations: operations.reads, writeOperations: operations.writes,
		};
	}
}

function parseMembers(bytes: Bytes): number[] {
	// Processes of other pid namespaces are written as 0.
	return linesOf(bytes).map(Number).filter(pid => pid > 0);
}

/**
A list of a cgroup holds its own processes only. One that vanishes below takes its processes with it, and a threaded one (EOPNOTSUPP) has none of its own.
*/
function listMembers(directory: string): Known<number[]> {
	const own = parsed(readBytes(`${directory}/cgroup.procs`), parseMembers);
	const below = isMissing(own) ? own : listDirectories(directory);
	if (isMissing(own) || isMissing(below)) {
		return own;
	}

	const lists = below.map(name => listMembers(`${directory}/${name}`));
	return [...own, ...lists.flatMap(list => isMissing(list) ? [] : list)];
}
