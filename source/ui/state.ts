/**
The state of the screen: what the person chose, and nothing that can be computed from the snapshot. Plain data; every change goes
through the functions here, which are pure.
*/
import type {ShownFileName} from '../kernel/pid/shown-files.ts';
import type {CommandRun} from './commands.ts';
import type {AnyDialog} from './dialogs/index.ts';
import {isFirstPane, type FirstPaneId, type PaneId} from './layout/layout.ts';
import type {ShownUnits} from './lists/containers/shown-units.ts';
import {beginLog, initialLogChoice, type LogChoice} from './logs/choice.ts';
import type {Awaited} from './awaited.ts';
import type {Notice, Progress} from './messages.ts';
import type {SubjectKind} from './tabs/tab.ts';
import {currentTab} from './tabs/index.ts';

/**
The panes that are lists with a cursor.
*/
export type ListPaneId = Exclude<PaneId, 'details'>;

export const listPanes = [
	'containers', 'processes', 'namespaces', 'images', 'volumes', 'networks',
] as const satisfies readonly ListPaneId[];

/**
The lists that can be trees.
*/
export type TreePaneId = 'containers' | 'processes';

/**
The cursor follows a thing: the key of its row. The index is where that row was, for the case that the thing is gone.
*/
export type Cursor = {readonly key: string | undefined; readonly index: number};

/**
What a list is sorted by. `part` is one of several numbers in a column.
*/
export type Sort = {readonly column: string; readonly part?: string; readonly isDescending: boolean};

/**
The dialog that is open, with what it is about. Each record in `dialogs/` says what its own is.
*/
export type Dialog = AnyDialog;

export type UiState = {
	readonly columns: number;
	readonly rows: number;
	readonly focus: PaneId;
	/**
	The pane that stands first.
	*/
	readonly first: FirstPaneId;
	/**
	The pane beside the containers where there is room for two: the one that was focused last.
	*/
	readonly companion: Exclude<PaneId, FirstPaneId>;
	readonly cursors: Readonly<Record<ListPaneId, Cursor>>;
	/**
	First visible row of each list, as it was drawn last.
	*/
	readonly tops: Readonly<Record<ListPaneId, number>>;
	readonly sorts: Readonly<Record<ListPaneId, Sort>>;
	readonly filters: Readonly<Record<ListPaneId, string>>;
	/**
	When the filter of the containers was changed last, in milliseconds since the epoch by the clock of the snapshots: it holds also for
	what had died by then.
	*/
	readonly filteredAt: number;
	/**
	The pane whose filter is being typed.
	*/
	readonly filtering: ListPaneId | undefined;
	readonly isTree: Readonly<Record<TreePaneId, boolean>>;
	/**
	Whether containers of a project are below a row of that project, where they are a tree.
	*/
	readonly isGrouped: boolean;
	/**
	Keys of the rows of each tree below which nothing is shown.
	*/
	readonly folded: Readonly<Record<TreePaneId, ReadonlySet<string>>>;
	/**
	Whether the processes are followed by their threads.
	*/
	readonly areThreadsShown: boolean;
	readonly tagged: ReadonlySet<string>;
	readonly isZoomed: boolean;
	readonly isFrozen: boolean;
	readonly showStopped: boolean;
	/**
	Which rows stand for what is in no container; undefined until one of them was chosen.
	*/
	readonly units: ShownUnits | undefined;
	readonly namespacesOf: 'container' | 'host';
	/**
	What the details pane is about: the selected container, the selected process, or what is selected of another first pane.
	*/
	readonly subject: SubjectKind;
	readonly tab: string;
	/**
	The tab that each other first pane had when it was left.
	*/
	readonly leftTabs: Readonly<Partial<Record<FirstPaneId, string>>>;
	/**
	First line in sight of the details; beyond the last one while their end is followed.
	*/
	readonly detailsScroll: number;
	/**
	What is looked for in the text of the details; empty where nothing is.
	*/
	readonly search: string;
	readonly isSearching: boolean;
	/**
	Whether no key was pressed yet in the field that is open: what was in it is replaced by what is typed.
	*/
	readonly isFieldFresh: boolean;
	/**
	The line of the details that the search has come to.
	*/
	readonly hit: number | undefined;
	/**
	The file that the tab of /proc files shows.
	*/
	readonly file: ShownFileName;
	/**
	How many slots before the end of the graph the moment is that is looked at.
	*/
	readonly slotsBack: number;
	/**
	Key of the process or container whose secrets are shown, until something else is selected. Never kept beyond that.
	*/
	readonly secretsOf: string | undefined;
	readonly log: LogChoice;
	/**
	Commands of Compose, the newest last.
	*/
	readonly commands: readonly CommandRun[];
	readonly dialog: Dialog | undefined;
	readonly notice: Notice | undefined;
	readonly progress: readonly Progress[];
	/**
	Containers of which is to be told when they end.
	*/
	readonly awaited: readonly Awaited[];
};

/**
The state a screen begins with.
*/
export function initialState(columns: number, rows: number): UiState {
	const top: Cursor = {key: undefined, index: 0};
	return {
		columns,
		rows,
		focus: 'containers',
		first: 'containers',
		companion: 'processes',
		cursors: ofLists(() => top),
		tops: ofLists(() => 0),
		sorts: {
			containers: {column: 'cpu', isDescending: true},
			processes: {column: 'pid', isDescending: false},
			namespaces: {column: 'kind', isDescending: false},
			images: {column: 'image', isDescending: false},
			volumes: {column: 'volume', isDescending: false},
			networks: {column: 'network', isDescending: false},
		},
		filters: ofLists(() => ''),
		filteredAt: 0,
		filtering: undefined,
		isTree: {containers: true, processes: true},
		isGrouped: false,
		folded: {containers: new Set(), processes: new Set()},
		areThreadsShown: false,
		tagged: new Set(),
		isZoomed: false,
		isFrozen: false,
		showStopped: true,
		units: undefined,
		namespacesOf: 'container',
		subject: 'container',
		tab: 'stats',
		leftTabs: {},
		detailsScroll: 0,
		search: '',
		isSearching: false,
		isFieldFresh: false,
		hit: undefined,
		file: 'status',
		slotsBack: 0,
		secretsOf: undefined,
		log: initialLogChoice,
		commands: [],
		dialog: undefined,
		notice: undefined,
		progress: [],
		awaited: [],
	};
}

function ofLists<Value>(make: (pane: ListPaneId) => Value): Readonly<Record<ListPaneId, Value>> {
	return Object.fromEntries(listPanes.map(pane => [pane, make(pane)])) as Record<ListPaneId, Value>;
}

/**
What the details are about while this pane has the focus; undefined where that stays.
*/
const subjects: Readonly<Partial<Record<PaneId, SubjectKind>>> = {
	containers: 'container', processes: 'process', images: 'image', volumes: 'volume', networks: 'network',
};

/**
Moves the focus; the details follow what one looks at. Processes and namespaces are there beside the containers alone.
*/
export function focusPane(state: UiState, focus: PaneId): UiState {
	const first = isFirstPane(focus) ? focus : (focus === 'details' ? state.first : 'containers');
	const isOther = first !== state.first;
	const subject = subjects[focus] ?? (isOther ? 'container' : state.subject);
	const focused: UiState = {
		...state,
		focus,
		first,
		subject,
		companion: isFirstPane(focus) ? state.companion : focus,
		...(isOther && {tab: state.leftTabs[first] ?? '', leftTabs: {...state.leftTabs, [state.first]: state.tab}, search: ''}),
	};
	return subject === state.subject ? focused : {...beginDetails(focused), secretsOf: undefined};
}

/**
The details from where they are read first, as whenever they are about something else.
*/
export function beginDetails(state: UiState): UiState {
	return {
		...state, detailsScroll: currentTab(state).isReadFromEnd ? Infinity : 0, hit: undefined, log: beginLog(state.log),
	};
}

/**
Moves the cursor of a list; `seen` is the thing that it was on, which only the view knows where nobody has chosen one yet.
*/
export function setCursor(state: UiState, pane: ListPaneId, cursor: Cursor, seen?: string): UiState {
	const before = state.cursors[pane];
	const was = before.key ?? seen;
	const isOther = cursor.key !== was;
	// The first move may stay on the row where the cursor began.
	const isOtherThing = isOther && (was !== undefined || before.index !== cursor.index);
	const cursors = {...state.cursors, [pane]: cursor};
	const start: Cursor = {key: undefined, index: 0};
	// Another container has other processes: their lists begin at the top.
	const below =
		isOtherThing && pane === 'containers'
			? {processes: start, namespaces: state.namespacesOf === 'host' ? state.cursors.namespaces : start}
			: {};
	const moved: UiState = {...state, cursors: {...cursors, ...below}};
	return isOther ? {...beginDetails(moved), secretsOf: undefined} : moved;
}

/**
Filters a pane; `at` is when the snapshot was taken that the person sees.
*/
export function setFilter(state: UiState, pane: ListPaneId, text: string, at = state.filteredAt): UiState {
	return {...state, filters: {...state.filters, [pane]: text}, filteredAt: pane === 'containers' ? at : state.filteredAt};
}

/**
Sorts a pane by a column in a direction.
*/
export function setSort(state: UiState, pane: ListPaneId, sort: Sort): UiState {
	return {...state, sorts: {...state.sorts, [pane]: sort}};
}

/**
Folds these rows of a tree, and no others.
*/
export function setFolded(state: UiState, pane: TreePaneId, keys: ReadonlySet<string>): UiState {
	return {...state, folded: {...state.folded, [pane]: keys}};
}

export function toggleTag(state: UiState, key: string): UiState {
	const tagged = new Set(state.tagged);
	if (!tagged.delete(key)) {
		tagged.add(key);
	}

	return {...state, tagged};
}

/**
Takes the tag from what has been acted on.
*/
export function untag(state: UiState, key: string): UiState {
	return state.tagged.has(key) ? toggleTag(state, key) : state;
}

export function openDialog(state: UiState, dialog: Dialog): UiState {
	return {
		...state, dialog, notice: undefined, filtering: undefined,
	};
}

export function closeDialog(state: UiState): UiState {
	// Whoever closes the list of failures has read them.
	return {...state, dialog: undefined, notice: state.dialog?.kind === 'failures' ? undefined : state.notice};
}

export function resize(state: UiState, columns: number, rows: number): UiState {
	return {...state, columns, rows};
}
