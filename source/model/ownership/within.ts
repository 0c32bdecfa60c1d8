/**
The processes that are in a container without a cgroup of its own, with those of the containers in it: what a cgroup would count.
*/
import type {ContainerKey} from '../keys.ts';
import type {ProcessGroup} from './ownership.ts';

type Groups = ReadonlyMap<ContainerKey, ProcessGroup>;
type PidsByContainer = ReadonlyMap<ContainerKey, readonly number[]>;

const pidsOfGroups = new WeakMap<Groups, PidsByContainer>();

/**
Host pids by container, of those containers alone that have no cgroup. Worked out once for each grouping.
*/
export function pidsWithin(groups: Groups): PidsByContainer {
	let pids = pidsOfGroups.get(groups);
	if (!pids) {
		pids = collect(groups);
		pidsOfGroups.set(groups, pids);
	}

	return pids;
}

function collect(groups: Groups): PidsByContainer {
	const found = new Map<ContainerKey, number[]>();
	for (const inner of groups.values()) {
		let group: ProcessGroup | undefined = inner;
		// Whoever says wrongly what it lies in may make a circle.
		const passed = new Set<ProcessGroup>();
		while (group && !passed.has(group)) {
			passed.add(group);
			if (!group.cgroups) {
				const pids = found.get(group.key) ?? [];
				found.set(group.key, pids);
				pids.push(...inner.pids);
			}

			group = group.parent === undefined ? undefined : groups.get(group.parent);
		}
	}

	return found;
}
