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
import {
	createListView,
	findCursor,
	paneSize,
	type ListView,
} from './lists/list-view.ts';
import {createFollowing, type Arrangement, type Following} from './lists/following.ts';
import type {Inspection} from './inspection.ts';
import {createLogWindow, type LogWindow, type LogWindowInput} from './logs/log-window.ts';
import {shownLines, type LogReading} from './logs/reading.ts';
import {logWanted} from './logs/wanted.ts';
import {memoBy} from './memo.ts';
import type {Layout, PaneLines} from './layout/layout.ts';
import {createArrange} from './layout/arrange.ts';
import {createSteady} from './layout/steady.ts';
import {messageLines} from './panes/message.ts';
import {containerColumns} from './lists/containers/columns.ts';
import {emptyContainers, headingOfUnits} from './lists/containers/empty.ts';
import {headingTexts} from './lists/heading.ts';
import {containerRows} from './lists/containers/rows.ts';
import {shownUnits} from './lists/containers/shown-units.ts';
import type {ContainerRow} from './lists/containers/row.ts';
import {namespaceColumns} from './lists/namespaces/columns.ts';
import {namespaceRows} from './lists/namespaces/rows.ts';
import type {NamespaceRow} from './lists/namespaces/row.ts';
import {processColumns} from './lists/processes/columns.ts';
import {processRows} from './lists/processes/rows.ts';
import {thingOf, type ProcessRow} from './lists/processes/row.ts';
import type {Row} from './table/row.ts';
import {emptyLines} from './table/table.ts';
import type {Cursor, ListPaneId, UiState} from './state.ts';
import {contentOf as drawnBy, currentTab} from './tabs/index.ts';
import {logsTab} from './tabs/logs.ts';
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
	/**
	What is said above the rows of the first pane.
	*/
	readonly heading: readonly string[];
	/**
	What there is to say above the keys.
	*/
	readonly message: readonly Line[];
	readonly container: Container | undefined;
	readonly process: Process | undefined;
	readonly tab: Tab;
	readonly subject: Subject;
	/**
	Lines of the details pane, whether in sight or not, and those that stay above them; none while it is not on screen. `height` is the
	room for the lines.
	*/
	readonly details: {readonly height: number; readonly heading: readonly Line[]; readonly lines: readonly Line[]};
	/**
	The log in the details; undefined where they show something else or there is no line of it.
	*/
	readonly log: LogWindow | undefined;
};

type ViewInput = {
	readonly snapshot: Snapshot;
	readonly state: UiState;
	readonly inspection: Inspection | undefined;
	readonly reading: LogReading | undefined;
	readonly settings: Settings;
};

/**
A function that makes views. It keeps what does not change: moving a cursor sorts nothing, and a new snapshot lays nothing out again.
*/
export function createViewer(): (input: ViewInput) => View {
	const parts = createParts();
	return memoBy(
		({snapshot, state, inspection, reading, settings}) => [snapshot, state, inspection, reading, settings], input => makeView(input, parts),
	);
}

/**
The expensive parts of a view, each remembered by what it depends on.
*/
type Parts = {
	containers(input: ViewInput): readonly ContainerRow[];
	readonly following: Readonly<Record<ListPaneId, Following>>;
	processes(input: ScopeInput): readonly ProcessRow[];
	namespaces(input: ScopeInput): readonly NamespaceRow[];
	layout(state: UiState, lines: PaneLines, messageLines: number): Layout;
	/**
	Lines that are needed, but not fewer than a few samples ago while everything in `subject` is the same.
	*/
	steady(subject: readonly unknown[], sample: unknown, lines: PaneLines): PaneLines;
	lines(input: LinesInput): readonly Line[];
	fill(input: LinesInput & {readonly height: number}): readonly Line[];
	log(input: LogWindowInput): LogWindow;
	readonly listViews: ReturnType<typeof createListViews>;
};

type ScopeInput = ViewInput & Pick<View, 'container'>;

type LinesInput = {
	readonly tab: Pick<Tab, 'lines' | 'heading' | 'fill'>;
	readonly subject: Subject;
	readonly width: number;
	readonly theme: Theme;
};

function createListViews() {
	return {
		containers: createListView(containerColumns, ({container}) => container),
		processes: createListView(processColumns, thingOf),
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
				const {key} = cursor;
				const isHeld = key !== undefined && (snapshot.containers.get(key) ?? snapshot.projects.get(key))?.diedAt !== undefined;
				return [
					snapshot,
					state.filters.containers,
					state.sorts.containers,
					state.isTree.containers,
					state.folded.containers,
					state.isGrouped,
					state.showStopped,
					shownUnits(state, snapshot),
					state.filteredAt,
					state.progress,
					isHeld && cursor.key,
					isHeld && placeOf(cursor),
				];
			},
			({snapshot, state}) => containerRows(snapshot, state, placeOf(state.cursors.containers)),
		),
		processes: memoBy(
			({snapshot, state: {filters, sorts, isTree, folded, areThreadsShown}, container}) =>
				[snapshot, container, filters.processes, sorts.processes, isTree.processes, folded.processes, areThreadsShown],
			({snapshot, state, container}) => processRows(snapshot, state, container),
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
		layout: createArrange(),
		steady: createSteady(),
		lines: memoBy(
			({tab, subject, width, theme}) => [tab, width, theme, ...Object.values(subject)],
			({tab, subject, width, theme}) => tab.lines(subject, width, theme),
		),
		fill: memoBy(
			({tab, subject, width, height, theme}) => [tab, width, height, theme, ...Object.values(subject)],
			({tab, subject, width, height, theme}) => tab.fill?.(subject, {width, height}, theme) ?? [],
		),
		log: createLogWindow(),
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

	const byContainers = [
		state.filters.containers, state.sorts.containers, state.isTree.containers, state.isGrouped, state.showStopped, state.units,
	];
	const seen = cursorOf('containers', byContainers);
	const containerList = parts.containers({
		...input,
		state: seen === state.cursors.containers ? state : {...state, cursors: {...state.cursors, containers: seen}},
	});
	// One that has left the list is not waited for where nobody has chosen it.
	const containerCursor = containerList.some(({key}) => key === seen.key) ? seen : state.cursors.containers;
	const container = containerList[findCursor(containerList, containerCursor)]?.container;
	const byProcesses = [container?.key, state.filters.processes, state.sorts.processes, state.isTree.processes];
	const processCursor = cursorOf('processes', byProcesses);
	const processList = parts.processes({...input, container});
	const process = processList[findCursor(processList, processCursor)]?.process;
	const byNamespaces = [state.namespacesOf === 'container' && container?.key, state.filters.namespaces, state.sorts.namespaces];
	const namespaceList = parts.namespaces({...input, container});

	const kind = state.subject;
	const tab = currentTab({tab: state.tab, subject: kind});
	const subject = subjectOf(input, {
		kind, container, process, tab,
	});
	const heading = headingOfUnits(containerList, input);
	const drawn = drawnBy(tab, subject);
	const content = contentOf(input, {tab: drawn, subject}, parts);
	const message = messageLines(state, settings.theme);
	const layout = parts.layout(state, parts.steady([container?.key, tab, kind, ...Object.values(state.filters)], snapshot, {
		containers: containerList.length === 0 ? linesOfEmpty(input) : linesOf(containerList) + headingLines(heading, input).length,
		processes: linesOf(processList),
		namespaces: linesOf(namespaceList),
		details: content.heading.length + (subject.log ? shownLines(subject.log).count : content.lines.length),
	}), message.length);

	const place = {state, layout, settings};
	const containers = parts.listViews.containers({
		...place, pane: 'containers', rows: containerList, cursor: containerCursor, heading,
	});
	remember('containers', byContainers, containers);
	const processes = parts.listViews.processes({
		...place, pane: 'processes', rows: processList, cursor: processCursor,
	});
	remember('processes', byProcesses, processes);
	const namespaces = parts.listViews.namespaces({
		...place, pane: 'namespaces', rows: namespaceList, cursor: cursorOf('namespaces', byNamespaces),
	});
	remember('namespaces', byNamespaces, namespaces);

	const {width, height} = paneSize(layout, 'details');
	const details = filled(fitted(content, height), {
		tab: drawn, subject, theme: settings.theme, width: width - detailsMargins,
	}, parts);
	return {
		snapshot,
		settings,
		state,
		layout,
		lists: {containers, processes, namespaces},
		heading,
		message,
		container,
		process,
		tab,
		subject,
		details,
		log: logOf(input, subject, {width: width - detailsMargins, height: details.height}, parts),
	};
}

function logOf(
	{state, snapshot, settings: {theme}}: ViewInput,
	{log}: Subject,
	room: {readonly width: number; readonly height: number},
	parts: Parts,
): LogWindow | undefined {
	return log && room.width > 0 && shownLines(log).count > 0
		? parts.log({
			...room, reading: log, choice: state.log, search: state.search, theme, now: snapshot.takenAt,
		})
		: undefined;
}

/**
Lines of a list: its header, and a line for each row or for what is said in place of rows.
*/
function linesOf(rows: readonly unknown[]): number {
	return 1 + Math.max(1, rows.length);
}

/**
Lines of the list's header and of what is said where there are no containers. The pane has borders and margins at both sides.
*/
function linesOfEmpty({snapshot, state, settings}: ViewInput): number {
	const {ellipsis} = settings.theme.glyphs;
	return 1 + emptyLines(emptyContainers({snapshot, state, settings}), state.columns - 2, ellipsis).length;
}

/**
Lines of the heading where there is room for all of it.
*/
function headingLines(heading: readonly string[], {state, settings}: ViewInput): readonly string[] {
	return headingTexts(heading, state.columns - 2, Infinity, settings.theme);
}

type Content = {readonly heading: readonly Line[]; readonly lines: readonly Line[]};

/**
What stands in the details; nothing while they are not on screen. Their width does not depend on how long they are.
*/
function contentOf({state, settings}: ViewInput, {tab, subject}: Pick<LinesInput, 'tab' | 'subject'>, parts: Parts): Content {
	const {width} = paneSize(parts.layout(state, {}, 0), 'details');
	if (width === 0) {
		return {heading: [], lines: []};
	}

	const {theme} = settings;
	const room = width - detailsMargins;
	const heading = tab.heading?.(subject, room, theme) ?? [];
	return {
		heading, lines: parts.lines({
			tab, subject, theme, width: room,
		}),
	};
}

/**
The heading gives way, so that a line of content is left at least.
*/
function fitted({heading, lines}: Content, height: number): View['details'] {
	const kept = heading.slice(0, Math.max(0, height - 1));
	return {height: height - kept.length, heading: kept, lines};
}

/**
The content in the size of the pane, where it has more room than it needs.
*/
function filled(details: View['details'], input: LinesInput, parts: Parts): View['details'] {
	const {height, lines} = details;
	return input.tab.fill && lines.length > 0 && lines.length < height ? {...details, lines: parts.fill({...input, height})} : details;
}

/**
Whether each engine has told its containers or failed to.
*/
function hasAnswers({engines}: Pick<Snapshot, 'engines'>): boolean {
	return engines.every(({state}) => state !== 'connecting');
}

/**
Whether the order of the rows is the one that the person will see: without all rates it is another.
*/
function isSettled({seconds, engines, containers}: Snapshot): boolean {
	return (
		seconds > 0
		&& hasAnswers({engines})
		&& containers.values().every(({usage: {cpuPercent}}) => !isMissing(cpuPercent) || cpuPercent.missing !== 'first-sample')
	);
}

function subjectOf(
	{snapshot, state, inspection, reading, settings}: ViewInput,
	{kind, container, process, tab}: Pick<Subject, 'kind' | 'container' | 'process'> & Pick<View, 'tab'>,
): Subject {
	const {details} = snapshot;
	const key = kind === 'process' ? process?.key : container && valueOf(container.init);
	return {
		kind,
		container,
		process,
		details: details && details.key === key ? details : undefined,
		inspection: inspection?.container === container?.key ? inspection : undefined,
		log: tab === logsTab && reading?.id === logWanted({state, snapshot, container})?.id ? reading : undefined,
		snapshot,
		file: state.file,
		slotsBack: state.slotsBack,
		keymap: settings.keymap,
		areSecretsShown: state.secretsOf !== undefined && state.secretsOf === (kind === 'process' ? process : container)?.key,
	};
}
