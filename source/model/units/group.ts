/**
The processes that are in no container, by the unit or cgroup that they are in.
*/
import {valueOf} from '../../known.ts';
import {isPathWithin} from '../../kernel/path.ts';
import type {CgroupMembership} from '../../kernel/pid/cgroup.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import {parseUnitName} from '../../systemd/unit-name.ts';
import {unitsOnPath, type UnitManager} from '../../systemd/unit-path.ts';
import type {ContainerKey} from '../keys.ts';
import {eldestOf} from '../ownership/draft.ts';
import type {ProcessGroup} from '../ownership/ownership.ts';
import {uncountedContainers} from './counted.ts';
import {crossingOf, insideFinder, type Crossing} from './crossing.ts';
import {placeFinder} from './process-places.ts';
import {
	kernelKey,
	noneKey,
	rootKey,
	type UnitKind,
} from './unit.ts';

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
	The name for people: of a unit without its escapes.
	*/
	readonly readable: string;
	/**
	Empty for what is left.
	*/
	readonly path: string;
	/**
	Who made the unit; undefined for what is none.
	*/
	readonly manager: UnitManager | undefined;
	/**
	The unit around it, or the container that it is a part of.
	*/
	readonly parent: ContainerKey | undefined;
	/**
	Host pids of all processes in it and below it that are in no container, or in that which it is a part of; ascending.
	*/
	readonly pids: readonly number[];
	/**
	Processes of containers that only this one counts: who enters a container from outside stays in the cgroup that it came from.
	*/
	readonly strayPids: readonly number[];
	/**
	Processes in its cgroup of containers without one: they are counted in both.
	*/
	readonly loosePids: readonly number[];
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
	Containers that have cgroups in its own, without those that lie in one of these.
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

type Draft = Place & {
	readonly members: ProcessIdentity[];
	readonly strays: number[];
	readonly loose: number[];
	isLeaf: boolean;
};

type Place = {
	readonly kind: UnitGroup['kind'];
	readonly name: string;
	readonly path: string;
	readonly parent: ContainerKey | undefined;
};

/**
Every process that is in no container is in one group that is a leaf; the groups around that one have it too. Units that lie in a container
are parts of it.
*/
export function groupUnits({processes, groups, owners, isEveryCgroup}: UnitInput): ReadonlyMap<ContainerKey, UnitGroup> {
	const drafts = new Map<ContainerKey, Draft>();
	const join = (key: ContainerKey, place: Place, process: ProcessIdentity): Draft => {
		let draft = drafts.get(key);
		if (!draft) {
			draft = {
				...place, members: [], strays: [], loose: [], isLeaf: false,
			};
			drafts.set(key, draft);
		}

		draft.members.push(process);
		return draft;
	};

	const restKey = isEveryCgroup ? rootKey : noneKey;
	const crossing: Crossing[] = [];
	const placesOf = placeFinder(isEveryCgroup);
	for (const process of processes.values()) {
		const owner = owners.get(process.pid);
		const group = owner === undefined ? undefined : groups.get(owner);
		const found = group && crossingOf(process, group);
		if (found) {
			crossing.push(found);
		}

		let parent = owner;
		let leaf: Draft | undefined;
		for (const place of placesOf(process, group)) {
			const key = unitKey(place.path);
			leaf = join(key, {...place, parent}, process);
			parent = key;
		}

		if (!leaf && owner === undefined) {
			leaf = process.isKernelThread ? join(kernelKey, restOf('kernel'), process) : join(restKey, restOf('none'), process);
		}

		if (leaf) {
			leaf.isLeaf = true;
		}
	}

	const isCountedInside = insideFinder(crossing, groups);
	for (const each of crossing) {
		const {process, isLoose} = each;
		const around = placesOf(process, undefined).map(({path}) => drafts.get(unitKey(path))).filter(draft => draft !== undefined);
		const rest = isLoose || around.length > 0 ? undefined : drafts.get(process.isKernelThread ? kernelKey : restKey);
		for (const draft of [...around, ...rest ? [rest] : []]) {
			if (!isCountedInside(each, draft.path)) {
				(isLoose ? draft.loose : draft.strays).push(process.pid);
			}
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

function restOf(kind: 'kernel' | 'none'): Place {
	return {
		kind, name: '', path: '', parent: undefined,
	};
}

function finish(
	key: ContainerKey,
	{
		members, strays, loose, path, ...draft
	}: Draft,
	{processes, groups}: Pick<UnitInput, 'processes' | 'groups'>,
): UnitGroup {
	const eldest = eldestOf(members);
	const inside = path === ''
		? []
		: [...groups.values()].filter(({key: each, cgroups, cgroupPath}) =>
			each !== draft.parent && cgroups && cgroupPath !== undefined && isPathWithin(cgroupPath, path));
	return {
		...draft,
		key,
		path,
		readable: parseUnitName(draft.name)?.readable ?? draft.name,
		manager: unitsOnPath(path).find(({cgroup}) => cgroup === path)?.manager,
		pids: members.map(({pid}) => pid).toSorted((a, b) => a - b),
		strayPids: strays,
		loosePids: loose,
		initPid: eldest.pid,
		cgroups: path === ''
			? undefined
			: (valueOf(eldest.cgroups) ?? [])
				.filter(membership => isPathWithin(membership.path, path))
				.map(membership => ({...membership, path})),
		containers: uncountedContainers(inside, groups, processes).map(group => group.key),
	};
}
