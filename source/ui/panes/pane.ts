/**
A pane draws itself from the world at the place the layout gives it.
*/
import {frame, innerSize, loneEdges} from '../layout/frame.ts';
import type {PaneId} from '../layout/layout.ts';
import type {Line} from '../../text/spans.ts';
import type {World} from '../world.ts';

/**
The content of a pane: title and note for its top line, and its rows, each painted and exactly as wide as it was asked for.
*/
export type PaneContent = {
	readonly title: Line;
	readonly note: Line;
	rows(width: number, height: number): readonly string[];
};

/**
A pane with its borders, as the rows of its canvas.
*/
export function drawPane(id: PaneId, world: World, content: PaneContent, width: number, height: number): readonly string[] {
	const {view, theme} = world;
	const edges = view.layout.panes.find(pane => pane.id === id)?.edges ?? loneEdges;
	const inner = innerSize(width, height, edges);
	return frame({
		width, height, edges, theme, title: content.title, note: content.note, isFocused: view.state.focus === id,
	}, content.rows(inner.width, inner.height));
}
