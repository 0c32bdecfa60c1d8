/**
The rows of the processes pane: those of the selected container, with the containers inside it, or of the selected unit.
*/
import {ticksPerSecond} from '../../../kernel/pid/stat.ts';
import {mapKnown, sumOfKnown} from '../../../known.ts';
import {startTime} from '../../../model/build/started-at.ts';
import {isKernelThread} from '../../../model/build/kernel-thread.ts';
import {subtreeKeys} from '../../../model/build/tree.ts';
import type {Container} from '../../../model/container.ts';
import type {ContainerKey} from '../../../model/keys.ts';
import type {Process} from '../../../model/process.ts';
import {searchableProcess} from '../../../model/search/process.ts';
import {isWanted, parseQuery} from '../../../model/search/query.ts';
import type {Snapshot} from '../../../model/snapshot.ts';
import type {UiState} from '../../state.ts';
import {foldRows} from '../../table/fold.ts';
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
export function processRows(snapshot: Snapshot, state: UiState, container: Container | undefined): readonly ProcessRow[] {
	return container ? rowsOf(snapshot, state, container.unit ? inUnit(container, snapshot) : inContainer(container.key, snapshot)) : [];
}

function inContainer(key: ContainerKey, snapshot: Snapshot): (process: Process) => boolean {
	const within = containersWithin(snapshot, key);
	return process => process.container !== undefined && within.has(process.container);
}

/**
Of the host as a whole those that are in no container, without the kernel's own threads, which have a row of their own among the units.
*/
function inUnit({unit, pids}: Container, {processes}: Snapshot): (process: Process) => boolean {
	if (unit?.kind === 'host') {
		return process => process.container === undefined && !isKernelThread(process, processes);
	}

	const members = new Set(pids);
	return process => members.has(process.pid);
}

function rowsOf(
	snapshot: Snapshot,
	{filters, sorts, isTree, folded}: UiState,
	isMeant: (process: Process) => boolean,
): readonly ProcessRow[] {
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
	if (!isTree.processes) {
		return sorted;
	}

	const tree = treeRows(sorted, parentOf);
	// A filter looks into what is folded.
	const shown = filters.processes === '' ? foldRows(tree, folded.processes, withSum) : tree;
	return shown === tree ? tree : treeRows(sortRows(shown, processColumns, sorts.processes), parentOf);
}

function withSum(row: ProcessRow, hidden: readonly ProcessRow[]): ProcessRow {
	const processes = [row, ...hidden].map(({process}) => process);
	return {
		...row,
		sum: {
			cpuPercent: sumOfKnown(processes.map(({cpuPercent}) => cpuPercent)),
			residentBytes: sumOfKnown(processes.map(({residentBytes}) => residentBytes)),
		},
	};
}
