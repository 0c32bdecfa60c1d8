/**
Which containers are printed, where the command line narrows them.
*/
import {isNarrowing, select} from '../model/selection.ts';
import type {ContainerKey} from '../model/keys.ts';
import {searchableContainer} from '../model/search/container.ts';
import {isWanted, parseQuery} from '../model/search/query.ts';
import type {Snapshot} from '../model/snapshot.ts';
import type {Opening} from '../ui/opening.ts';

type Narrowed = {
	/**
	Undefined for all.
	*/
	readonly only: ReadonlySet<ContainerKey> | undefined;
	/**
	What found nothing, each as a sentence.
	*/
	readonly refusals: readonly string[];
};

/**
The containers of a snapshot that are asked for.
*/
export function narrow(snapshot: Snapshot, {selection, filter}: Opening): Narrowed {
	if (!isNarrowing(selection) && filter === '') {
		return {only: undefined, refusals: []};
	}

	const {keys, refusals} = select(snapshot, selection);
	const query = parseQuery(filter);
	const only = new Set([...keys].filter(key => isWanted(query, () => searchableContainer(snapshot.containers.get(key)!, snapshot))));
	if (only.size > 0 || refusals.length > 0) {
		return {only, refusals};
	}

	return {
		only, refusals: [
			keys.size > 0 || !isNarrowing(selection)
				? `No container matches the filter ${JSON.stringify(filter)}.`
				: 'No container is all of what was asked for.',
		],
	};
}
