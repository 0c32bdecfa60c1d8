/**
A cell of a table: the text of a column for a row, in the width of the column or in the width that it needs.
*/
import {isMissing} from '../../known.ts';
import {formatMissing} from '../../text/format.ts';
import {fitLine, lineWidth, type Line} from '../../text/spans.ts';
import {cellWidth, clean, clipStart} from '../../text/clean.ts';
import type {Theme, Tone} from '../../text/theme.ts';
import type {ChosenColumn} from './choice.ts';
import type {CellContext, Column} from './column.ts';

/**
The cell as text of exactly the column's width.
*/
export function drawCell<Row>({column, width}: ChosenColumn<Row>, row: Row, {theme, now, top}: Omit<CellContext, 'width'>): string {
	const {line, tone} = cellOf(column, row, {
		width, theme, now, top,
	});
	const isCutAtStart = column.cut === 'start' && typeof line === 'string';
	return fitLine(isCutAtStart ? clipStart(line, width, theme.glyphs.ellipsis) : line, width, theme, {align: column.align, tone});
}

/**
Cells that the column needs for this row; 0 where there is nothing to show.
*/
export function neededWidth<Row>(column: Column<Row>, row: Row, theme: Theme): number {
	const value = column.value(row);
	return value === undefined ? 0 : lineWidth(cellOf(column, row, {width: Infinity, theme, now: 0}).line);
}

/**
The column as wide as its title and the longest of its cells, so that none is cut.
*/
export function widened<Row>(column: Column<Row>, rows: readonly Row[], context: Omit<CellContext, 'width'>): Column<Row> {
	let min = cellWidth(column.title);
	for (const row of rows) {
		min = Math.max(min, lineWidth(cellOf(column, row, {...context, width: Infinity}).line));
	}

	return {...column, width: {min}};
}

function cellOf<Row>(column: Column<Row>, row: Row, context: CellContext): {readonly line: Line; readonly tone: Tone} {
	const {width, theme: {glyphs, isUnicode}} = context;
	const value = column.value(row);
	if (isMissing(value)) {
		// What is gone has no numbers any more: the row says so once, and not in each of its cells.
		return value.missing === 'gone' ? {line: glyphs.nothing, tone: 'dim'} : {line: formatMissing(value, width, glyphs), tone: 'dim'};
	}

	return value === undefined
		? {line: glyphs.dash, tone: 'dim'}
		: {line: column.text?.(row, context) ?? clean(String(value), isUnicode), tone: column.tone?.(row) ?? 'normal'};
}
