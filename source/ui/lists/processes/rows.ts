/**
The rows of the processes pane: those of the selected container, with the containers inside it, or of the selected unit; and their threads
if wanted.
*/
import {ticksPerSecond} from '../../../kernel/pid/stat.ts';
import {isMissing, sumOfKnown} from '../../../known.ts';
import {bootTimeOf, startTime} from '../../../model/build/started-at.ts';
import {isKernelThread} from '../../../model/build/kernel-thread.ts';
import {subtreeKeys} from '../../../model/build/tree.ts';
import type {Container} from '../../../model/container.ts';
import type {ContainerKey} from '../../../model/keys.ts';
import type {Process} from '../../../model/process.ts';
import {searchableProcess, searchableThread} from '../../../model/search/process.ts';
import {isWanted, parseQuery} from '../../../model/search/query.ts';
import type {Snapshot} from '../../../model/snapshot.ts';
import type {UiState} from '../../state.ts';
import {foldRows} from '../../table/fold.ts';
import {
	keepInPlace,
	sortRows,
	treeRows,
	withAncestors,
} from '../../table/row.ts';
import {isOfThreads, type ProcessRow} from './row.ts';
import {processColumns} from './columns.ts';

/**
Keys of a container, or of those of a project, and of all that lie in them.
*/
export function containersWithin(snapshot: Snapshot, {key: root, sumOf}: Pick<Container, 'key' | 'sumOf'>): ReadonlySet<ContainerKey> {
	return subtreeKeys(sumOf?.members ?? [root], snapshot.containers.values().map(({key, parent}) => [key, parent] as const));
}

/**
Filtered, sorted, as a tree if wanted. A process that ends while the cursor is on it stays where it was, so that no key falls on its
neighbour; `place` is the index of its row until then.
*/
export function processRows(
	snapshot: Snapshot,
	state: UiState,
	container: Container | undefined,
	place = state.cursors.processes.index,
): readonly ProcessRow[] {
	return container ? rowsOf(snapshot, state, place, container.unit ? inUnit(container, snapshot) : inContainer(container, snapshot)) : [];
}

type Belonging = (process: Process) => boolean;

function inContainer(container: Container, snapshot: Snapshot): Belonging {
	const within = containersWithin(snapshot, container);
	return process => process.container !== undefined && within.has(process.container);
}

/**
Of the host as a whole those that are in no container, without the kernel's own threads, which have a row of their own among the units.
*/
function inUnit({unit, pids, key: unitKey}: Container, {processes, endedProcesses}: Snapshot): Belonging {
	if (unit?.kind === 'host') {
		return process => process.container === undefined && !isKernelThread(process, processes);
	}

	const members = new Set(pids);
	return ({pid, key}) => endedProcesses?.get(key)?.units.has(unitKey) ?? members.has(pid);
}

function rowsOf(
	snapshot: Snapshot,
	{cursors, filters, sorts, isTree, folded, areThreadsShown}: UiState,
	place: number,
	isMeant: Belonging,
): readonly ProcessRow[] {
	const bootTime = bootTimeOf(snapshot.takenAt, snapshot.host.uptimeSeconds);
	const startedAt = ({startTicks}: {readonly startTicks: number}) => startTime(startTicks, ticksPerSecond, bootTime);
	const ended = snapshot.endedProcesses?.get(cursors.processes.key ?? '');
	const rows = [...snapshot.processes.values(), ...ended ? [ended.process] : []]
		.filter(process => isMeant(process))
		.flatMap((process): readonly ProcessRow[] => [
			{
				key: process.key,
				isLastAt: [],
				process,
				...(process === ended?.process ? {startedAt: undefined, hasEnded: true} : {startedAt: startedAt(process)}),
			},
			...(areThreadsShown ? threadRows(process, snapshot, startedAt) : []),
		]);
	const keyByPid = new Map(rows.map(({process}) => [process.pid, process.key]));
	const parentOf = (row: ProcessRow) => isOfThreads(row) ? row.process.key : keyByPid.get(row.process.parentPid);
	const query = parseQuery(filters.processes);
	const passes = ({process, thread}: ProcessRow): boolean =>
		isWanted(query, () => thread ? searchableThread(thread, process) : searchableProcess(process));
	const kept = isTree.processes ? withAncestors(rows, parentOf, passes) : rows.filter(row => passes(row));
	const inOrder = (unordered: readonly ProcessRow[]): readonly ProcessRow[] => {
		const sorted = sortRows(unordered, processColumns, sorts.processes);
		const held = sorted.find(row => row.hasEnded);
		return held ? keepInPlace(sorted, held, place, isTree.processes ? parentOf : () => undefined) : sorted;
	};

	const sorted = inOrder(kept);
	if (!isTree.processes) {
		return sorted;
	}

	const tree = treeRows(threadsFirst(sorted), parentOf);
	// A filter looks into what is folded.
	const shown = filters.processes === '' ? foldRows(tree, folded.processes, withSum) : tree;
	return shown === tree ? tree : treeRows(threadsFirst(inOrder(shown)), parentOf);
}

/**
Threads stand right below their process, before its children.
*/
function threadsFirst(rows: readonly ProcessRow[]): readonly ProcessRow[] {
	const threads = rows.filter(row => isOfThreads(row));
	return threads.length === 0 ? rows : [...threads, ...rows.filter(row => !isOfThreads(row))];
}

function withSum(row: ProcessRow, hidden: readonly ProcessRow[]): ProcessRow {
	const processes = [row, ...hidden.filter(each => !isOfThreads(each))].map(({process}) => process);
	return {
		...row,
		sum: {
			cpuPercent: sumOfKnown(processes.map(({cpuPercent}) => cpuPercent)),
			residentBytes: sumOfKnown(processes.map(({residentBytes}) => residentBytes)),
		},
	};
}

function threadRows(
	process: Process,
	{threads}: Snapshot,
	startedAt: (thread: {readonly startTicks: number}) => number | undefined,
): readonly ProcessRow[] {
	const ofProcess = threads?.get(process.key);
	if (ofProcess === undefined) {
		return [];
	}

	const others = isMissing(ofProcess) ? ofProcess : ofProcess.leftOut;
	return [
		...(isMissing(ofProcess) ? [] : ofProcess.threads).map((thread): ProcessRow => ({
			key: thread.key, isLastAt: [], process, thread, startedAt: startedAt(thread),
		})),
		...(others === 0
			? []
			: [{
				key: `${process.key}/others`, isLastAt: [], process, others, startedAt: undefined,
			}]),
	];
}
