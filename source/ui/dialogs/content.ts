/**
What stands in a dialog, as finished lines; the component only puts a border around it.
*/
import {keysOf, withKeys} from '../../settings/keymap.ts';
import {sortableColumns} from '../lists/index.ts';
import {fitLine, lineWidth, type Line} from '../../text/spans.ts';
import {signals} from '../actions/signals.ts';
import type {Dialog, UiState} from '../state.ts';
import {scrollTop} from '../table/table.ts';
import {
	cellWidth,
	clean,
	clip,
	pad,
} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {World} from '../world.ts';
import {wrap} from '../../text/wrap.ts';
import {answerHint, canBeDone, confirmLines} from './confirm.ts';
import {confirmEntryLines, entryLines} from './entry.ts';
import {menuEntries} from './menu.ts';
import {sheetLines, sheetTitle} from './sheet.ts';
import {nameOf, question} from './words.ts';

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
Border and padding at both sides.
*/
const margins = 4;

/**
Room that a dialog has on a screen of this size, without its borders.
*/
export function dialogRoom({columns, rows}: Pick<UiState, 'columns' | 'rows'>): {readonly width: number; readonly height: number} {
	return {width: Math.max(10, Math.min(columns - 2 - margins, 96)), height: Math.max(3, rows - 5)};
}

/**
The content of the open dialog.
*/
export function dialogContent(dialog: Dialog, world: World): DialogContent {
	const {width, height} = dialogRoom(world.view.state);
	const {theme, view: {settings: {keymap}}} = world;
	switch (dialog.kind) {
		case 'help':
		case 'explain':
		case 'members':
		case 'failures': {
			const lines = sheetLines(dialog, world, width);
			// Processes of a namespace end while one reads.
			const top = Math.max(0, Math.min(dialog.scroll, lines.length - height));
			return finish(
				sheetTitle(dialog),
				lines.slice(top, top + height),
				`${theme.glyphs.up}${theme.glyphs.down} scroll  Esc close`,
				width,
				theme,
			);
		}

		case 'entry': {
			const {lines, cursor} = entryLines(dialog, theme);
			return finish(
				`Host shell in ${clean(nameOf(dialog.target), theme.isUnicode)}`,
				choices(lines, cursor, height, theme),
				`${theme.glyphs.enter} choose  Space tick  Esc close`,
				width,
				theme,
			);
		}

		case 'confirm-entry': {
			return finish(
				'Run this on the host?',
				confirmEntryLines(dialog, {width: Math.min(width, 76), height}, theme),
				answerHint(dialog, theme),
				width,
				theme,
				true,
			);
		}

		case 'menu': {
			const entries = menuEntries(world.view, dialog.targets, world.isReadOnly);
			const lines = entries.map(({id, title, help}): Line => [
				{text: pad(keysOf(keymap, id)[0] ?? '', 3), tone: 'key'},
				{text: pad(title, 14)},
				{text: withKeys(help, keymap, theme.isUnicode), tone: 'dim'},
			]);
			const [first] = dialog.targets;
			const title = dialog.targets.length === 1 && first ? clean(nameOf(first), theme.isUnicode) : `${dialog.targets.length} tagged`;
			return finish(
				title,
				lines.length > 0 ? choices(lines, dialog.cursor, height, theme) : ['Nothing can be done with it here.'],
				`${theme.glyphs.enter} choose  Esc close`,
				width,
				theme,
			);
		}

		case 'sort': {
			const lines = sortableColumns(dialog.pane).map(({title, help}): Line => [
				{text: pad(title.split(/ {2,}/, 1)[0]!, 14)},
				{text: help, tone: 'dim'},
			]);
			return finish(
				`Sort ${dialog.pane} by`,
				choices(lines, dialog.cursor, height, theme),
				`${theme.glyphs.enter} choose or turn round  Esc close`,
				width,
				theme,
			);
		}

		case 'signals': {
			const lines = signals.map(({name, number, help}): Line => [
				{text: pad(String(number), 3, 'right'), tone: 'dim'},
				{text: ` ${pad(name, 11)}`},
				{text: help, tone: 'dim'},
			]);
			const [first] = dialog.targets;
			const title =
				dialog.targets.length === 1 && first
					? `Signal for ${clean(nameOf(first), theme.isUnicode)}`
					: `Signal for ${dialog.targets.length} tagged`;
			return finish(
				title,
				choices(lines, dialog.cursor, Math.min(height, 14), theme),
				`${theme.glyphs.enter} choose  Esc close`,
				width,
				theme,
			);
		}

		case 'confirm': {
			const lines = confirmLines(dialog, world.view, {width: Math.min(width, 66), height}, theme);
			return finish(
				clean(question(dialog.operation, dialog.targets), theme.isUnicode),
				lines,
				canBeDone(dialog, world.view) ? answerHint(dialog, theme) : 'n close',
				width,
				theme,
				true,
			);
		}

		case 'command': {
			const lines: Line[] = [
				...wrap(clean(dialog.reason, theme.isUnicode), Math.min(width, 66)),
				'',
				[{text: '> ', tone: 'key'}, {text: clean(dialog.text, theme.isUnicode)}, {text: ' ', tone: 'selected'}],
			];
			return finish('Command to run', lines, `${theme.glyphs.enter} run  Esc close`, width, theme);
		}
	}
}

/**
A list with one line chosen, scrolled so that it is in sight.
*/
function choices(lines: readonly Line[], cursor: number, height: number, theme: Theme): readonly Line[] {
	const top = scrollTop(cursor - Math.floor(height / 2), cursor, height, lines.length);
	return lines.slice(top, top + height).map((line, index): Line => {
		const spans = typeof line === 'string' ? [{text: line}] : line;
		const isChosen = top + index === cursor;
		const marked = [{text: isChosen ? `${theme.glyphs.selected} ` : '  '}, ...spans];
		return isChosen ? marked.map(({text}) => ({text, tone: 'selected' as const})) : marked;
	});
}

function finish(title: string, lines: readonly Line[], hint: string, room: number, theme: Theme, isDangerous = false): DialogContent {
	const {ellipsis} = theme.glyphs;
	const width = Math.min(room, Math.max(cellWidth(title) + 2, cellWidth(hint) + 2, ...lines.map(line => lineWidth(line))));
	// Title and hint stand in the border, between a piece of it at either side.
	return {
		title: clip(title, width - 1, ellipsis),
		rows: lines.map(line => fitLine(line, width, theme)),
		hint: clip(hint, width - 1, ellipsis),
		width,
		isDangerous,
	};
}
