/**
From snapshot and state to exactly what is on screen: rows, cursors, the selected things, the geometry. Pure, and made once for each pair of inputs however many panes ask.
*/
import type {Container, Process, Snapshot} from '../model/types.ts';
import {valueOf} from '../known.ts';
import {innerSize} from './frame.ts';
import type {Inspection} from './inspection.ts';
import {arrange, type Layout, type PaneId} from './layout.ts';
import {containerRows, type ContainerRow} from './rows/containers.ts';
import {namespaceRows, type NamespaceRow} from './rows/namespaces.ts';
import {processRows, type ProcessRow} from './rows/processes.ts';
import type {Row} from './rows/row.ts';
import type {Cursor, ListPaneId, UiState} from './state.ts';
import {scrollTop, tableBodyHeight} from './table.ts';
import {currentTab} from './tabs/index.ts';
import type {Subject, Tab} from './tabs/tab.ts';
import type {Theme} from './theme.ts';

export type ListView<Item extends Row> = {
	readonly rows: readonly Item[];
	/** Index of the row under the cursor; 0 where there are no rows. */
	readonly cursor: number;
	/** Whether that row is the one that was chosen, and not its neighbour after it had gone. */
	readonly isExact: boolean;
	/** Index of the first row in sight. */
	readonly top: number;
	/** Rows in sight. */
	readonly height: number;
};

export type View = {
	readonly snapshot: Snapshot;
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
	readonly details: {readonly height: number; readonly width: number; readonly lineCount: number};
};

export type ViewInput = {
	readonly snapshot: Snapshot;
	readonly state: UiState;
	readonly inspection: Inspection | undefined;
	readonly theme: Theme;
};

/**
A function that makes views and remembers the last one.
*/
export function createViewer(): (input: ViewInput) => View {
	let last: {input: ViewInput; view: View} | undefined;
	return input => {
		if (!last || !isSameInput(last.input, input)) {
			last = {input, view: makeView(input)};
		}

		return last.view;
	};
}

function isSameInput(a: ViewInput, b: ViewInput): boolean {
	return a.snapshot === b.snapshot && a.state === b.state && a.inspection === b.inspection && a.theme === b.theme;
}

function makeView({snapshot, state, inspection, theme}: ViewInput): View {
	const rows = containerRows(snapshot, state);
	const layout = layoutOf(state, rows.length);
	const containers = listView(rows, 'containers', state, layout);
	const container = containers.rows[containers.cursor]?.container;
	const processes = listView(processRows(snapshot, state, container?.key), 'processes', state, layout);
	const process = processes.rows[processes.cursor]?.process;
	const namespaces = listView(namespaceRows(snapshot, state, container), 'namespaces', state, layout);
	const tab = currentTab(state);
	const subject = subjectOf(snapshot, state, container, process, inspection);
	const {width, height} = paneSize(layout, 'details');
	return {
		snapshot,
		state,
		layout,
		lists: {containers, processes, namespaces},
		container,
		process,
		tab,
		subject,
		details: {width, height, lineCount: height === 0 ? 0 : tab.lines(subject, width, theme).length},
	};
}

/**
The geometry for a state.
*/
export function layoutOf(state: UiState, rows: number): Layout {
	return arrange(state.columns, state.rows, {focused: state.focus, ...(state.isZoomed ? {zoomed: state.focus} : {}), companion: state.companion, containerRows: rows});
}

/** Room for the content of a pane; nothing where it is not on screen. */
function paneSize(layout: Layout, id: PaneId): {width: number; height: number} {
	const pane = layout.panes.find(placed => placed.id === id);
	return pane ? innerSize(pane.rectangle.width, pane.rectangle.height, pane.edges) : {width: 0, height: 0};
}

function listView<Item extends Row>(rows: readonly Item[], pane: ListPaneId, state: UiState, layout: Layout): ListView<Item> {
	const cursor = state.cursors[pane];
	const index = findCursor(rows, cursor);
	const height = tableBodyHeight(paneSize(layout, pane).height);
	return {
		rows,
		cursor: index,
		isExact: cursor.key === undefined || rows[index]?.key === cursor.key,
		top: scrollTop(state.tops[pane], index, height, rows.length),
		height,
	};
}

function findCursor(rows: readonly Row[], {key, index}: Cursor): number {
	const found = key === undefined ? -1 : rows.findIndex(row => row.key === key);
	return found === -1 ? Math.max(0, Math.min(index, rows.length - 1)) : found;
}

function subjectOf(snapshot: Snapshot, state: UiState, container: Container | undefined, process: Process | undefined, inspection: Inspection | undefined): Subject {
	const {details} = snapshot;
	const key = state.subject === 'process' ? process?.key : container && valueOf(container.init);
	return {
		kind: state.subject,
		container,
		process,
		details: details && details.key === key ? details : undefined,
		inspection: inspection?.container === container?.key ? inspection : undefined,
		snapshot,
	};
}
