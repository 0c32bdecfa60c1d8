/**
Where header, panes and footer are on a screen of a given size.
*/
import {divide, type Strip} from './heights.ts';
import {joinEdges, type Edges, type Rectangle} from './frame.ts';

/**
The panes in the order of their numbers.
*/
export const paneIds = ['containers', 'processes', 'namespaces', 'details', 'images', 'volumes', 'networks'] as const;

export type PaneId = typeof paneIds[number];

/**
The panes that stand first, each in the place of the others.
*/
export const firstPaneIds = ['containers', 'images', 'volumes', 'networks'] as const satisfies readonly PaneId[];

export type FirstPaneId = typeof firstPaneIds[number];

export const resourcePaneIds = ['images', 'volumes', 'networks'] as const satisfies readonly FirstPaneId[];

export type ResourcePaneId = typeof resourcePaneIds[number];

export function isFirstPane(id: PaneId): id is FirstPaneId {
	return (firstPaneIds as readonly PaneId[]).includes(id);
}

/**
The panes that are there while this one is the first, in the order of the Tab key: images, volumes and networks have neither processes nor
namespaces.
*/
export function panesBeside(first: FirstPaneId): readonly PaneId[] {
	return first === 'containers' ? ['containers', 'processes', 'namespaces', 'details'] : [first, 'details'];
}

/**
- `wide`: all panes, namespaces and details side by side.
- `narrow`: panes stacked: all on a high screen, else the containers and one other.
- `small`: the focused pane alone.
- `tooSmall`: nothing but a notice that says so.
*/
type LayoutMode = 'wide' | 'narrow' | 'small' | 'tooSmall';

export type PlacedPane = {readonly id: PaneId; readonly rectangle: Rectangle; readonly edges: Edges};

/**
The parts fill the screen without gap or overlap. When it is too small, the header's rectangle is the whole screen, for the notice, and
the others are empty.
*/
export type Layout = {
	readonly mode: LayoutMode;
	readonly header: Rectangle;
	readonly panes: readonly PlacedPane[];
	readonly footer: Rectangle;
};

/**
How many lines of content the panes have.
*/
export type PaneLines = Readonly<Partial<Record<PaneId, number>>>;

export type LayoutOptions = {
	readonly focused: PaneId;
	/**
	The one that stands first; the focused one or, where that is none of these, the containers if absent.
	*/
	readonly first?: FirstPaneId;
	/**
	The pane that has the whole screen.
	*/
	readonly zoomed?: PaneId;
	/**
	The pane shown beside the containers while these are focused and there is room for two: the one that was focused last.
	*/
	readonly companion?: PaneId;
	/**
	Lines of content of each pane, its header included. Unlimited where one is absent.
	*/
	readonly lines?: PaneLines;
	/**
	Lines of the message above the keys.
	*/
	readonly messageLines?: number;
};

const leastColumns = 40;
const leastRows = 10;
const rowsForTwo = 18;
const rowsForLongMessage = 24;
const rowsForFour = 34;
const columnsForWide = 100;
/**
Lines that panes side by side have, however short one of them is.
*/
const leastBeside = 8;

/**
Divides a screen of this many columns and rows.
*/
export function arrange(columns: number, rows: number, options: LayoutOptions): Layout {
	const {focused, zoomed, messageLines = 0} = options;
	const mode = modeOf(columns, rows);
	if (mode === 'tooSmall') {
		return {
			mode, header: rectangle(0, 0, columns, rows), panes: [], footer: rectangle(0, rows, columns, 0),
		};
	}

	const headerHeight = mode === 'small' ? 1 : 2;
	const footerHeight = Math.min(1 + messageLines, mostFooterLines(rows));
	const body = rectangle(0, headerHeight, columns, rows - headerHeight - footerHeight);
	const shown = zoomed ?? (mode === 'small' ? focused : undefined);
	const placed = shown === undefined ? stack(body, stripsOf(mode, options, {columns, rows}), options) : [{id: shown, rectangle: body}];
	const edges = joinEdges(placed.map(pane => pane.rectangle), placed.findIndex(({id}) => id === focused));
	return {
		mode,
		header: rectangle(0, 0, columns, headerHeight),
		panes: placed.map((pane, index) => ({...pane, edges: edges[index]!})),
		footer: rectangle(0, rows - footerHeight, columns, footerHeight),
	};
}

/**
Lines that the keys and the longest message take from a screen with this many rows.
*/
export function mostFooterLines(rows: number): number {
	return rows < rowsForLongMessage ? 3 : 4;
}

function modeOf(columns: number, rows: number): LayoutMode {
	if (columns < leastColumns || rows < leastRows) {
		return 'tooSmall';
	}

	if (rows < rowsForTwo) {
		return 'small';
	}

	return columns < columnsForWide ? 'narrow' : 'wide';
}

type Place = {readonly id: PaneId; readonly rectangle: Rectangle};

/**
Panes side by side, the first of the given width, and their share of the lines.
*/
type Row = {readonly ids: readonly PaneId[]; readonly share: number; readonly firstWidth?: number};

/**
A message that comes and goes takes lines from the panes, and none of the panes: what counts are the rows of the screen.
*/
function stripsOf(
	mode: LayoutMode,
	{focused, first = isFirstPane(focused) ? focused : 'containers', companion = 'processes'}: LayoutOptions,
	{columns, rows}: {readonly columns: number; readonly rows: number},
): readonly Row[] {
	if (first !== 'containers') {
		return [{ids: [first], share: 55}, {ids: ['details'], share: 45}];
	}

	if (mode === 'wide') {
		return [
			{ids: ['containers'], share: 40},
			{ids: ['processes'], share: 28},
			{ids: ['namespaces', 'details'], share: 32, firstWidth: namespacesWidth(columns)},
		];
	}

	if (rows >= rowsForFour) {
		return [
			{ids: ['containers'], share: 34},
			{ids: ['processes'], share: 26},
			{ids: ['namespaces'], share: 20},
			{ids: ['details'], share: 20},
		];
	}

	const other = focused === 'containers' ? companion : focused;
	return [{ids: ['containers'], share: 50}, {ids: [other === 'containers' ? 'processes' : other], share: 50}];
}

/**
The numbers of the namespaces, and some names of those that share them; the rest is the details'.
*/
function namespacesWidth(columns: number): number {
	return Math.min(60, Math.max(34, Math.round(columns * 0.32)));
}

function stack(body: Rectangle, rows: readonly Row[], {lines = {}}: LayoutOptions): readonly Place[] {
	const strips = rows.map(({ids, share}, index): Strip => {
		// A line at the top of each, and one at the bottom of the last.
		const frame = index === rows.length - 1 ? 2 : 1;
		const heights = ids.map(id => (lines[id] ?? Infinity) + frame);
		const longest = Math.max(...heights);
		const need = Math.max(Math.min(...heights), Math.min(longest, leastBeside));
		return {share, need: Math.min(body.height, need), use: Math.min(body.height, longest)};
	});
	const heights = divide(body.height, strips);
	let {y} = body;
	return rows.flatMap(({ids, firstWidth = body.width}, index) => {
		const height = heights[index]!;
		const top = y;
		y += height;
		return ids.map((id, place) => ({
			id,
			rectangle: place === 0 ? rectangle(0, top, firstWidth, height) : rectangle(firstWidth, top, body.width - firstWidth, height),
		}));
	});
}

function rectangle(x: number, y: number, width: number, height: number): Rectangle {
	return {
		x, y, width, height,
	};
}
