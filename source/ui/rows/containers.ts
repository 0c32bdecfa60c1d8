/**
The rows of the containers pane.
*/
import {isAlive} from '../../model/container.ts';
import type {Container, Series, Snapshot} from '../../model/types.ts';
import {containerColumns} from '../columns/containers.ts';
import type {UiState} from '../state.ts';
import {
	matches,
	sortRows,
	treeRows,
	withAncestors,
	type Row,
} from './row.ts';

export type ContainerRow = Row & {
	readonly container: Container;
	readonly series: Series | undefined;
};

/**
How long a container that died stays at its place while it is selected.
*/
const vigilMilliseconds = 60_000;

/**
Filtered, sorted, as a tree if wanted. A container that dies while the cursor is on it stays where it was, so that no key falls on its neighbour.
*/
export function containerRows(snapshot: Snapshot, state: UiState): readonly ContainerRow[] {
	const {cursors: {containers: cursor}, filters, sorts, isTree, showStopped} = state;
	const isHeld = ({key, diedAt}: Container): boolean => key === cursor.key && diedAt !== undefined && snapshot.takenAt - diedAt < vigilMilliseconds;
	const rows = [...snapshot.containers.values()]
		.filter(container => isHeld(container) || (!container.isRemoved && (showStopped || isAlive(container.state))))
		.map((container): ContainerRow => ({
			key: container.key, isLastAt: [], container, series: snapshot.history.get(container.key),
		}))
		.toSorted((a, b) => Number(isAlive(b.container.state)) - Number(isAlive(a.container.state)) || a.container.name.localeCompare(b.container.name, undefined, {numeric: true}));
	const parentOf = ({container}: ContainerRow) => container.parent;
	const kept = withAncestors(rows, parentOf, row => isHeld(row.container) || matches(row, containerColumns, filters.containers));
	const sorted = keepInPlace(sortRows(kept, containerColumns, sorts.containers), cursor.index, isHeld);
	return isTree.containers ? treeRows(sorted, parentOf) : sorted;
}

function keepInPlace(rows: readonly ContainerRow[], index: number, isHeld: (container: Container) => boolean): readonly ContainerRow[] {
	const held = rows.find(({container}) => isHeld(container));
	if (!held) {
		return rows;
	}

	const others = rows.filter(row => row !== held);
	return others.toSpliced(Math.min(index, others.length), 0, held);
}
