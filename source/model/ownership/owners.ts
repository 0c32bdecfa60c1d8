/**
Which container each process is in, derived from the groups.
*/
import type {ContainerKey} from '../keys.ts';
import type {ProcessGroup} from './ownership.ts';

type Groups = ReadonlyMap<ContainerKey, ProcessGroup>;
type Owners = ReadonlyMap<number, ContainerKey>;

const ownersOfGroups = new WeakMap<Groups, Owners>();

/**
Which container each process is in. Worked out once for each grouping.
*/
export function ownerByPid(groups: Groups): Owners {
	let owners = ownersOfGroups.get(groups);
	if (!owners) {
		owners = new Map(groups.values().flatMap(({key, pids}) => pids.map(pid => [pid, key])));
		ownersOfGroups.set(groups, owners);
	}

	return owners;
}

/**
Pids of those in no container.
*/
export function pidsOutside(groups: Groups, identities: ReadonlyMap<number, unknown>): readonly number[] {
	const owners = ownerByPid(groups);
	return [...identities.keys()].filter(pid => !owners.has(pid));
}

/**
Tells who has left a container for groups that are the same as those before but for that, and who has joined one.
*/
export function inheritOwners(
	groups: Groups,
	before: Owners,
	left: Iterable<number>,
	joined: Iterable<readonly [number, ContainerKey]>,
): void {
	const owners = new Map(before);
	for (const pid of left) {
		owners.delete(pid);
	}

	for (const [pid, key] of joined) {
		owners.set(pid, key);
	}

	ownersOfGroups.set(groups, owners);
}
