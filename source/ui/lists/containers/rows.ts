/**
The rows of the containers pane.
*/
import {byName} from '../../../model/build/order.ts';
import {isAlive} from '../../../model/build/container.ts';
import type {Container} from '../../../model/container.ts';
import type {ContainerKey} from '../../../model/keys.ts';
import {searchableContainer} from '../../../model/search/container.ts';
import {isWanted, parseQuery} from '../../../model/search/query.ts';
import {membersOf} from '../../../model/project.ts';
import type {Snapshot} from '../../../model/snapshot.ts';
import {isTakenDown} from '../../commands.ts';
import type {UiState} from '../../state.ts';
import {foldRows} from '../../table/fold.ts';
import {
	keepInPlace,
	sortRows,
	treeRows,
	withAncestors,
} from '../../table/row.ts';
import type {ContainerRow} from './row.ts';
import {containerColumns} from './columns.ts';
import {doingWord} from './state-cell.ts';
import {shownUnits, unitsToShow} from './shown-units.ts';

/**
How long a container that died stays at its place while it is selected.
*/
const vigilMilliseconds = 60_000;

/**
Filtered, sorted, as a tree if wanted. A container that dies while the cursor is on it stays where it was, so that no key falls on its
neighbour; `place` is the index of its row until then. `strayed` stays whatever the filter says.
*/
export function containerRows(
	snapshot: Snapshot,
	state: UiState,
	place = state.cursors.containers.index,
	strayed?: ContainerKey,
): readonly ContainerRow[] {
	const {
		cursors: {containers: cursor},
		filters,
		filteredAt,
		sorts,
		isTree,
		folded,
		isGrouped,
		showStopped,
	} = state;
	const isHeld = ({key, diedAt}: Container): boolean =>
		key === cursor.key && diedAt !== undefined && snapshot.steadyMilliseconds - diedAt < vigilMilliseconds;
	// Death changes what a row says, so that a filter of before may not find it any more; a later filter means it.
	const isExempt = (container: Container): boolean => container.key === strayed || (isHeld(container) && container.diedAt! > filteredAt);
	const isOffered = ({key, state: its}: Container): boolean => showStopped || isAlive(its) || key === strayed;
	const projects = isGrouped && isTree.containers ? [...snapshot.projects.values()] : [];
	const rows = [...snapshot.containers.values(), ...unitsToShow(snapshot, shownUnits(state, snapshot)), ...projects]
		.filter(container =>
			isHeld(container) || ((!container.isRemoved || isTakenDown(state, container)) && isOffered(container)))
		.map((container): ContainerRow => ({
			key: container.key,
			isLastAt: [],
			container,
			series: snapshot.history.get(container.key),
			doing: doingWord(container, state),
		}))
		.toSorted(
			(a, b) => Number(isAlive(b.container.state)) - Number(isAlive(a.container.state)) || byName(a.container.name, b.container.name),
		);
	const present = new Set(rows.map(({key}) => key));
	const around = new Map(projects
		.filter(({isRemoved}) => !isRemoved)
		.flatMap(({key, sumOf}) => (sumOf?.members ?? []).map(member => [member, key] as const)));
	const parentOf = ({key, container: {parent}}: ContainerRow) =>
		isTree.containers ? nearestShown(around.get(key) ?? parent, present, snapshot) : undefined;
	const query = parseQuery(filters.containers);
	const passes = (container: Container): boolean =>
		isExempt(container) || isWanted(query, () => searchableContainer(container, snapshot));
	// A key on a project means all its containers, so it matches where all of them do.
	const kept = withAncestors(rows, parentOf, ({container}) => {
		const members = membersOf(container, snapshot);
		return members.length > 0 ? members.every(member => passes(member)) : passes(container);
	});
	const sorted = sortRows(kept, containerColumns, sorts.containers);
	const held = sorted.find(({container}) => isHeld(container));
	const tree = treeRows(held ? keepInPlace(sorted, held, place, parentOf) : sorted, parentOf);
	// A filter looks into what is folded.
	return filters.containers === '' ? foldRows(tree, folded.containers) : tree;
}

/**
The nearest container, project or unit around one that has a row.
*/
function nearestShown(
	parent: ContainerKey | undefined,
	present: ReadonlySet<ContainerKey>,
	{containers, units, projects}: Snapshot,
): ContainerKey | undefined {
	let key = parent;
	for (let steps = 0; key !== undefined && !present.has(key) && steps <= units.size + 1; steps++) {
		key = (units.get(key) ?? projects.get(key) ?? containers.get(key))?.parent;
	}

	return key;
}
