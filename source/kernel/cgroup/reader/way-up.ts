/**
The way from the root of the hierarchy down to a cgroup: each cgroup on it with what it uses and what is set for it alone.
*/
import type {Known} from '../../../known.ts';
import {HeldFiles} from '../../files/held.ts';
import type {CgroupMembership} from '../../pid/cgroup.ts';
import {parseQuotaCounters, type QuotaCounters} from '../cpu.ts';
import {
	readCpuUsage,
	readCurrentBytes,
	readMemoryParts,
	readSwapBytes,
	readTasks,
} from './controllers.ts';
import {CgroupFiles} from './files.ts';
import type {Hierarchies} from './hierarchies.ts';
import {
	limitingLevels,
	readMemoryLimit,
	readQuota,
	readSwapLimit,
	readTaskLimit,
} from './own-limits.ts';
import {findPlaces, type CgroupPlaces} from './places.ts';

/**
Use and limits of one cgroup with everything below it. Limits are undefined without one, whatever those around it have.
*/
export type CgroupLevelReading = {
	readonly path: string;
	readonly usageNanoseconds: Known<number>;
	readonly quotaCores: Known<number | undefined>;
	readonly periods: QuotaCounters['periods'];
	readonly throttledPeriods: QuotaCounters['throttledPeriods'];
	/**
	Without the inactive page cache.
	*/
	readonly memoryBytes: Known<number>;
	readonly memoryLimitBytes: Known<number | undefined>;
	readonly swapBytes: Known<number>;
	readonly swapLimitBytes: Known<number | undefined>;
	readonly tasks: Known<number>;
	readonly tasksLimit: Known<number | undefined>;
};

type Level = {readonly path: string; readonly files: CgroupFiles};

/**
Reads the ways of one host again and again. It holds no files open: nobody looks at a way for long.
*/
export class WayReader {
	readonly #hierarchies: Hierarchies;
	readonly #held = new HeldFiles(0);
	readonly #ways = new WeakMap<readonly CgroupMembership[], readonly Level[]>();
	#generation = 0;

	constructor(hierarchies: Hierarchies) {
		this.#hierarchies = hierarchies;
	}

	/**
	The cgroups on the way to the one that a process with these memberships is in, from the outside in and without the root; empty where it
	is in none but that. Keep one array for one cgroup: the way is remembered by it.
	*/
	read(memberships: readonly CgroupMembership[]): readonly CgroupLevelReading[] {
		const known = this.#ways.get(memberships);
		const way = known ?? this.#find(memberships);
		if (!known) {
			this.#ways.set(memberships, way);
		}

		this.#generation++;
		return way.map(({path, files}) => {
			files.forgetAbsent(this.#generation);
			return readLevel(path, files);
		});
	}

	#find(memberships: readonly CgroupMembership[]): readonly Level[] {
		const places = findPlaces(this.#hierarchies, memberships);
		return membershipsOnWay(memberships, places).map(level =>
			({path: level[0]!.path, files: new CgroupFiles(findPlaces(this.#hierarchies, level), this.#held)}));
	}
}

/**
The memberships in each cgroup on the way, from the outside in. Only hierarchies in which the cgroup has a place are followed: in others
it may be elsewhere.
*/
function membershipsOnWay(
	memberships: readonly CgroupMembership[],
	places: CgroupPlaces,
): ReadonlyArray<readonly CgroupMembership[]> {
	const isFollowed = ({hierarchy, controllers}: CgroupMembership): boolean => hierarchy === 0
		? places.unified !== undefined
		: Object.entries(places).some(([controller, place]) => controllers.includes(controller) && place !== undefined);
	const followed = memberships.filter(membership => isFollowed(membership)).map(membership =>
		({membership, names: membership.path.split('/').slice(1)}));
	const depth = Math.max(0, ...followed.map(({names}) => names.length));
	return Array.from({length: depth}, (_, index) => followed
		.filter(({names}) => names.length > index)
		.map(({membership, names}) => ({...membership, path: `/${names.slice(0, index + 1).join('/')}`})));
}

function readLevel(path: string, files: CgroupFiles): CgroupLevelReading {
	const [cpu] = limitingLevels(files, 'cpu');
	const [memory] = limitingLevels(files, 'memory');
	const [tasks] = limitingLevels(files, 'tasks');
	const {periods, throttledPeriods} = files.readAll(cpu?.directory, 'cpu.stat', parseQuotaCounters);
	return {
		path,
		usageNanoseconds: readCpuUsage(files).usageNanoseconds,
		quotaCores: readQuota(files, cpu?.directory),
		periods,
		throttledPeriods,
		memoryBytes: readMemoryParts(files, readCurrentBytes(files)).usedBytes,
		memoryLimitBytes: readMemoryLimit(files, memory?.directory),
		swapBytes: readSwapBytes(files),
		swapLimitBytes: readSwapLimit(files, memory?.directory),
		tasks: readTasks(files).current,
		tasksLimit: readTaskLimit(files, tasks?.directory),
	};
}
