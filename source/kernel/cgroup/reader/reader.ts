/**
Reads one cgroup: its counters, and the processes in it.
*/
import {isDeepStrictEqual} from 'node:util';
import {
	firstSample,
	type Known,
	mapKnown,
	unsupported,
	valueOf,
} from '../../../known.ts';
import type {HeldFiles} from '../../files/held.ts';
import {BlockDevices} from '../../host/block-devices.ts';
import type {CgroupMembership} from '../../pid/cgroup.ts';
import type {CgroupReading} from '../../reading.ts';
import {type MemoryParts, usedBytesOf} from '../memory.ts';
import {
	ioParsers,
	type IoParsers,
	readCpu,
	readCpuUsage,
	readCurrentBytes,
	readFrozen,
	readIo,
	readMemory,
	readMemoryParts,
	readPressures,
	readSwapBytes,
	readTasks,
	readThrottling,
} from './controllers.ts';
import {CgroupFiles} from './files.ts';
import type {Hierarchies} from './hierarchies.ts';
import {readLimiting} from './limiting.ts';
import {listMembers, listOwnMembers} from './members.ts';
import type {CgroupPart} from './parts.ts';
import {findPlaces, memberRoot} from './places.ts';

/**
A reading of which nothing was read yet.
*/
export const nothingRead: CgroupReading = {
	cpu: {
		usageNanoseconds: firstSample,
		userNanoseconds: firstSample,
		systemNanoseconds: firstSample,
		throttling: firstSample,
		quotaCores: firstSample,
		cpuset: firstSample,
	},
	memory: {
		usedBytes: firstSample,
		currentBytes: firstSample,
		limitBytes: firstSample,
		swapBytes: firstSample,
		swapLimitBytes: firstSample,
		zswapBytes: firstSample,
		zswappedBytes: firstSample,
		peakBytes: firstSample,
		anonBytes: firstSample,
		fileBytes: firstSample,
		shmemBytes: firstSample,
		kernelBytes: firstSample,
		inactiveFileBytes: firstSample,
		oomKills: firstSample,
	},
	io: {
		readBytes: firstSample, writeBytes: firstSample, readOperations: firstSample, writeOperations: firstSample,
	},
	tasks: {current: firstSample, limit: firstSample},
	pressure: {cpu: firstSample, memory: firstSample, io: firstSample},
	limiting: {
		cpu: undefined, memory: undefined, swap: undefined, tasks: undefined,
	},
	frozen: firstSample,
};

/**
What is not read each time for all.
*/
const notSampled = {
	throttling: {throttling: firstSample},
	io: nothingRead.io,
} as const;

/**
How much more or less may be in use before it is looked where: this many bytes, or this share. And how many times only use is read at most.
*/
const leastChangeBytes = 262_144;
const leastChange = 1 / 256;
const readsOfUse = 5;

/**
Reads the cgroups of one host again and again. Where a process is in no cgroup but the root, everything is unsupported: those numbers
are the host's.
*/
export class CgroupReader {
	readonly #hierarchies: Hierarchies;
	readonly #held: HeldFiles;
	readonly #files = new WeakMap<readonly CgroupMembership[], CgroupFiles>();
	readonly #memories = new WeakMap<CgroupFiles, {readonly currentBytes: number; readonly memory: MemoryParts; readsLeft: number}>();
	readonly #devices: BlockDevices;
	readonly #ioParsers: IoParsers;
	#generation = 0;

	constructor(hierarchies: Hierarchies, held: HeldFiles, devices = new BlockDevices()) {
		this.#devices = devices;
		this.#ioParsers = ioParsers(numbers => devices.lowest(numbers));
		this.#hierarchies = hierarchies;
		this.#held = held;
	}

	/**
	All counters of the cgroup that a process with these memberships is in. All are gone when it was removed.
	*/
	read(memberships: readonly CgroupMembership[]): CgroupReading {
		const files = this.#find(memberships);
		return {
			cpu: readCpu(files),
			memory: readMemory(files),
			io: readIo(files, this.#ioParsers),
			tasks: readTasks(files),
			pressure: readPressures(files),
			limiting: readLimiting(files),
			frozen: readFrozen(files),
		};
	}

	/**
	CPU time, and of the other counters the given parts. What is not read stays as it was in `last`, the reading before; counters that grow
	are told as not sampled instead, since a rate over them would be wrong. Where the parts `areCurrent` in `last`, it is that very object
	if nothing has run since, memory is as it was, and no block device was used: data may be written back long after the process that wrote
	it has fallen asleep. Then only an administrator can have changed the rest, which the next whole reading shows, at once where an engine
	tells of it. What runs is not looked at for being frozen.
	*/
	readParts(
		memberships: readonly CgroupMembership[],
		parts: ReadonlySet<CgroupPart>,
		last: CgroupReading,
		areCurrent: boolean,
	): CgroupReading {
		const files = this.#find(memberships);
		const usage = readCpuUsage(files, last.cpu);
		const hasRun = typeof usage.usageNanoseconds !== 'number' || usage.usageNanoseconds !== last.cpu.usageNanoseconds;
		const frozen = parts.size === 0 || (hasRun && last.frozen === false) ? last.frozen : readFrozen(files);
		const currentBytes = parts.has('memory') ? readCurrentBytes(files) : last.memory.currentBytes;
		const io = parts.has('io') ? readIo(files, this.#ioParsers) : notSampled.io;
		if (
			areCurrent
			&& !hasRun
			&& currentBytes === last.memory.currentBytes
			&& frozen === last.frozen
			&& (!parts.has('io') || isDeepStrictEqual(io, last.io))
		) {
			return last;
		}

		return {
			cpu: {...last.cpu, ...usage, ...(parts.has('throttling') ? readThrottling(files) : notSampled.throttling)},
			memory: {
				...last.memory,
				...(parts.has('memory') && this.#readMemory(files, currentBytes)),
				...(parts.has('swap') && {swapBytes: readSwapBytes(files)}),
			},
			io,
			tasks: parts.has('tasks') ? readTasks(files) : last.tasks,
			pressure: last.pressure,
			limiting: last.limiting,
			frozen,
		};
	}

	/**
	What is in use is a small file, how it is made up a large one: that is read again when use has changed by more than a little, or after
	some time.
	*/
	#readMemory(files: CgroupFiles, currentBytes: Known<number>): MemoryParts {
		const known = this.#memories.get(files);
		if (
			known
			&& typeof currentBytes === 'number'
			&& known.readsLeft > 0
			&& Math.abs(currentBytes - known.currentBytes) < Math.max(leastChangeBytes, known.currentBytes * leastChange)
		) {
			known.readsLeft--;
			return {...known.memory, currentBytes, usedBytes: usedBytesOf(currentBytes, known.memory.inactiveFileBytes)};
		}

		const memory = readMemoryParts(files, currentBytes);
		if (typeof currentBytes === 'number') {
			this.#memories.set(files, {currentBytes, memory, readsLeft: readsOfUse});
		}

		return memory;
	}

	/**
	Pids of the processes in the cgroup and all below it, ascending, as the reader's pid namespace numbers them; those that it does not
	have are left out.
	*/
	listProcesses(memberships: readonly CgroupMembership[]): Known<readonly number[]> {
		const members = this.directoryOf(memberships);
		return members === undefined ? unsupported : mapKnown(listMembers(members), pids => pids.toSorted((a, b) => a - b));
	}

	/**
	Pids of the processes in the cgroup itself, without those below it, in no order; empty for the root cgroup and where they cannot be
	read.
	*/
	listSiblings(memberships: readonly CgroupMembership[]): readonly number[] {
		const members = this.directoryOf(memberships);
		return members === undefined ? [] : (valueOf(listOwnMembers(members)) ?? []);
	}

	/**
	Directory of the hierarchy in which processes are looked for; undefined where there is none.
	*/
	get root(): string | undefined {
		return memberRoot(this.#hierarchies)?.directory;
	}

	/**
	Directory in which the processes of this cgroup are listed; undefined where it has none.
	*/
	directoryOf(memberships: readonly CgroupMembership[]): string | undefined {
		return this.#find(memberships).places.members;
	}

	/**
	Looks again for files that were not there, and at the devices.
	*/
	forgetAbsent(): void {
		this.#devices.forget();
		this.#generation++;
	}

	#find(memberships: readonly CgroupMembership[]): CgroupFiles {
		let files = this.#files.get(memberships);
		if (!files) {
			files = new CgroupFiles(findPlaces(this.#hierarchies, memberships), this.#held);
			this.#files.set(memberships, files);
		}

		files.forgetAbsent(this.#generation);
		return files;
	}
}
