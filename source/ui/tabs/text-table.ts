/**
A small table within a tab: the texts of each column stand below its title, with as much room as the longest of them takes.
*/
import {
	cellWidth,
	clipMiddle,
	pad,
	type Align,
} from '../../text/clean.ts';
import type {Line, Span} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';

/**
A column for rows of any kind. Its texts are clean. A longer one than `most` cells loses its middle.
*/
type TextColumn<Row> = {
	readonly title: string;
	readonly align?: Align;
	readonly most?: number;
	cell(row: Row): Span;
};

/**
The header and a line for each row. The last column is not padded, and so never too wide for itself.
*/
export function textTable<Row>(columns: ReadonlyArray<TextColumn<Row>>, rows: readonly Row[], {glyphs}: Theme): readonly Line[] {
	const drawn = columns.map(({title, align, most = Infinity, cell}, index) => {
		const isLast = index === columns.length - 1;
		const spans = rows.map(row => cell(row)).map(span => ({...span, text: clipMiddle(span.text, most, glyphs.ellipsis)}));
		const width = isLast ? 0 : Math.max(cellWidth(title), ...spans.map(({text}) => cellWidth(text)));
		const placed = (span: Span): Span => ({...span, text: `${pad(span.text, width, align)}${isLast ? '' : '  '}`});
		return {title: placed({text: title, tone: 'header'}), cells: spans.map(span => placed(span))};
	});
	return [drawn.map(({title}) => title), ...rows.map((_row, index) => drawn.map(({cells}) => cells[index]!))];
}
