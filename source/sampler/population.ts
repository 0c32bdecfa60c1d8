/**
Who is on the host in one pass, and which of them are to be read.
*/
import type {ProcessIdentity} from '../kernel/reading.ts';
import type {ContainerKey} from '../model/keys.ts';
import type {ProcessGroup} from '../model/ownership/ownership.ts';
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
export function companionsOf(pid: number | undefined, {owners, groups, identities}: Population): readonly ProcessIdentity[] {
	const owner = pid === undefined ? undefined : owners.get(pid);
	const pids = owner === undefined ? [] : groups.get(owner)?.pids ?? [];
	return pids.map(each => identities.get(each)).filter(identity => identity !== undefined);
}

/**
The first process of each container.
*/
export function initsOf(groups: ReadonlyMap<ContainerKey, ProcessGroup>): readonly number[] {
	return Array.from(groups.values(), ({initPid}) => initPid);
}

/**
The processes whose counters are wanted.
*/
export function pidsToSample(
	{sampled}: Wants,
	groups: ReadonlyMap<ContainerKey, ProcessGroup>,
	shownPids: readonly number[],
): readonly number[] {
	if (sampled === 'shown') {
		return shownPids;
	}

	// Without a cgroup the numbers of a container are the sums over its processes.
	const containers = sampled === 'nobody' ? [] : sampled.containers;
	const watched = new Set(containers);
	return [...groups].flatMap(([key, {pids, cgroups}]) => watched.has(key) || !cgroups ? pids : []);
}

/**
The containers whose processes are wanted.
*/
export function containersToSample({sampled}: Wants, groups: ReadonlyMap<ContainerKey, ProcessGroup>): Iterable<ContainerKey> {
	return sampled === 'shown' ? groups.keys() : (sampled === 'nobody' ? [] : sampled.containers);
}
