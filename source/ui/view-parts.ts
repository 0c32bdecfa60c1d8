/**
The expensive parts of a view, each made again only when something that it depends on has changed.
*/
import type {
	Image,
	Network,
	Resource,
	Volume,
} from '../model/resources/resource.ts';
import type {ContainerKey} from '../model/keys.ts';
import {hasEnded} from '../model/build/ended-processes.ts';
import type {Snapshot} from '../model/snapshot.ts';
import type {Settings} from '../settings/settings.ts';
import type {Line} from '../text/spans.ts';
import type {Theme} from '../text/theme.ts';
import {createListView} from './lists/list-view.ts';
import {createFollowing, type Following} from './lists/following.ts';
import type {ComposeAnswer} from './compose-answer.ts';
import type {EventReading} from './events/reading.ts';
import type {Inspection} from './inspection.ts';
import {createLogWindow, type LogWindow, type LogWindowInput} from './logs/log-window.ts';
import type {LogReading} from './logs/reading.ts';
import {memoBy} from './memo.ts';
import type {Layout, PaneLines, ResourcePaneId} from './layout/layout.ts';
import {createArrange} from './layout/arrange.ts';
import {createSteady} from './layout/steady.ts';
import {containerColumns} from './lists/containers/columns.ts';
import {containerRows} from './lists/containers/rows.ts';
import {shownUnits} from './lists/containers/shown-units.ts';
import type {ContainerRow} from './lists/containers/row.ts';
import {createStrayed, type Strayed} from './lists/containers/strayed.ts';
import {imageColumns} from './lists/images/columns.ts';
import {namespaceColumns} from './lists/namespaces/columns.ts';
import {namespaceRows} from './lists/namespaces/rows.ts';
import type {NamespaceRow} from './lists/namespaces/row.ts';
import {networkColumns} from './lists/networks/columns.ts';
import {processColumns} from './lists/processes/columns.ts';
import {processRows} from './lists/processes/rows.ts';
import {thingOf, type ProcessRow} from './lists/processes/row.ts';
import type {ResourceRow} from './lists/resources/row.ts';
import {resourceRows} from './lists/resources/rows.ts';
import {volumeColumns} from './lists/volumes/columns.ts';
import {kindOfPane, type ResourceReading} from './resources/reading.ts';
import {listPanes, type ListPaneId, type UiState} from './state.ts';
import type {Column} from './table/column.ts';
import type {Subject, Tab} from './tabs/tab.ts';
import type {View} from './view.ts';

export type ViewInput = {
	readonly snapshot: Snapshot;
	readonly state: UiState;
	readonly inspection: Inspection | undefined;
	readonly compose?: ComposeAnswer | undefined;
	readonly reading: LogReading | undefined;
	readonly resources: ResourceReading;
	readonly events: EventReading | undefined;
	readonly settings: Settings;
};

/**
The expensive parts of a view, each remembered by what it depends on.
*/
export type Parts = {
	containers(input: ViewInput): readonly ContainerRow[];
	readonly following: Readonly<Record<ListPaneId, Following>>;
	readonly strayed: Strayed;
	processes(input: ScopeInput): readonly ProcessRow[];
	namespaces(input: ScopeInput): readonly NamespaceRow[];
	/**
	None while another pane is the first.
	*/
	images(input: ViewInput): ReadonlyArray<ResourceRow<Image>>;
	volumes(input: ViewInput): ReadonlyArray<ResourceRow<Volume>>;
	networks(input: ViewInput): ReadonlyArray<ResourceRow<Network>>;
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

export type LinesInput = {
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
		images: createListView(imageColumns, row => row),
		volumes: createListView(volumeColumns, row => row),
		networks: createListView(networkColumns, row => row),
	};
}

function createResourceRows<Item extends Resource>(
	pane: ResourcePaneId,
	columns: ReadonlyArray<Column<ResourceRow<Item>>>,
): (input: ViewInput) => ReadonlyArray<ResourceRow<Item>> {
	const kind = kindOfPane(pane)!;
	return memoBy(
		({resources, snapshot, state: {first, filters, sorts}}) =>
			[first === pane && resources.lists[kind], first === pane && resources.counts, snapshot.engines, filters[pane], sorts[pane]],
		({resources, snapshot, state}) => state.first === pane
			? resourceRows<Item>({lists: resources.lists[kind], counts: resources.counts}, {
				pane, state, snapshot, columns,
			})
			: [],
	);
}

export function createParts(): Parts {
	const following = Object.fromEntries(listPanes.map(pane => [pane, createFollowing()])) as Record<ListPaneId, Following>;
	const {placeOf} = following.containers;
	const strayed = createStrayed();
	const rowsOfContainers = memoBy(
		({snapshot, state, strayedKey}: ViewInput & {readonly strayedKey: ContainerKey | undefined}) => {
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
				state.commands,
				isHeld && cursor.key,
				isHeld && placeOf(cursor),
				strayedKey,
			];
		},
		({snapshot, state, strayedKey}) => containerRows(snapshot, state, placeOf(state.cursors.containers), strayedKey),
	);
	return {
		following,
		strayed,
		listViews: createListViews(),
		containers: input => rowsOfContainers({...input, strayedKey: strayed.keyOf(input)}),
		processes: memoBy(
			({snapshot, state: {cursors: {processes: cursor}, filters, sorts, isTree, folded, areThreadsShown}, container}) => {
				const isHeld = cursor.key !== undefined && hasEnded(snapshot, cursor.key);
				return [
					snapshot,
					container,
					filters.processes,
					sorts.processes,
					isTree.processes,
					folded.processes,
					areThreadsShown,
					isHeld && cursor.key,
					isHeld && following.processes.placeOf(cursor),
				];
			},
			({snapshot, state, container}) => processRows(snapshot, state, container, following.processes.placeOf(state.cursors.processes)),
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
		images: createResourceRows('images', imageColumns),
		volumes: createResourceRows('volumes', volumeColumns),
		networks: createResourceRows('networks', networkColumns),
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
