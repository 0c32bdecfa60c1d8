/**
Reads one cgroup: its counters, and the processes in it.
*/
import {
	firstSample,
	type Known,
	mapKnown,
	unsupported,
} from '../../known.ts';
import type {HeldFiles} from '../files/held.ts';
import type {CgroupMembership} from '../pid/cgroup.ts';
import type {CgroupReading} from '../reading.ts';
import {
	readCpu,
	readCpuUsage,
	readCurrentBytes,
	readFrozen,
	readIo,
	readMemory,
	readMemoryParts,
	readPressures,
	readTasks,
	readThrottling,
} from './controllers.ts';
import {CgroupFiles} from './files.ts';
import type {Hierarchies} from './hierarchies.ts';
import {listMembers} from './members.ts';
import type {CgroupPart} from './parts.ts';
import {findPlaces, memberRoot} from './places.ts';

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
	readonly #held: HeldFiles;
	readonly #files = new WeakMap<readonly CgroupMembership[], CgroupFiles>();
	#generation = 0;

	constructor(hierarchies: Hierarchies, held: HeldFiles) {
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
			io: readIo(files),
			tasks: readTasks(files),
			pressure: readPressures(files),
			frozen: readFrozen(files),
		};
	}

	/**
	CPU time, and of the other counters the given parts. What is not read stays as it was in `last`, the reading before; counters that grow are told as not sampled instead, since a rate over them would be wrong. The same object where nothing has
	run since and memory is as it was: then nothing else can have changed but by the hand of an administrator, which the next whole reading shows.
	*/
	readParts(memberships: readonly CgroupMembership[], parts: ReadonlySet<CgroupPart>, last: CgroupReading): CgroupReading {
		const files = this.#find(memberships);
		const usage = readCpuUsage(files);
		const frozen = parts.size === 0 ? last.frozen : readFrozen(files);
		const currentBytes = parts.has('memory') ? readCurrentBytes(files) : last.memory.currentBytes;
		const wasIdle = typeof usage.usageNanoseconds === 'number' && usage.usageNanoseconds === last.cpu.usageNanoseconds && currentBytes === last.memory.currentBytes && frozen === last.frozen;
		if (wasIdle && hasParts(last, parts)) {
			return last;
		}

		return {
			cpu: {...last.cpu, ...usage, ...(parts.has('throttling') ? readThrottling(files) : notSampled.throttling)},
			memory: parts.has('memory') ? {...last.memory, ...readMemoryParts(files, currentBytes)} : last.memory,
			io: parts.has('io') ? readIo(files) : notSampled.io,
			tasks: parts.has('tasks') ? readTasks(files) : last.tasks,
			pressure: last.pressure,
			frozen,
		};
	}

	/**
	Pids of the processes in the cgroup and all below it, ascending, as the reader's pid namespace numbers them; those that it does not have are left out.
	*/
	listProcesses(memberships: readonly CgroupMembership[]): Known<readonly number[]> {
		const members = this.directoryOf(memberships);
		return members === undefined ? unsupported : mapKnown(listMembers(members), pids => pids.toSorted((a, b) => a - b));
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
	Looks again for files that were not there.
	*/
	forgetAbsent(): void {
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
