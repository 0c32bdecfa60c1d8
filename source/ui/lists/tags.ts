/**
Which tags of a pane are in sight: only those rows are acted on.
*/
import {kindOfPane, resourceOf} from '../resources/reading.ts';
import type {ListPaneId} from '../state.ts';
import type {Row} from '../table/row.ts';
import type {View} from '../view.ts';

type Tagged = Pick<View, 'snapshot' | 'resources' | 'state'>;

/**
How many rows are tagged and in sight, and how many a filter or a folded row hides. What is gone has no tag any more.
*/
export function countTags(view: Tagged, pane: ListPaneId, rows: readonly Row[]): {readonly shown: number; readonly hidden: number} {
	const {tagged} = view.state;
	if (tagged.size === 0 || pane === 'namespaces') {
		return {shown: 0, hidden: 0};
	}

	const there = new Set([...tagged].filter(key => isThere(key, pane, view)));
	const shown = new Set(rows.filter(({key, isContext}) => there.has(key) && !isContext).map(({key}) => key));
	return {shown: shown.size, hidden: there.size - shown.size};
}

function isThere(key: string, pane: Exclude<ListPaneId, 'namespaces'>, {snapshot, resources}: Tagged): boolean {
	if (pane === 'processes') {
		return snapshot.processes.has(key);
	}

	if (pane === 'containers') {
		const row = snapshot.containers.get(key) ?? snapshot.units.get(key) ?? snapshot.projects.get(key);
		return row !== undefined && !row.isRemoved;
	}

	return resourceOf(resources, kindOfPane(pane)!, key) !== undefined;
}
