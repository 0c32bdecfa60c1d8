/**
What containers are called when several claim one id.
*/
import type {ContainerKey} from '../keys.ts';
import {cgroupOwners} from './cgroup-path.ts';
import {byAge, eldestOf, type Draft} from './draft.ts';

/**
The id is the key, if several claim one that of the container whose first process the engine names, else of the outermost: what lies
inside a container cannot take the id of what lies outside, even of what has ended.
The others have their places for keys.
*/
export function keysOf(
	drafts: readonly Draft[],
	isTold: (draft: Draft) => boolean,
	isClaimed: (draft: Draft) => boolean,
): ReadonlyMap<string, ContainerKey> {
	const keys = new Map<string, ContainerKey>();
	const taken = new Set<ContainerKey>();
	for (const draft of drafts.toSorted(
		(a, b) => Number(isTold(b)) - Number(isTold(a)) || depthOf(a) - depthOf(b) || byAge(eldestOf(a.members), eldestOf(b.members)),
	)) {
		const key = taken.has(draft.id) || (isClaimed(draft) && !isTold(draft)) ? draft.place : draft.id;
		taken.add(key);
		keys.set(draft.place, key);
	}

	return keys;
}

/**
The id of a container whose own processes cannot be seen, unless it is that of another one.
*/
export function keyOfUnseen(path: string, taken: ReadonlySet<ContainerKey>): ContainerKey {
	const id = cgroupOwners(path).at(-1)?.id;
	return id === undefined || taken.has(id) ? path : id;
}

function depthOf({owner, place}: Draft): number {
	return owner === undefined ? Infinity : place.split('/').length;
}
