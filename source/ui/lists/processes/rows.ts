/**
The rows of the processes pane: those of the selected container, with the containers inside it.
*/
import {ticksPerSecond} from '../../../kernel/pid/stat.ts';
import {mapKnown} from '../../../known.ts';
import {startTime} from '../../../model/build/started-at.ts';
import {isKernelThread} from '../../../model/build/kernel-thread.ts';
import {subtreeKeys} from '../../../model/build/tree.ts';
import type {ContainerKey} from '../../../model/keys.ts';
import type {Process} from '../../../model/process.ts';
import {searchableProcess} from '../../../model/search/process.ts';
import {isWanted, parseQuery} from '../../../model/search/query.ts';
import type {Snapshot} from '../../../model/snapshot.ts';
import type {UiState} from '../../state.ts';
import {
	sortRows,
	treeRows,
	withAncestors,
} from '../../table/row.ts';
import type {ProcessRow} from './row.ts';
import {processColumns} from './columns.ts';

/**
Keys of a container and of all that lie in it.
*/
export function containersWithin(snapshot: Snapshot, container: ContainerKey): ReadonlySet<ContainerKey> {
	return subtreeKeys(container, [...snapshot.containers.values()].map(({key, parent}) => [key, parent] as const));
}

/**
Filtered, sorted, as a tree if wanted.
*/
export function processRows(snapshot: Snapshot, state: UiState, container: ContainerKey | undefined): readonly ProcessRow[] {
	if (container === undefined) {
		return [];
	}

	const within = containersWithin(snapshot, container);
	return rowsOf(snapshot, state, process => process.container !== undefined && within.has(process.container));
}

/**
Those of the host itself that are in no container, without the kernel's own threads.
*/
export function hostProcessRows(snapshot: Snapshot, state: UiState): readonly ProcessRow[] {
	const {processes} = snapshot;
	return rowsOf(snapshot, state, process => process.container === undefined && !isKernelThread(process, processes));
}

function rowsOf(snapshot: Snapshot, {filters, sorts, isTree}: UiState, isMeant: (process: Process) => boolean): readonly ProcessRow[] {
	const bootTime = mapKnown(snapshot.host.uptimeSeconds, uptimeSeconds => snapshot.takenAt - uptimeSeconds * 1000);
	const rows = [...snapshot.processes.values()]
		.filter(process => isMeant(process))
		.map((process): ProcessRow => ({
			key: process.key, isLastAt: [], process, startedAt: startTime(process.startTicks, ticksPerSecond, bootTime),
		}));
	const keyByPid = new Map(rows.map(({key, process}) => [process.pid, key]));
	const parentOf = ({process}: ProcessRow) => keyByPid.get(process.parentPid);
	const query = parseQuery(filters.processes);
	const passes = ({process}: ProcessRow): boolean => isWanted(query, () => searchableProcess(process));
	const kept = isTree.processes ? withAncestors(rows, parentOf, passes) : rows.filter(row => passes(row));
	const sorted = sortRows(kept, processColumns, sorts.processes);
	return isTree.processes ? treeRows(sorted, parentOf) : sorted;
}
