/**
What stands in the open dialog, as finished rows; the component only puts a border around it.
*/
import {
	cellWidth,
	clean,
	clip,
	clipMiddle,
} from '../../text/clean.ts';
import {fitLine, lineWidth} from '../../text/spans.ts';
import type {Dialog} from '../state.ts';
import type {World} from '../world.ts';
import {dialogOf} from './index.ts';
import {dialogRoom} from './room.ts';
import {searchHint, searchOf} from './search.ts';

export type DialogContent = {
	readonly title: string;
	/**
	Painted, all of the same width.
	*/
	readonly rows: readonly string[];
	/**
	Keys, for the bottom line.
	*/
	readonly hint: string;
	readonly width: number;
	readonly isDangerous: boolean;
};

/**
The content of the open dialog.
*/
export function dialogContent(dialog: Dialog, world: World): DialogContent {
	const room = dialogRoom(world.view.state);
	const draft = dialogOf(dialog).draw(dialog, world, room);
	const {lines, note, isDangerous = false} = draft;
	const {theme} = world;
	const words = searchOf(dialog)?.words ?? '';
	const title = [draft.title, words && `/${clean(words, theme.isUnicode)}`, note].filter(Boolean).join('  ');
	const hint = `${draft.hint}${searchHint(dialog, world)}`;
	const {ellipsis} = theme.glyphs;
	const width = Math.min(room.width, Math.max(cellWidth(title) + 2, cellWidth(hint) + 2, ...lines.map(line => lineWidth(line))));
	// Title and hint stand in the border, between a piece of it at either side.
	return {
		title: clipMiddle(title, width - 1, ellipsis),
		rows: lines.map(line => fitLine(line, width, theme)),
		hint: clip(hint, width - 1, ellipsis),
		width,
		isDangerous,
	};
}
