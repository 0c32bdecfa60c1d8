/**
What stays in the list although the filter does not find it any more: the row under the cursor, until the cursor leaves it. If it went
when it is paused or renamed, the cursor would be on another container, and so would the log that is being read.
*/
import {isAlive} from '../../../model/build/container.ts';
import type {ContainerKey} from '../../../model/keys.ts';
import {searchableContainer} from '../../../model/search/container.ts';
import {isWanted, parseQuery} from '../../../model/search/query.ts';
import type {Snapshot} from '../../../model/snapshot.ts';
import type {UiState} from '../../state.ts';

type Looked = {readonly snapshot: Snapshot; readonly state: UiState};

export type Strayed = {
	/**
	Takes down which row is drawn under the cursor: it is one that belongs there.
	*/
	note(key: ContainerKey | undefined, state: UiState): void;
	/**
	The container or unit under the cursor, where it was drawn there with the same filter and would now be left out.
	*/
	keyOf(looked: Looked): ContainerKey | undefined;
};

/**
The memory of one list.
*/
export function createStrayed(): Strayed {
	let seen: {readonly key: ContainerKey; readonly filter: string; readonly showStopped: boolean} | undefined;
	return {
		note(key, {filters, showStopped}) {
			seen = key === undefined ? undefined : {key, filter: filters.containers, showStopped};
		},
		keyOf({snapshot, state: {cursors, filters, showStopped}}) {
			const {key} = cursors.containers;
			if (key === undefined || seen?.key !== key || seen.filter !== filters.containers || seen.showStopped !== showStopped) {
				return undefined;
			}

			const container = snapshot.containers.get(key) ?? snapshot.units.get(key);
			const isFound = !container
				|| ((showStopped || isAlive(container.state)) && isWanted(parseQuery(seen.filter), () => searchableContainer(container, snapshot)));
			return isFound ? undefined : key;
		},
	};
}
