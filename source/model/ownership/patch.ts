/**
Puts processes that came and went into the groups that are there already, where it is plain that a new grouping would do nothing else:
on a busy host most processes live for a moment in a container that is long known.
*/
import {valueOf, type Known} from '../../known.ts';
import {isPathWithin} from '../../kernel/path.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {ContainerKey} from '../keys.ts';
import type {ProcessGroup} from './ownership.ts';
import {ownersOf, toldOwner} from './cgroup-owner.ts';
import {byAge} from './draft.ts';
import {inheritOwners} from './owners.ts';
import {pathOfShim} from './shims.ts';

/**
What came and went.
*/
type Coming = {
	readonly processes: ReadonlyMap<number, ProcessIdentity>;
	readonly appeared: readonly number[];
	readonly vanished: readonly number[];
};

/**
What has to be known of the last whole grouping.
*/
export type Plain = {
	readonly hostPidNamespace: number | undefined;
	/**
	As in the input of the grouping.
	*/
	readonly world: string | undefined;
	/**
	Ids that the engines of the host tell.
	*/
	readonly told: ReadonlySet<string>;
	/**
	By the path of a cgroup, the container that has all of its processes, in one pid namespace whose every process is placed by a cgroup.
	*/
	readonly places: ReadonlyMap<string, PlainPlace>;
	/**
	Cgroups of containers in the host's pid namespace that do not name them.
	*/
	readonly unnamed: ReadonlySet<string>;
	/**
	Processes in which something was made that was placed by its maker, to any depth.
	*/
	readonly makers: ReadonlySet<number>;
};

type PlainPlace = {readonly key: ContainerKey; readonly pidNamespace: Known<number>};

/**
The cgroups that belong to one container as a whole. What was divided, or has no cgroup that identifies it, is left out.
*/
export function findPlain({
	groups, processes, owners, hostPidNamespace, world, told,
}: {
	readonly groups: ReadonlyMap<ContainerKey, ProcessGroup>;
	readonly processes: ReadonlyMap<number, ProcessIdentity>;
	readonly owners: ReadonlyMap<number, ContainerKey>;
	readonly hostPidNamespace: number | undefined;
	readonly world?: string | undefined;
	readonly told: ReadonlySet<string>;
}): Plain {
	const places = new Map<string, PlainPlace>();
	const mixed = new Set<string>();
	const looseNamespaces = new Set<number>();
	const placed = Array.from(groups.values(), ({initPid}) => initPid);
	for (const process of processes.values()) {
		const path = ownersOf(process, world).at(-1)?.path;
		const key = owners.get(process.pid);
		const namespace = valueOf(process.pidNamespace);
		if (path === undefined) {
			if (namespace !== undefined && namespace !== hostPidNamespace) {
				looseNamespaces.add(namespace);
				placed.push(process.pid);
			}
		} else if (!mixed.has(path)) {
			const place = places.get(path);
			if (
				key === undefined
				|| groups.get(key)?.cgroupPath !== path
				|| (place && (place.key !== key || place.pidNamespace !== process.pidNamespace))
			) {
				mixed.add(path);
				places.delete(path);
			} else if (!place) {
				places.set(path, {key, pidNamespace: process.pidNamespace});
			}
		}
	}

	// Processes that no cgroup places belong where the others in their namespace do.
	for (const [path, {pidNamespace}] of places) {
		if (looseNamespaces.has(valueOf(pidNamespace) ?? 0)) {
			places.delete(path);
		}
	}

	return {
		hostPidNamespace,
		world,
		told,
		places,
		unnamed: unnamedCgroups(groups, processes, {hostPidNamespace, world}),
		makers: ancestorsOf(placed, processes),
	};
}

function unnamedCgroups(
	groups: ReadonlyMap<ContainerKey, ProcessGroup>,
	processes: ReadonlyMap<number, ProcessIdentity>,
	{hostPidNamespace, world}: Pick<Plain, 'hostPidNamespace' | 'world'>,
): ReadonlySet<string> {
	return new Set([...groups.values()].flatMap(({initPid, cgroupPath}) => {
		const init = processes.get(initPid);
		const isUnnamed = init && valueOf(init.pidNamespace) === hostPidNamespace && ownersOf(init, world).length === 0;
		return isUnnamed && cgroupPath !== undefined ? [cgroupPath] : [];
	}));
}

function ancestorsOf(pids: readonly number[], processes: ReadonlyMap<number, ProcessIdentity>): ReadonlySet<number> {
	const ancestors = new Set<number>();
	for (const pid of pids) {
		for (let parent = processes.get(pid)?.parentPid; parent !== undefined && !ancestors.has(parent);) {
			ancestors.add(parent);
			parent = processes.get(parent)?.parentPid;
		}
	}

	return ancestors;
}

/**
The groups with what came and without what went; the same map where that is no container's. Undefined where only a new grouping can
tell: a container began, ended or lost its first process, or something is not plain.
*/
export function patchGroups(
	groups: ReadonlyMap<ContainerKey, ProcessGroup>,
	owners: ReadonlyMap<number, ContainerKey>,
	{processes, appeared, vanished}: Coming,
	plain: Plain,
): ReadonlyMap<ContainerKey, ProcessGroup> | undefined {
	const changed = new Map<ContainerKey, Set<number>>();
	const left: number[] = [];
	const joined = new Map<number, ContainerKey>();
	const pidsOf = (key: ContainerKey): Set<number> => {
		let pids = changed.get(key);
		if (!pids) {
			pids = new Set(groups.get(key)?.pids);
			changed.set(key, pids);
		}

		return pids;
	};

	const leave = (pid: number): boolean => {
		const key = owners.get(pid);
		const group = key === undefined ? undefined : groups.get(key);
		if (!group || !plain.places.has(group.cgroupPath ?? '')) {
			return group === undefined && !plain.makers.has(pid);
		}

		pidsOf(group.key).delete(pid);
		left.push(pid);
		return group.initPid !== pid && !plain.makers.has(pid);
	};

	if (vanished.some(pid => !leave(pid))) {
		return undefined;
	}

	for (const pid of appeared) {
		const process = processes.get(pid);
		if (!process) {
			continue;
		}

		const key = plainOwner(process, processes, plain);
		if (key === 'unclear' || (owners.get(pid) !== key && !leave(pid))) {
			return undefined;
		}

		if (key !== undefined) {
			const init = processes.get(groups.get(key)?.initPid ?? 0);
			// An elder process that was moved here is the first one from now on.
			if (!init || byAge(process, init) < 0) {
				return undefined;
			}

			pidsOf(key).add(pid);
			joined.set(pid, key);
		}
	}

	if (changed.size === 0) {
		return groups;
	}

	const patched = withPids(groups, changed);
	inheritOwners(patched, owners, left, joined);
	return patched;
}

function withPids(
	groups: ReadonlyMap<ContainerKey, ProcessGroup>,
	changed: ReadonlyMap<ContainerKey, ReadonlySet<number>>,
): ReadonlyMap<ContainerKey, ProcessGroup> {
	const patched = new Map(groups);
	for (const [key, pids] of changed) {
		const group = groups.get(key);
		if (group) {
			patched.set(key, {...group, pids: [...pids].toSorted((a, b) => a - b)});
		}
	}

	return patched;
}

/**
The container of a process, undefined for one of the host.
*/
function plainOwner(
	process: ProcessIdentity,
	processes: ReadonlyMap<number, ProcessIdentity>,
	{
		hostPidNamespace, world, told, places, unnamed,
	}: Plain,
): ContainerKey | undefined | 'unclear' {
	const path = ownersOf(process, world).at(-1)?.path;
	if (path !== undefined) {
		const place = places.get(path);
		return place?.pidNamespace === process.pidNamespace ? place?.key ?? 'unclear' : 'unclear';
	}

	if (process.isKernelThread) {
		return undefined;
	}

	const isOfHost = hostPidNamespace !== undefined && valueOf(process.pidNamespace) === hostPidNamespace;
	const isInUnnamed = [...unnamed].some(place => valueOf(process.cgroups)?.some(membership => isPathWithin(membership.path, place)));
	return isOfHost && !isInUnnamed && toldOwner(process, told).length === 0 && pathOfShim(process, processes) === undefined
		? undefined
		: 'unclear';
}
