/**
The processes that are in no container, by the unit or cgroup that they are in.
*/
import {valueOf} from '../../known.ts';
import {isPathWithin} from '../../kernel/path.ts';
import type {CgroupMembership} from '../../kernel/pid/cgroup.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {ContainerKey} from '../keys.ts';
import {eldestOf} from '../ownership/draft.ts';
import type {ProcessGroup} from '../ownership/ownership.ts';
import {unitPlaces, type UnitPlace} from './places.ts';
import {kernelKey, noneKey, type UnitKind} from './unit.ts';

/**
The processes of one unit, as the kernel shows them.
*/
export type UnitGroup = {
	readonly key: ContainerKey;
	readonly kind: Exclude<UnitKind, 'host'>;
	/**
	Name of the unit or of the directory of the cgroup, as they are; empty for what is left.
	*/
	readonly name: string;
	/**
	Empty for what is left.
	*/
	readonly path: string;
	/**
	The unit around it, or the container that it is a part of.
	*/
	readonly parent: ContainerKey | undefined;
	/**
	Host pids of all processes in it and below it that are in no container, or in that which it is a part of; ascending.
	*/
	readonly pids: readonly number[];
	/**
	Whether some of them are in no unit below it.
	*/
	readonly isLeaf: boolean;
	/**
	The eldest process.
	*/
	readonly initPid: number;
	/**
	Where its cgroup is in each hierarchy that has it; undefined for what is left.
	*/
	readonly cgroups: readonly CgroupMembership[] | undefined;
	/**
	Containers that lie in its cgroup, without those that lie in one of these.
	*/
	readonly containers: readonly ContainerKey[];
};

type UnitInput = {
	readonly processes: ReadonlyMap<number, ProcessIdentity>;
	readonly groups: ReadonlyMap<ContainerKey, ProcessGroup>;
	readonly owners: ReadonlyMap<number, ContainerKey>;
	/**
	Whether each cgroup gets a group, and not units alone.
	*/
	readonly isEveryCgroup: boolean;
};

type Draft = {
	readonly kind: UnitGroup['kind'];
	readonly name: string;
	readonly path: string;
	readonly parent: ContainerKey | undefined;
	readonly members: ProcessIdentity[];
	isLeaf: boolean;
};

/**
Every process that is in no container is in one group that is a leaf; the groups around that one have it too. Units that lie in a container
are parts of it.
*/
export function groupUnits({processes, groups, owners, isEveryCgroup}: UnitInput): ReadonlyMap<ContainerKey, UnitGroup> {
	const drafts = new Map<ContainerKey, Draft>();
	const join = (key: ContainerKey, place: Omit<Draft, 'members' | 'isLeaf'>, process: ProcessIdentity): Draft => {
		let draft = drafts.get(key);
		if (!draft) {
			draft = {...place, members: [], isLeaf: false};
			drafts.set(key, draft);
		}

		draft.members.push(process);
		return draft;
	};

	const placesOf = placeFinder(isEveryCgroup);
	for (const process of processes.values()) {
		const owner = owners.get(process.pid);
		let parent = owner;
		let leaf: Draft | undefined;
		for (const place of placesOf(process, owner === undefined ? undefined : groups.get(owner))) {
			const key = unitKey(place.path);
			leaf = join(key, {...place, parent}, process);
			parent = key;
		}

		if (!leaf && owner === undefined) {
			leaf = process.isKernelThread ? join(kernelKey, restOf('kernel'), process) : join(noneKey, restOf('none'), process);
		}

		if (leaf) {
			leaf.isLeaf = true;
		}
	}

	return new Map([...drafts].map(([key, draft]) => [key, finish(key, draft, {processes, groups})]));
}

/**
The key of a unit, or of another cgroup, by its path.
*/
export function unitKey(path: string): ContainerKey {
	return `unit:${path}`;
}

function restOf(kind: 'kernel' | 'none'): Omit<Draft, 'members' | 'isLeaf'> {
	return {
		kind, name: '', path: '', parent: undefined,
	};
}

/**
Processes of one cgroup have the same list of memberships, so each is looked at once.
*/
function placeFinder(isEveryCgroup: boolean): (process: ProcessIdentity, owner: ProcessGroup | undefined) => readonly UnitPlace[] {
	const known = new Map<ProcessGroup | undefined, Map<readonly CgroupMembership[], readonly UnitPlace[]>>();
	return ({cgroups}, owner) => {
		const memberships = valueOf(cgroups);
		// Without a cgroup of its own a container is in that of its maker.
		if (!memberships || (owner && owner.cgroupPath === undefined)) {
			return [];
		}

		const ofOwner = known.get(owner) ?? new Map<readonly CgroupMembership[], readonly UnitPlace[]>();
		known.set(owner, ofOwner);
		let places = ofOwner.get(memberships);
		if (!places) {
			places = bestPlaces(memberships, owner?.cgroupPath ?? '', isEveryCgroup);
			ofOwner.set(memberships, places);
		}

		return places;
	};
}

/**
On v1 a process may be in another cgroup for each controller: the path that says most about units counts, else the first that is not the
root.
*/
function bestPlaces(memberships: readonly CgroupMembership[], above: string, isEveryCgroup: boolean): readonly UnitPlace[] {
	const unitsIn = (places: readonly UnitPlace[]): number => places.filter(({kind}) => kind !== 'cgroup').length;
	let most: readonly UnitPlace[] = [];
	for (const path of new Set(memberships.map(membership => membership.path))) {
		// What lies outside of the reader's cgroup namespace cannot be told apart.
		const isOutside = path === '/' || path.startsWith('/..') || !isPathWithin(path, above === '' ? '/' : above);
		const places = isOutside ? [] : unitPlaces(path, {above, isEveryCgroup});
		if (places.length > 0 && (most.length === 0 || unitsIn(places) > unitsIn(most))) {
			most = places;
		}
	}

	return most;
}

function finish(
	key: ContainerKey,
	{members, path, ...draft}: Draft,
	{processes, groups}: Pick<UnitInput, 'processes' | 'groups'>,
): UnitGroup {
	const eldest = eldestOf(members);
	const inside = path === '' ? [] : [...groups.values()].filter(group => group.key !== draft.parent && isInside(group, path, processes));
	const keys = new Set(inside.map(group => group.key));
	return {
		...draft,
		key,
		path,
		pids: members.map(({pid}) => pid).toSorted((a, b) => a - b),
		initPid: eldest.pid,
		cgroups: path === ''
			? undefined
			: (valueOf(eldest.cgroups) ?? [])
				.filter(membership => isPathWithin(membership.path, path))
				.map(membership => ({...membership, path})),
		containers: inside.filter(({parent}) => parent === undefined || !keys.has(parent)).map(group => group.key),
	};
}

function isInside({cgroupPath, initPid}: ProcessGroup, path: string, processes: UnitInput['processes']): boolean {
	const paths = cgroupPath === undefined
		? (valueOf(processes.get(initPid)?.cgroups ?? []) ?? []).map(membership => membership.path)
		: [cgroupPath];
	return paths.some(each => isPathWithin(each, path));
}
