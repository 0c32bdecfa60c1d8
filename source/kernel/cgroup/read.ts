/**
Reads one cgroup: its counters, and the processes in it. Each controller is read as v1 where it is mounted so, and as v2 otherwise.
*/
import {Buffer} from 'node:buffer';
import {
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
import {
	type HeldFiles,
	isDirectory,
	listDirectories,
	readBytes,
} from '../files.ts';
import type {CgroupMembership} from '../pid/cgroup.ts';
import type {CgroupReading} from '../reading.ts';
import {
	type CpuCounters,
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
	parseMemoryStat,
	parseMemoryStatV1,
	parseOomKills,
	smallestLimit,
	usedBytesOf,
} from './memory.ts';
import {parseTaskLimit, parseTasks} from './pids.ts';
import {type CgroupPlaces, findPlaces} from './places.ts';
import {parsePressure} from './pressure.ts';

const noBytes = Buffer.alloc(0);

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
			memory: places.memory === undefined ? this.#readMemory(places) : this.#readMemoryV1(places.memory),
			io: places.blkio === undefined ? this.#readAll(places.unified, 'io.stat', parseIoStat) : this.#readBlkio(places.blkio),
			tasks: {
				current: this.#read(places.pids ?? places.unified, 'pids.current', parseTasks),
				limit: this.#read(places.pids ?? places.unified, 'pids.max', parseTaskLimit),
			},
			pressure: {
				cpu: this.#read(places.unified, 'cpu.pressure', parsePressure),
				memory: this.#read(places.unified, 'memory.pressure', parsePressure),
				io: this.#read(places.unified, 'io.pressure', parsePressure),
			},
			frozen: places.freezer === undefined ? this.#read(places.unified, 'cgroup.events', parseCgroupEvents) : this.#read(places.freezer, 'freezer.state', parseFreezerState),
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

	#readCpu({cpu, cpuacct, unified}: CgroupPlaces): CpuCounters {
		if (cpu === undefined && cpuacct === undefined) {
			return {...this.#readAll(unified, 'cpu.stat', parseCpuStat), quotaCores: this.#read(unified, 'cpu.max', parseCpuMaximum)};
		}

		// One file of v2 tells what takes two of v1, and it is there without its controller.
		const usage = this.#readAll(unified, 'cpu.stat', parseCpuUsage);
		return {
			...(typeof usage.usageNanoseconds === 'number'
				? usage
				: {
					usageNanoseconds: this.#read(cpuacct, 'cpuacct.usage', parseCpuacctUsage),
					...this.#readAll(cpuacct, 'cpuacct.stat', parseCpuacctStat),
				}),
			...this.#readAll(cpu, 'cpu.stat', parseCpuThrottling),
			quotaCores: quotaOf(this.#read(cpu, 'cpu.cfs_quota_us', parseNumber), this.#read(cpu, 'cpu.cfs_period_us', parseNumber)),
		};
	}

	#readMemory({unified, unifiedParents}: CgroupPlaces): MemoryCounters {
		const currentBytes = this.#read(unified, 'memory.current', parseNumber);
		const stat = this.#readAll(unified, 'memory.stat', parseMemoryStat);
		return {
			usedBytes: usedBytesOf(currentBytes, stat.inactiveFileBytes),
			currentBytes,
			limitBytes: smallestLimit(
				this.#read(unified, 'memory.max', parseMaximum),
				unifiedParents.map(parent => this.#read(parent, 'memory.max', parseMaximum)),
			),
			peakBytes: this.#read(unified, 'memory.peak', parseNumber),
			...stat,
			oomKills: this.#read(unified, 'memory.events', parseOomKills),
		};
	}

	#readMemoryV1(directory: string): MemoryCounters {
		const currentBytes = this.#read(directory, 'memory.usage_in_bytes', parseNumber);
		const stat = this.#readAll(directory, 'memory.stat', parseMemoryStatV1);
		return {
			usedBytes: usedBytesOf(currentBytes, stat.inactiveFileBytes),
			currentBytes,
			peakBytes: this.#read(directory, 'memory.max_usage_in_bytes', parseNumber),
			...stat,
			kernelBytes: this.#read(directory, 'memory.kmem.usage_in_bytes', parseNumber),
			oomKills: this.#read(directory, 'memory.oom_control', parseOomKills),
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
