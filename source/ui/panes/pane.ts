/**
A pane is one record: what stands in it, and what is explained where it has the focus. It draws itself from the world at the place that
the layout gives it.
*/
import {keyWord} from '../../settings/keymap.ts';
import type {Explanation} from '../explain/explanation.ts';
import {frame, innerSize, loneEdges} from '../layout/frame.ts';
import {
	firstPaneIds,
	isFirstPane,
	panesBeside,
	type PaneId,
} from '../layout/layout.ts';
import {
	clipLine,
	lineWidth,
	type Line,
	type Span,
} from '../../text/spans.ts';
import type {View} from '../view.ts';
import type {World} from '../world.ts';

/**
The content of a pane: title and note for its top line, and its rows, each painted and exactly as wide as it was asked for.
*/
export type PaneContent = {
	readonly title: Line;
	readonly note: Line;
	rows(width: number, height: number): readonly string[];
};

export type Pane = {
	readonly id: PaneId;
	/**
	What stands in the pane now. `titleRoom` is how many cells title and note have together.
	*/
	content(world: World, titleRoom: number): PaneContent;
	/**
	What is explained of what is selected in it.
	*/
	explanations(view: View): readonly Explanation[];
};

/**
A pane with its borders, as the rows of its canvas.
*/
export function drawPane({id, content}: Pane, world: World, width: number, height: number): readonly string[] {
	const {view, theme} = world;
	const edges = view.layout.panes.find(pane => pane.id === id)?.edges ?? loneEdges;
	const inner = innerSize(width, height, edges);
	const number = `${keyWord(view.settings.keymap, `pane-${id}`, theme.isUnicode)} `;
	const forms = outOfSight(world, id, width);
	const roomBeside = (others: readonly Span[]): number => width - 6 - number.length - lineWidth(others);
	const {title, note, rows} = content(world, roomBeside(forms.find(form => roomBeside(form) >= leastTitle) ?? forms.at(-1)!));
	// A filter and the number of tags say more than the names of other panes.
	const others = forms.find(form => lineWidth(title) <= roomBeside(form)) ?? forms.at(-1)!;
	const room = roomBeside(others);
	const numbered = [{text: number}, ...clipLine(title, room, theme.glyphs.ellipsis), ...others];
	return frame({
		width, height, edges, theme, title: numbered, note, isFocused: view.state.focus === id,
	}, rows(inner.width, inner.height));
}

/**
What the panes are called where only their name has room.
*/
const names: Readonly<Record<PaneId, readonly [long: string, short: string]>> = {
	containers: ['Containers', 'Ctr'],
	processes: ['Processes', 'Proc'],
	namespaces: ['Namespaces', 'Ns'],
	details: ['Details', 'Det'],
	images: ['Images', 'Img'],
	volumes: ['Volumes', 'Vol'],
	networks: ['Networks', 'Net'],
};

const columnsForNames = 76;
const columnsForAllNames = 100;

/**
Cells that a title has at least before the names of other panes have any.
*/
const leastTitle = 12;

/**
The panes that have no room on the screen, as tabs in the title of the last one, and those that could stand first, in the title of the one
that does: their keys, with their names where there is room. Each form takes less room than the one before. None where a pane was zoomed
on purpose.
*/
function outOfSight({view: {layout, state, settings}, theme}: World, id: PaneId, width: number): ReadonlyArray<readonly Span[]> {
	if (state.isZoomed) {
		return [[]];
	}

	const shown = layout.panes.map(pane => pane.id);
	const tabs = (panes: readonly PaneId[], areNamed: boolean): readonly Span[] => panes.flatMap((pane): readonly Span[] => [
		{text: `${areNamed ? '  ' : ' '}${keyWord(settings.keymap, `pane-${pane}`, theme.isUnicode)}`, tone: 'key'},
		...(areNamed ? [{text: ` ${names[pane][width < columnsForNames ? 1 : 0]}`, tone: 'dim' as const}] : []),
	]);
	const beside = shown.at(-1) === id ? panesBeside(state.first).filter(pane => !shown.includes(pane)) : [];
	const instead = isFirstPane(id) ? firstPaneIds.filter(pane => pane !== state.first) : [];
	return [
		[...tabs(beside, true), ...tabs(instead, width >= columnsForAllNames)],
		tabs(beside, true),
		[...tabs(beside, false), ...tabs(instead, false)],
		tabs(beside, false),
	];
}
