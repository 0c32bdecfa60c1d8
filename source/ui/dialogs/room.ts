/**
How much room a dialog has, and lists in it.
*/
import {
	lineWidth,
	spansOf,
	type Line,
	type Span,
} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import {mostFooterLines} from '../layout/layout.ts';
import type {UiState} from '../state.ts';
import {scrollTop} from '../table/table.ts';
import type {Room} from './dialog.ts';

/**
Border and padding at both sides.
*/
const margins = 4;

/**
Room that a dialog has on a screen of this size.
*/
export function dialogRoom({columns, rows}: Pick<UiState, 'columns' | 'rows'>): Room {
	return {width: Math.max(10, Math.min(columns - 2 - margins, 96)), height: Math.max(3, dialogRows(rows) - 3)};
}

/**
Rows at the top of a screen in whose middle dialogs stand: a message and the keys are never covered.
*/
export function dialogRows(rows: number): number {
	return rows - mostFooterLines(rows);
}

/**
Cells before each line of a list that say which is chosen.
*/
export const choiceMark = 2;

/**
Stands where a filter leaves nothing.
*/
export const nothingMatches: Line = [{text: 'Nothing matches.', tone: 'dim'}];

/**
A list with one line chosen, scrolled so that it is in sight.
*/
export function choices(lines: readonly Line[], cursor: number, height: number, theme: Theme): readonly Line[] {
	if (lines.length === 0) {
		return [nothingMatches];
	}

	const top = scrollTop(cursor - Math.floor(height / 2), cursor, height, lines.length);
	return lines.slice(top, top + height).map((line, index): Line => {
		const spans = spansOf(line);
		const isChosen = top + index === cursor;
		const marked = [{text: isChosen ? `${theme.glyphs.selected} ` : '  '}, ...spans];
		return isChosen ? marked.map(({text}) => ({text, tone: 'selected' as const})) : marked;
	});
}

/**
Some words would take more room than the list that they explain; these begin with what matters.
*/
const mostWordRows = 4;

/**
One choice, and the words that explain it.
*/
type Explained = {readonly name: readonly Span[]; readonly words: string};

/**
A list with one line chosen, each with its words behind its name. Where some have no room there and the screen has enough, those of the
chosen one stand whole below the list.
*/
export function explainedChoices(all: readonly Explained[], cursor: number, {width, height}: Room, theme: Theme): readonly Line[] {
	const lines = all.map(({name, words}): Line => [...name, {text: words, tone: 'dim'}]);
	const isWhole = lines.every(line => choiceMark + lineWidth(line) <= width);
	const wrapped = all.map(({words}) => wrap(words, width - choiceMark).slice(0, mostWordRows));
	// The longest of them decides, so that the box stays as it is while the choice moves.
	const rows = Math.max(0, ...wrapped.map(texts => texts.length));
	const chosen = wrapped[cursor];
	if (isWhole || !chosen || lines.length + 1 + rows > height) {
		return choices(lines, cursor, height, theme);
	}

	const below = Array.from({length: rows}, (_, row): Line => [{text: `${' '.repeat(choiceMark)}${chosen[row] ?? ''}`}]);
	return [...choices(lines, cursor, lines.length, theme), '', ...below];
}
