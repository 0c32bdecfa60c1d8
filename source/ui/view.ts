/**
From snapshot and state to exactly what is on screen: rows, cursors, the selected things, the geometry. Made once for each pair of inputs,
however many panes ask, and remembered in parts.
*/
import type {Container} from '../model/container.ts';
import type {Process} from '../model/process.ts';
import type {Snapshot} from '../model/snapshot.ts';
import {isMissing, valueOf} from '../known.ts';
import type {Settings} from '../settings/settings.ts';
import type {Line} from '../text/spans.ts';
import type {Theme} from '../text/theme.ts';
import {createListView, paneSize, type ListView} from './lists/list-view.ts';
import {createFollowing, type Arrangement, type Following} from './lists/following.ts';
import type {Inspection} from './inspection.ts';
import {memoBy} from './memo.ts';
import {arrange, type Layout} from './layout/layout.ts';
import {containerColumns} from './lists/containers/columns.ts';
import {containerRows} from './lists/containers/rows.ts';
import type {ContainerRow} from './lists/containers/row.ts';
import {namespaceColumns} from './lists/namespaces/columns.ts';
import {namespaceRows} from './lists/namespaces/rows.ts';
import type {NamespaceRow} from './lists/namespaces/row.ts';
import {processColumns} from './lists/processes/columns.ts';
import {processRows} from './lists/processes/rows.ts';
import type {ProcessRow} from './lists/processes/row.ts';
import type {Row} from './table/row.ts';
import type {Cursor, ListPaneId, UiState} from './state.ts';
import {currentTab} from './tabs/index.ts';
import type {Subject, Tab} from './tabs/tab.ts';

export type View = {
	readonly snapshot: Snapshot;
	readonly settings: Settings;
	readonly state: UiState;
	readonly layout: Layout;
	readonly lists: {
		readonly containers: ListView<ContainerRow>;
		readonly processes: ListView<ProcessRow>;
		readonly namespaces: ListView<NamespaceRow>;
	};
	readonly container: Container | undefined;
	readonly process: Process | undefined;
	readonly tab: Tab;
	readonly subject: Subject;
	/**
	Lines of the details pane, whether in sight or not, and those that stay above them; none while it is not on screen. `height` is the
	room for the lines.
	*/
	readonly details: {readonly height: number; readonly heading: readonly Line[]; readonly lines: readonly Line[]};
};

type ViewInput = {
	readonly snapshot: Snapshot;
	readonly state: UiState;
	readonly inspection: Inspection | undefined;
	readonly settings: Settings;
};

/**
A function that makes views. It keeps what does not change: moving a cursor sorts nothing, and a new snapshot lays nothing out again.
*/
export function createViewer(): (input: ViewInput) => View {
	const parts = createParts();
	return memoBy(({snapshot, state, inspection, settings}) => [snapshot, state, inspection, settings], input => makeView(input, parts));
}

/**
The expensive parts of a view, each remembered by what it depends on.
*/
type Parts = {
	containers(input: ViewInput): readonly ContainerRow[];
	readonly following: Readonly<Record<ListPaneId, Following>>;
	processes(input: ViewInput & {readonly container: Container | undefined}): readonly ProcessRow[];
	namespaces(input: ViewInput & {readonly container: Container | undefined}): readonly NamespaceRow[];
	layout(input: ViewInput & {readonly rowCount: number}): Layout;
	lines(input: LinesInput): readonly Line[];
	readonly listViews: ReturnType<typeof createListViews>;
};

type LinesInput = {readonly tab: Tab; readonly subject: Subject; readonly width: number; readonly theme: Theme};

function createListViews() {
	return {
		containers: createListView(containerColumns, ({container}) => container),
		processes: createListView(processColumns, ({process}) => process),
		namespaces: createListView(namespaceColumns, row => row),
	};
}

function createParts(): Parts {
	const following = {containers: createFollowing(), processes: createFollowing(), namespaces: createFollowing()};
	const {placeOf} = following.containers;
	return {
		following,
		listViews: createListViews(),
		containers: memoBy(
			({snapshot, state}) => {
				const cursor = state.cursors.containers;
				const isHeld = cursor.key !== undefined && snapshot.containers.get(cursor.key)?.diedAt !== undefined;
				return [
					snapshot,
					state.filters.containers,
					state.sorts.containers,
					state.isTree.containers,
					state.showStopped,
					state.filteredAt,
					isHeld && cursor.key,
					isHeld && placeOf(cursor),
				];
			},
			({snapshot, state}) => containerRows(snapshot, state, placeOf(state.cursors.containers)),
		),
		processes: memoBy(
			({snapshot, state, container}) => [snapshot, container, state.filters.processes, state.sorts.processes, state.isTree.processes],
			({snapshot, state, container}) => processRows(snapshot, state, container?.key),
		),
		namespaces: memoBy(
			({snapshot, state, container}) => [
				snapshot,
				state.namespacesOf === 'container' && container,
				state.filters.namespaces,
				state.sorts.namespaces,
				state.namespacesOf,
			],
			({snapshot, state, container}) => namespaceRows(snapshot, state, container),
		),
		layout: memoBy(
			({state, rowCount}) => [state.columns, state.rows, state.focus, state.isZoomed, state.companion, rowCount],
			({state, rowCount}) => layoutOf(state, rowCount),
		),
		lines: memoBy(
			({tab, subject, width, theme}) => [tab, width, theme, ...Object.values(subject)],
			({tab, subject, width, theme}) => tab.lines(subject, width, theme),
		),
	};
}

/**
Blank at the left and right of the details.
*/
const detailsMargins = 2;

function makeView(input: ViewInput, parts: Parts): View {
	const {snapshot, state, settings} = input;
	const cursorOf = (pane: ListPaneId, arrangement: Arrangement): Cursor => parts.following[pane].follow(state.cursors[pane], arrangement);
	const hasOrder = isSettled(snapshot);
	const remember = (pane: ListPaneId, arrangement: Arrangement, {rows, cursor, isExact}: ListView<Row>): void => {
		if (isExact && (hasOrder || state.cursors[pane].key !== undefined)) {
			parts.following[pane].remember(state.cursors[pane], arrangement, {key: rows[cursor]?.key, index: cursor});
		}
	};

	const byContainers = [state.filters.containers, state.sorts.containers, state.isTree.containers, state.showStopped];
	const cursor = cursorOf('containers', byContainers);
	const containerList = parts.containers({
		...input,
		state: cursor === state.cursors.containers ? state : {...state, cursors: {...state.cursors, containers: cursor}},
	});
	const layout = parts.layout({...input, rowCount: containerList.length});
	// One that has left the list is not waited for where nobody has chosen it.
	const place = {state, layout, settings};
	const containers = parts.listViews.containers({
		...place,
		pane: 'containers',
		rows: containerList,
		cursor: containerList.some(({key}) => key === cursor.key) ? cursor : state.cursors.containers,
	});
	remember('containers', byContainers, containers);

	const container = containers.rows[containers.cursor]?.container;
	const byProcesses = [container?.key, state.filters.processes, state.sorts.processes, state.isTree.processes];
	const processes = parts.listViews.processes({
		...place, pane: 'processes', rows: parts.processes({...input, container}), cursor: cursorOf('processes', byProcesses),
	});
	remember('processes', byProcesses, processes);

	const process = processes.rows[processes.cursor]?.process;
	const byNamespaces = [state.namespacesOf === 'container' && container?.key, state.filters.namespaces, state.sorts.namespaces];
	const namespaces = parts.listViews.namespaces({
		...place, pane: 'namespaces', rows: parts.namespaces({...input, container}), cursor: cursorOf('namespaces', byNamespaces),
	});
	remember('namespaces', byNamespaces, namespaces);

	const tab = currentTab(state);
	const subject = subjectOf(input, container, process);
	return {
		snapshot,
		settings,
		state,
		layout,
		lists: {containers, processes, namespaces},
		container,
		process,
		tab,
		subject,
		details: detailsOf({
			tab, subject, theme: settings.theme, ...paneSize(layout, 'details'),
		}, parts),
	};
}

function detailsOf(
	{height, width, ...input}: Omit<LinesInput, 'width'> & {readonly width: number; readonly height: number},
	parts: Parts,
): View['details'] {
	if (height === 0) {
		return {height, heading: [], lines: []};
	}

	const {tab, subject, theme} = input;
	const room = width - detailsMargins;
	// One line of content at least.
	const heading = (tab.heading?.(subject, room, theme) ?? []).slice(0, height - 1);
	return {height: height - heading.length, heading, lines: parts.lines({...input, width: room})};
}

/**
Whether the order of the rows is the one that the person will see: without all rates it is another.
*/
function isSettled({seconds, engines, containers}: Snapshot): boolean {
	return (
		seconds > 0
		&& engines.every(({state}) => state !== 'connecting')
		&& containers.values().every(({usage: {cpuPercent}}) => !isMissing(cpuPercent) || cpuPercent.missing !== 'first-sample')
	);
}

/**
The geometry for a state.
*/
function layoutOf(state: UiState, rows: number): Layout {
	return arrange(state.columns, state.rows, {
		focused: state.focus, ...(state.isZoomed && {zoomed: state.focus}), companion: state.companion, containerRows: rows,
	});
}

function subjectOf(
	{snapshot, state, inspection, settings}: ViewInput,
	container: Container | undefined,
	process: Process | undefined,
): Subject {
	const {details} = snapshot;
	const key = state.subject === 'process' ? process?.key : container && valueOf(container.init);
	return {
		kind: state.subject,
		container,
		process,
		details: details && details.key === key ? details : undefined,
		inspection: inspection?.container === container?.key ? inspection : undefined,
		snapshot,
		file: state.file,
		keymap: settings.keymap,
		areSecretsShown: state.secretsOf !== undefined && state.secretsOf === (state.subject === 'process' ? process : container)?.key,
	};
}
