/**
Where header, panes and footer are on a screen of a given size.
*/
import {joinEdges, type Edges, type Rectangle} from './frame.ts';

/**
The panes in the order of their numbers and of the Tab key.
*/
export const paneIds = ['containers', 'processes', 'namespaces', 'details'] as const;

export type PaneId = typeof paneIds[number];

/**
- `wide`: all four panes, processes and namespaces side by side.
- `narrow`: panes stacked: all four on a high screen, else the containers and one other.
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

export type LayoutOptions = {
	readonly focused: PaneId;
	/**
	The pane that has the whole screen.
	*/
	readonly zoomed?: PaneId;
	/**
	The pane shown beside the containers while these are focused and there is room for two: the one that was focused last.
	*/
	readonly companion?: PaneId;
	/**
	Rows of the containers pane: it takes no more lines than these need, and never more than its share. Unlimited if absent.
	*/
	readonly containerRows?: number;
};

const leastColumns = 40;
const leastRows = 10;
const rowsForTwo = 18;
const rowsForFour = 34;
const columnsForWide = 110;
/**
Two lines and two rows.
*/
const leastHeight = 4;

/**
Divides a screen of this many columns and rows.
*/
export function arrange(columns: number, rows: number, {focused, zoomed, companion, containerRows = Infinity}: LayoutOptions): Layout {
	const mode = modeOf(columns, rows);
	if (mode === 'tooSmall') {
		return {
			mode, header: rectangle(0, 0, columns, rows), panes: [], footer: rectangle(0, rows, columns, 0),
		};
	}

	const headerHeight = mode === 'small' ? 1 : 2;
	const body = rectangle(0, headerHeight, columns, rows - headerHeight - 1);
	const shown = zoomed ?? (mode === 'small' ? focused : undefined);
	const placed = shown === undefined ? placeAll(mode, body, {focused, companion, containerRows}) : [{id: shown, rectangle: body}];
	const edges = joinEdges(placed.map(pane => pane.rectangle), placed.findIndex(({id}) => id === focused));
	return {
		mode,
		header: rectangle(0, 0, columns, headerHeight),
		panes: placed.map((pane, index) => ({...pane, edges: edges[index]!})),
		footer: rectangle(0, rows - 1, columns, 1),
	};
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

function placeAll(
	mode: LayoutMode,
	body: Rectangle,
	{focused, companion = 'processes', containerRows = Infinity}: LayoutOptions,
): readonly Place[] {
	if (mode === 'wide') {
		return placeWide(body, containerRows);
	}

	if (body.height + 3 >= rowsForFour) {
		const share = Math.min(0.34, linesFor(containerRows) / body.height);
		const rest = 1 - share;
		return stack(body, [['containers', share], ['processes', rest * 0.4], ['namespaces', rest * 0.3], ['details', rest * 0.3]]);
	}

	const share = Math.min(0.5, linesFor(containerRows) / body.height);
	const other = focused === 'containers' ? companion : focused;
	return stack(body, [['containers', share], [other === 'containers' ? 'processes' : other, 1 - share]]);
}

function placeWide(body: Rectangle, containerRows: number): readonly Place[] {
	const largest =
		body.height - Math.max(leastHeight, Math.round(body.height * 0.31)) - Math.max(leastHeight, Math.round(body.height * 0.24));
	const containers = Math.min(largest, linesFor(containerRows));
	const middle = Math.round((body.height - containers) * 0.54);
	const details = body.height - containers - middle;
	const processesWidth = Math.round(body.width * 0.57);
	const middleY = body.y + containers;
	return [
		{id: 'containers', rectangle: rectangle(0, body.y, body.width, containers)},
		{id: 'processes', rectangle: rectangle(0, middleY, processesWidth, middle)},
		{id: 'namespaces', rectangle: rectangle(processesWidth, middleY, body.width - processesWidth, middle)},
		{id: 'details', rectangle: rectangle(0, middleY + middle, body.width, details)},
	];
}

/**
Lines of a list pane with `rows` rows: its title and header, and room for a few more, so that it does not change with every container
that comes or goes.
*/
function linesFor(rows: number): number {
	return 2 + Math.max(5, Math.ceil((rows + 1) / 3) * 3);
}

function stack(body: Rectangle, parts: ReadonlyArray<readonly [PaneId, number]>): readonly Place[] {
	const heights = split(body.height, parts.map(([, share]) => share));
	let {y} = body;
	return parts.map(([id], index) => {
		const place = {id, rectangle: rectangle(0, y, body.width, heights[index]!)};
		y += heights[index]!;
		return place;
	});
}

/**
Divides a length by shares. The last part takes what rounding leaves.
*/
function split(length: number, shares: readonly number[]): readonly number[] {
	const parts = shares.slice(0, -1).map(share => Math.round(length * share));
	return [...parts, length - parts.reduce((sum, part) => sum + part, 0)];
}

function rectangle(x: number, y: number, width: number, height: number): Rectangle {
	return {
		x, y, width, height,
	};
}
