/**
From snapshot and state to exactly what is on screen: rows, cursors, the selected things, the geometry. Made once for each pair of inputs,
however many panes ask, and remembered in parts.
*/
import type {Container} from '../model/container.ts';
import type {Process} from '../model/process.ts';
import type {
	Image,
	Network,
	Resource,
	Volume,
} from '../model/resources/resource.ts';
import type {Snapshot} from '../model/snapshot.ts';
import {isMissing} from '../known.ts';
import type {Settings} from '../settings/settings.ts';
import type {Line} from '../text/spans.ts';
import {findCursor, type ListParts, type ListView} from './lists/list-view.ts';
import type {Arrangement} from './lists/following.ts';
import type {LogWindow} from './logs/log-window.ts';
import {memoBy} from './memo.ts';
import type {Layout} from './layout/layout.ts';
import {messageLines} from './panes/message.ts';
import {emptyContainers, headingOfUnits} from './lists/containers/empty.ts';
import {headingTexts} from './lists/heading.ts';
import type {ContainerRow} from './lists/containers/row.ts';
import type {NamespaceRow} from './lists/namespaces/row.ts';
import type {ProcessRow} from './lists/processes/row.ts';
import {headingOfResources} from './lists/resources/empty.ts';
import type {ResourceRow} from './lists/resources/row.ts';
import {kindOfPane, type ResourceReading} from './resources/reading.ts';
import type {Row} from './table/row.ts';
import {emptyLines} from './table/table.ts';
import type {Cursor, ListPaneId, UiState} from './state.ts';
import {contentOf as drawnBy, currentTab} from './tabs/index.ts';
import type {Subject, Tab} from './tabs/tab.ts';
import {
	contentOf,
	detailsIn,
	linesOfContent,
	subjectOf,
} from './view-details.ts';
import {createParts, type Parts, type ViewInput} from './view-parts.ts';

export type View = {
	readonly snapshot: Snapshot;
	readonly settings: Settings;
	readonly state: UiState;
	readonly layout: Layout;
	readonly lists: {
		readonly containers: ListView<ContainerRow>;
		readonly processes: ListView<ProcessRow>;
		readonly namespaces: ListView<NamespaceRow>;
		readonly images: ListView<ResourceRow<Image>>;
		readonly volumes: ListView<ResourceRow<Volume>>;
		readonly networks: ListView<ResourceRow<Network>>;
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
	/**
	What is selected of the images, volumes or networks; undefined while none of these stands first.
	*/
	readonly resource: Resource | undefined;
	readonly resources: ResourceReading;
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

/**
A function that makes views. It keeps what does not change: moving a cursor sorts nothing, and a new snapshot lays nothing out again.
*/
export function createViewer(): (input: ViewInput) => View {
	const parts = createParts();
	return memoBy(
		({snapshot, state, inspection, compose, reading, resources, events, settings}) =>
			[snapshot, state, inspection, compose, reading, resources, events, settings],
		input => makeView(input, parts),
	);
}

function makeView(input: ViewInput, parts: Parts): View {
	for (;;) {
		const view = attemptView(input, parts);
		if (view) {
			return view;
		}
	}
}

/**
The view; undefined where a cursor has let go of what it was on, so that all has to be looked at again.
*/
function attemptView(input: ViewInput, parts: Parts): View | undefined {
	const {snapshot, state, resources, settings} = input;
	const cursorOf = (pane: ListPaneId, arrangement: Arrangement): Cursor => parts.following[pane].follow(state.cursors[pane], arrangement);
	const hasOrder = isSettled(snapshot);
	let isAnyOut = false;
	const remember = (pane: ListPaneId, arrangement: Arrangement, {rows, cursor, isExact, height}: ListView<Row>): void => {
		const isChosen = state.cursors[pane].key !== undefined;
		if (!isChosen && cursor >= Math.max(1, height)) {
			// Who has chosen nothing looks at the first rows: the cursor does not leave them with what it happened to be on.
			isAnyOut ||= parts.following[pane].forget();
		} else if (isExact && (hasOrder || isChosen)) {
			parts.following[pane].remember(state.cursors[pane], arrangement, {key: rows[cursor]?.key, index: cursor});
		}
	};

	const byContainers = [
		state.filters.containers, state.sorts.containers, state.isTree.containers, state.isGrouped, state.showStopped, state.units,
	];
	const seen = cursorOf('containers', byContainers);
	const containerList = parts.containers({...input, state: withCursor(state, 'containers', seen)});
	// One that has left the list is not waited for where nobody has chosen it.
	const containerCursor = containerList.some(({key}) => key === seen.key) ? seen : state.cursors.containers;
	const container = containerList[findCursor(containerList, containerCursor)]?.container;
	const byProcesses = [container?.key, state.filters.processes, state.sorts.processes, state.isTree.processes];
	const processCursor = cursorOf('processes', byProcesses);
	const processList = parts.processes({...input, state: withCursor(state, 'processes', processCursor), container});
	const process = processList[findCursor(processList, processCursor)]?.process;
	const byNamespaces = [state.namespacesOf === 'container' && container?.key, state.filters.namespaces, state.sorts.namespaces];
	const namespaceList = parts.namespaces({...input, container});

	const byResources = (pane: ListPaneId): Arrangement => [state.filters[pane], state.sorts[pane]];
	const kept = resourceLists(input, parts, cursorOf(state.first, byResources(state.first)));
	const resource = kept.selected?.resource;

	const kind = state.subject;
	const tab = currentTab({tab: state.tab, subject: kind});
	const subject = subjectOf(input, {
		kind, container, process, resource, tab,
	});
	const heading = headingOfUnits(containerList, input);
	const drawn = drawnBy(tab, subject);
	const content = contentOf(input, {tab: drawn, subject}, parts);
	const message = messageLines(state, settings.theme);
	const layout = parts.layout(state, parts.steady([container?.key, resource?.key, tab, kind, ...Object.values(state.filters)], snapshot, {
		containers: containerList.length === 0 ? linesOfEmpty(input) : linesOf(containerList) + headingLines(heading, input).length,
		processes: linesOf(processList),
		namespaces: linesOf(namespaceList),
		...(kept.pane !== undefined && {[kept.pane]: kept.lines}),
		details: linesOfContent(content, subject),
	}), message.length);

	const place = {state, layout, settings};
	const containers = parts.listViews.containers({
		...place, pane: 'containers', rows: containerList, cursor: containerCursor, heading,
	});
	remember('containers', byContainers, containers);
	if (containers.isExact) {
		parts.strayed.note(containers.rows[containers.cursor]?.key, state);
	}

	const processes = parts.listViews.processes({
		...place, pane: 'processes', rows: processList, cursor: processCursor,
	});
	remember('processes', byProcesses, processes);
	const namespaces = parts.listViews.namespaces({
		...place, pane: 'namespaces', rows: namespaceList, cursor: cursorOf('namespaces', byNamespaces),
	});
	remember('namespaces', byNamespaces, namespaces);
	const listOf = <Item extends Row>(
		pane: ListPaneId, make: (parts: ListParts<Item>) => ListView<Item>, rows: readonly Item[],
	): ListView<Item> => {
		const isShown = pane === kept.pane;
		const list = make({
			...place, pane, rows, cursor: cursorOf(pane, byResources(pane)), heading: isShown ? kept.heading : [],
		});
		if (isShown) {
			remember(pane, byResources(pane), list);
		}

		return list;
	};

	const [images, volumes, networks] = [
		listOf('images', parts.listViews.images, parts.images(input)),
		listOf('volumes', parts.listViews.volumes, parts.volumes(input)),
		listOf('networks', parts.listViews.networks, parts.networks(input)),
	] as const;
	if (isAnyOut) {
		return undefined;
	}

	return {
		snapshot,
		settings,
		state,
		layout,
		lists: {
			containers,
			processes,
			namespaces,
			images,
			volumes,
			networks,
		},
		heading,
		message,
		container,
		process,
		resource,
		resources,
		tab,
		subject,
		...detailsIn(input, {
			content, tab: drawn, subject, layout,
		}, parts),
	};
}

/**
The state with what a cursor of it follows; the same object where that is what it is on.
*/
function withCursor(state: UiState, pane: ListPaneId, cursor: Cursor): UiState {
	return cursor === state.cursors[pane] ? state : {...state, cursors: {...state.cursors, [pane]: cursor}};
}

/**
The list of images, volumes or networks that stands first, what is selected in it, and how many lines it needs.
*/
function resourceLists(input: ViewInput, parts: Parts, cursor: Cursor): {
	readonly pane?: ListPaneId;
	readonly selected?: ResourceRow | undefined;
	readonly heading: readonly string[];
	readonly lines: number;
} {
	const {state: {first, filtering}} = input;
	const kind = kindOfPane(first);
	if (kind === undefined || first === 'containers') {
		return {heading: [], lines: 0};
	}

	const rows: readonly ResourceRow[] = parts[first](input);
	const heading = headingOfResources(kind, input);
	return {
		pane: first,
		selected: rows[findCursor(rows, cursor, filtering === first)],
		heading,
		lines: linesOf(rows) + headingLines(heading, input).length,
	};
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
