/**
The layout for a state of the screen.
*/
import type {UiState} from '../state.ts';
import {
	arrange,
	paneIds,
	type Layout,
	type PaneLines,
} from './layout.ts';

/**
A function from state and content to the layout. It remembers the last layouts, so that the same object means the same places.
*/
export function createArrange(): (state: UiState, lines: PaneLines, messageLines: number) => Layout {
	let known: ReadonlyArray<{readonly print: string; readonly layout: Layout}> = [];
	return (state, lines, messageLines) => {
		const {columns, rows, focus, first, companion, isZoomed} = state;
		const print = [columns, rows, focus, first, companion, isZoomed, messageLines, ...paneIds.map(id => lines[id])].join(' ');
		let layout = known.find(each => each.print === print)?.layout;
		if (!layout) {
			layout = arrange(columns, rows, {
				focused: focus, first, ...(isZoomed && {zoomed: focus}), companion, lines, messageLines,
			});
			known = [{print, layout}, ...known.slice(0, 2)];
		}

		return layout;
	};
}
