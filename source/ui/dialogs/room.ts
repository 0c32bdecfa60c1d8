/**
How much room a dialog has, and lists in it.
*/
import {spansOf, type Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
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
