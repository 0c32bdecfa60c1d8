/**
Who is on the host in one pass, and which of them are to be read.
*/
import type {ProcessIdentity} from '../kernel/reading.ts';
import type {ContainerKey} from '../model/keys.ts';
import type {ProcessGroup} from '../model/ownership/ownership.ts';
import {ownerByPid, pidsOutside} from '../model/ownership/owners.ts';
import {pidsWithin} from '../model/ownership/within.ts';
import type {UnitGroup} from '../model/units/group.ts';
import {hostKey} from '../model/units/unit.ts';
import type {Wants} from './wants.ts';

/**
All processes, the containers, and which process is whose.
*/
export type Population = {
	readonly owners: ReadonlyMap<number, ContainerKey>;
	readonly groups: ReadonlyMap<ContainerKey, ProcessGroup>;
	readonly identities: ReadonlyMap<number, ProcessIdentity>;
};

/**
All processes of the container that one process belongs to.
*/
export function companionsOf(pid: number | undefined, population: Population): readonly ProcessIdentity[] {
	const pids = groupOf(pid, population)?.pids ?? [];
	return pids.map(each => population.identities.get(each)).filter(identity => identity !== undefined);
}

/**
The container that one process belongs to.
*/
export function groupOf(pid: number | undefined, {owners, groups}: Population): ProcessGroup | undefined {
	const owner = pid === undefined ? undefined : owners.get(pid);
	return owner === undefined ? undefined : groups.get(owner);
}

/**
The first process of each container.
*/
export function initsOf(groups: ReadonlyMap<ContainerKey, ProcessGroup>): readonly number[] {
	return Array.from(groups.values(), ({initPid}) => initPid);
}

/**
The first process of each unit that is on screen: what is known of the others comes in time.
*/
export function initsInSight(units: ReadonlyMap<ContainerKey, UnitGroup>, {counters}: Wants): readonly number[] {
	const keys = counters ? [...counters.shown, counters.whole] : [...units.keys()];
	return keys.map(key => key === undefined ? undefined : units.get(key)?.initPid).filter(pid => pid !== undefined);
}

/**
The processes whose counters are wanted; `summed` are the units whose every process is.
*/
export function pidsToSample(
	{sampled}: Wants,
	{groups, units, identities, summed, isHostSummed}: {
		readonly identities: ReadonlyMap<number, ProcessIdentity>;
		readonly groups: ReadonlyMap<ContainerKey, ProcessGroup>;
		readonly units: ReadonlyMap<ContainerKey, UnitGroup>;
		readonly summed: ReadonlySet<ContainerKey>;
		/**
		Whether the kernel does not count what is in no container as a whole either.
		*/
		readonly isHostSummed: boolean;
	},
	shownPids: readonly number[],
): readonly number[] {
	if (sampled === 'shown') {
		return shownPids;
	}

	const {containers, inSight} = sampled === 'nobody' ? {containers: [], inSight: undefined} : sampled;
	const watched = new Set(inSight ? [] : containers);
	// Without a cgroup the numbers of a container are the sums over its processes and those of the containers in it.
	const within = pidsWithin(groups);
	const pids = [...groups].flatMap(([key, group]) => within.get(key) ?? (watched.has(key) ? group.pids : []));
	const ofUnits = [...units.values()].flatMap(unit =>
		summed.has(unit.key) ? [...unit.pids, ...unit.strayPids] : (watched.has(unit.key) ? unit.pids : []));
	const owners = ownerByPid(groups);
	const ofHost = isHostSummed
		? pidsOutside(groups, identities)
		: (watched.has(hostKey) ? shownPids.filter(pid => !owners.has(pid)) : []);
	const others = [...ofUnits, ...ofHost, ...inSight ?? []];
	return others.length === 0 && within.size === 0 ? pids : [...new Set([...pids, ...others])];
}

/**
The units whose every process is sampled, so that the sums over them are those of the units: where the kernel `isUncounted`, and where all
are looked at.
*/
export function unitsToSum(
	{sampled}: Wants,
	units: ReadonlyMap<ContainerKey, UnitGroup>,
	isUncounted: (unit: UnitGroup) => boolean,
): ReadonlySet<ContainerKey> {
	const watched = new Set(typeof sampled === 'object' && !sampled.inSight ? sampled.containers : []);
	return new Set([...units.values()].filter(unit => sampled === 'shown' || watched.has(unit.key) || isUncounted(unit)).map(({key}) => key));
}

/**
The containers whose processes are wanted.
*/
export function containersToSample({sampled}: Wants, groups: ReadonlyMap<ContainerKey, ProcessGroup>): Iterable<ContainerKey> {
	return sampled === 'shown' ? groups.keys() : (sampled === 'nobody' ? [] : sampled.containers);
}
