/**
Puts processes that came and went into the groups that are there already, where it is plain that a new grouping would do nothing else: on a busy host most processes live for a moment in a container that is long known.
*/
import {valueOf, type Known} from '../../known.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {ProcessGroup} from '../ownership.ts';
import type {ContainerKey} from '../types/keys.ts';
import {ownersOf, toldOwner} from './cgroup-owner.ts';

/**
What came and went.
*/
export type Coming = {
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
	Ids that the engines of the host tell.
	*/
	readonly told: ReadonlySet<string>;
	/**
	By the path of a cgroup, the container that has all of its processes, in one pid namespace.
	*/
	readonly places: ReadonlyMap<string, PlainPlace>;
};

type PlainPlace = {readonly key: ContainerKey; readonly pidNamespace: Known<number>};

/**
The cgroups that belong to one container as a whole. What was divided, or has no cgroup to tell it, is left out.
*/
export function findPlain({groups, processes, owners, hostPidNamespace, told}: {
	readonly groups: ReadonlyMap<ContainerKey, ProcessGroup>;
	readonly processes: ReadonlyMap<number, ProcessIdentity>;
	readonly owners: ReadonlyMap<number, ContainerKey>;
	readonly hostPidNamespace: number | undefined;
	readonly told: ReadonlySet<string>;
}): Plain {
	const places = new Map<string, PlainPlace>();
	const mixed = new Set<string>();
	for (const process of processes.values()) {
		const path = ownersOf(process).at(-1)?.path;
		if (path === undefined || mixed.has(path)) {
			continue;
		}

		const key = owners.get(process.pid);
		const place = places.get(path);
		if (key === undefined || groups.get(key)?.cgroupPath !== path || (place && (place.key !== key || place.pidNamespace !== process.pidNamespace))) {
			mixed.add(path);
			places.delete(path);
		} else if (!place) {
			places.set(path, {key, pidNamespace: process.pidNamespace});
		}
	}

	return {hostPidNamespace, told, places};
}

/**
The groups with what came and without what went; the same map where that is no container's. Undefined where only a new grouping can tell: a container began, ended or lost its first process, or something is not plain.
*/
export function patchGroups(groups: ReadonlyMap<ContainerKey, ProcessGroup>, owners: ReadonlyMap<number, ContainerKey>, {processes, appeared, vanished}: Coming, plain: Plain): ReadonlyMap<ContainerKey, ProcessGroup> | undefined {
	const changed = new Map<ContainerKey, Set<number>>();
	const pidsOf = (key: ContainerKey): Set<number> => {
		let pids = changed.get(key);
		if (!pids) {
			pids = new Set(groups.get(key)?.pids);
			changed.set(key, pids);
		}

		return pids;
	};

	for (const pid of vanished) {
		const key = owners.get(pid);
		if (key !== undefined) {
			if (groups.get(key)?.initPid === pid) {
				return undefined;
			}

			pidsOf(key).delete(pid);
		}
	}

	for (const pid of appeared) {
		const process = processes.get(pid);
		if (!process) {
			continue;
		}

		const key = plainOwner(process, plain);
		const before = owners.get(pid);
		if (key === 'unclear' || (before !== undefined && before !== key && groups.get(before)?.initPid === pid)) {
			return undefined;
		}

		if (before !== undefined && before !== key) {
			pidsOf(before).delete(pid);
		}

		if (key !== undefined) {
			pidsOf(key).add(pid);
		}
	}

	return changed.size === 0 ? groups : withPids(groups, changed);
}

function withPids(groups: ReadonlyMap<ContainerKey, ProcessGroup>, changed: ReadonlyMap<ContainerKey, ReadonlySet<number>>): ReadonlyMap<ContainerKey, ProcessGroup> {
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
function plainOwner(process: ProcessIdentity, {hostPidNamespace, told, places}: Plain): ContainerKey | undefined | 'unclear' {
	const path = ownersOf(process).at(-1)?.path;
	if (path !== undefined) {
		const place = places.get(path);
		return place?.pidNamespace === process.pidNamespace ? place?.key ?? 'unclear' : 'unclear';
	}

	if (process.isKernelThread) {
		return undefined;
	}

	const isOfHost = hostPidNamespace !== undefined && valueOf(process.pidNamespace) === hostPidNamespace;
	return isOfHost && toldOwner(process, told).length === 0 ? undefined : 'unclear';
}
