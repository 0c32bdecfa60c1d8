/**
What the screen looks at, for the sampler: the processes of the selected container while their pane is on screen, and the files of the tab.
*/
import {valueOf} from '../known.ts';
import {hasEnded} from '../model/build/ended-processes.ts';
import type {CounterPart, Wants} from '../sampler/wants.ts';
import type {Column} from './table/column.ts';
import {containerColumns} from './lists/containers/columns.ts';
import type {ContainerRow} from './lists/containers/row.ts';
import {unitsWanted} from './lists/containers/shown-units.ts';
import {processColumns} from './lists/processes/columns.ts';
import type {ProcessRow} from './lists/processes/row.ts';
import {containersWithin} from './lists/processes/rows.ts';
import {paneSize} from './lists/list-view.ts';
import {filesOf} from './tabs/tab.ts';
import type {View} from './view.ts';

/**
The wants of a view.
*/
export function wantsOf(view: View): Wants {
	const {state, layout, container, subject} = view;
	const isShown = (id: string): boolean => layout.panes.some(pane => pane.id === id);
	const isFollowsProcess = subject.kind === 'process' && isShown('details');
	// What is in no container is read only while it is looked at.
	const isHostShown = container?.unit !== undefined && (isShown('processes') || isFollowsProcess);
	// A filter of the first pane finds the host and its units by their processes.
	const isHostSought = state.filters.containers !== '' && isShown('containers');
	const isWholeHost = state.namespacesOf === 'host' && isShown('namespaces');
	// Everybody in a namespace may be anybody on the host.
	const isAnybody = isWholeHost || state.dialog?.kind === 'members';
	return {
		isWholeHost: isAnybody || isHostShown || isHostSought,
		units: unitsOf(view),
		...(isWholeHost && {arePinnedWanted: true as const}),
		sampled: isShown('processes') || isFollowsProcess ? sampledIn(view) : 'nobody',
		...tasksIn(view),
		...strayedThreadsIn(view, isAnybody),
		counters: countersOf(view),
		details: detailsOf(view),
	};
}

/**
The process that is looked at closely. One that was selected as such is followed also while only its row is in sight, so that its past has
no gap: its numbers in the Graph tab are those of its row, and its I/O.
*/
function detailsOf({snapshot, state, layout, container, process, tab, subject}: View): Wants['details'] {
	if (state.first !== 'containers') {
		return undefined;
	}

	const isShown = (id: string): boolean => layout.panes.some(pane => pane.id === id);
	if (subject.kind === 'container') {
		const pid = container && valueOf(container.initPid);
		const files = filesOf(tab, 'container');
		return pid !== undefined && isShown('details') && files.length > 0
			? {pid, files, ...(tab.isFileShown && {text: state.file})}
			: undefined;
	}

	if (!process || hasEnded(snapshot, process.key) || (!isShown('details') && !isShown('processes'))) {
		return undefined;
	}

	const followed = {pid: process.pid, isFollowed: true} as const;
	return isShown('details')
		? {
			...followed,
			files: [...new Set([...filesOf(tab, 'process'), 'io' as const])],
			...(tab.isFileShown && {text: state.file}),
		}
		: {...followed, files: ['io']};
}

function unitsOf({snapshot, state}: View): Wants['units'] {
	const wanted = unitsWanted(state, snapshot);
	return wanted === 'host' ? undefined : wanted;
}

/**
A container has few processes. Of a unit, which may be the whole host, only those in sight are wanted, unless all are sorted by what is
sampled.
*/
function sampledIn(view: View): Wants['sampled'] {
	const {snapshot, container} = view;
	if (!container) {
		return 'nobody';
	}

	return container.unit
		? {containers: [container.key], ...(!isSortedBySamples(view) && {inSight: processesInSight(view)})}
		: {containers: [...containersWithin(snapshot, container)]};
}

function isSortedBySamples({state}: View): boolean {
	return processColumns.some(({id, isSampled}) => isSampled && id === state.sorts.processes.column);
}

/**
Those in sight in their list, and the one that the details are about.
*/
function processesInSight({lists: {processes}, process}: View): readonly number[] {
	const rows = processes.rows.slice(processes.top, processes.top + processes.height);
	return [...new Set([...rows.map(row => row.process.pid), ...(process ? [process.pid] : [])])];
}

/**
What is wanted of threads and processes alike while the list of processes is on screen.
*/
function tasksIn(view: View): Pick<Wants, 'areThreadsWanted' | 'waitChannelsOf'> {
	return view.layout.panes.some(({id}) => id === 'processes')
		? {...(view.state.areThreadsShown && {areThreadsWanted: true as const}), ...waitChannelsIn(view)}
		: {};
}

/**
The ids in sight, where a column shows what they wait for; all where they are sorted by it.
*/
function waitChannelsIn({layout, lists: {processes}, state}: View): Pick<Wants, 'waitChannelsOf'> {
	const reads = ({reads: part}: Column<ProcessRow>): boolean => part === 'waitChannel';
	if (processColumns.some(column => column.id === state.sorts.processes.column && reads(column))) {
		return {waitChannelsOf: 'sampled'};
	}

	const {columns, empty} = processes.choose(paneSize(layout, 'processes').width);
	const inSight = processes.rows.slice(processes.top, processes.top + processes.height);
	return [...columns.map(({column}) => column), ...empty].some(column => reads(column))
		? {waitChannelsOf: inSight.map(({process, thread}) => (thread ?? process).pid)}
		: {};
}

/**
Those whose namespaces are on screen.
*/
function strayedThreadsIn({snapshot, container, layout}: View, isAnybody: boolean): Pick<Wants, 'strayedThreadsOf'> {
	if (isAnybody) {
		return {strayedThreadsOf: 'shown'};
	}

	return container && layout.panes.some(({id}) => id === 'namespaces')
		? {strayedThreadsOf: {containers: [...containersWithin(snapshot, container)]}}
		: {};
}

/**
What the columns on screen show of the rows in sight, and of all rows what they are sorted by.
*/
function countersOf({layout, lists: {containers}, container, state}: View): Wants['counters'] {
	const {width} = paneSize(layout, 'containers');
	const choice = containers.choose(width);
	const partsOf = (columns: ReadonlyArray<Column<ContainerRow>>) => columns
		.map(({reads}) => reads)
		.filter((part): part is CounterPart => part !== undefined && part !== 'waitChannel');
	const inSight = width === 0 ? [] : containers.rows.slice(containers.top, containers.top + containers.height);
	const areDetailsShown = state.first === 'containers' && layout.panes.some(({id}) => id === 'details');
	return {
		whole: areDetailsShown ? container?.key : undefined,
		...(areDetailsShown && container?.sumOf && {alsoWhole: container.sumOf.members}),
		// The sums are of the members, whether these are in sight or folded.
		shown: inSight.flatMap(row => [row.key, ...row.container.sumOf?.members ?? []]),
		ofShown: partsOf([...choice.columns.map(({column}) => column), ...choice.empty]),
		ofAll: partsOf(containerColumns.filter(({id}) => id === state.sorts.containers.column)),
	};
}
