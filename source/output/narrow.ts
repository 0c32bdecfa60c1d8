/**
Which containers are printed, where the command line narrows them.
*/
import type {PortListeners} from '../kernel/process/port-listeners.ts';
import type {Known} from '../known.ts';
import type {PortUse} from '../model/port-use.ts';
import {isNarrowing, select} from '../model/selection.ts';
import type {ContainerKey} from '../model/keys.ts';
import {searchableContainer} from '../model/search/container.ts';
import {isWanted, parseQuery} from '../model/search/query.ts';
import type {Snapshot} from '../model/snapshot.ts';
import type {Opening} from '../ui/opening.ts';

/**
What is printed of a snapshot.
*/
export type Narrowed = {
	/**
	Undefined for all.
	*/
	readonly only: ReadonlySet<ContainerKey> | undefined;
	/**
	What found nothing, each as a sentence.
	*/
	readonly refusals: readonly string[];
	/**
	How they use the port that is asked for; undefined where none is.
	*/
	readonly portUses: readonly PortUse[] | undefined;
};

/**
The containers of a snapshot that are asked for. `listeners` are those on the port that is asked for.
*/
export function narrow(snapshot: Snapshot, {selection, filter}: Opening, listeners: Known<PortListeners> | undefined): Narrowed {
	if (!isNarrowing(selection) && filter === '') {
		return {only: undefined, refusals: [], portUses: undefined};
	}

	const {keys, refusals, portUses: uses} = select(snapshot, selection, listeners);
	const query = parseQuery(filter);
	const only = new Set([...keys].filter(key => isWanted(query, () => searchableContainer(snapshot.containers.get(key)!, snapshot))));
	const portUses = selection.port === undefined ? undefined : uses.filter(({container}) => only.has(container.key));
	if (only.size > 0 || refusals.length > 0) {
		return {only, refusals, portUses};
	}

	return {
		only, portUses, refusals: [
			keys.size > 0 || !isNarrowing(selection)
				? `No container matches the filter ${JSON.stringify(filter)}.`
				: 'No container is all of what was asked for.',
		],
	};
}
