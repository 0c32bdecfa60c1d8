/**
A pane is one record: what stands in it, and what is explained where it has the focus. It draws itself from the world at the place that
the layout gives it.
*/
import {keyWord} from '../../settings/keymap.ts';
import type {Explanation} from '../explain/explanation.ts';
import {frame, innerSize, loneEdges} from '../layout/frame.ts';
import type {PaneId} from '../layout/layout.ts';
import type {Line} from '../../text/spans.ts';
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
	const {title, note, rows} = content(world, width - 6 - number.length);
	const numbered = [{text: number}, ...(typeof title === 'string' ? [{text: title}] : title)];
	return frame({
		width, height, edges, theme, title: numbered, note, isFocused: view.state.focus === id,
	}, rows(inner.width, inner.height));
}
