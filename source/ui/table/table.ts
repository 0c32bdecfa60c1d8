/**
A table as rows of text: header, the rows that are in sight, a mark at the row under the cursor and a thumb that tells where in a long
list one is.
*/
import {
	cellWidth,
	clip,
	fit,
	pad,
} from '../../text/clean.ts';
import type {Theme, Tone} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import {drawCell} from './cell.ts';
import type {ColumnChoice} from './choice.ts';
import type {Column, Scale} from './column.ts';

/**
Cells of a table that are not columns: the mark at the left, the scroll thumb at the right.
*/
export const tableMargins = 2;

/**
What a row is about, its place in the tree, and how many rows are folded into it.
*/
type Thing = {
	readonly thing: WeakKey;
	readonly isLastAt: readonly boolean[];
	readonly hiddenLevels?: number | undefined;
	readonly foldedRows?: number | undefined;
};

export type Table<Row extends WeakKey> = {
	/**
	Chosen for `width` less `tableMargins`.
	*/
	readonly choice: ColumnChoice<Row>;
	readonly rows: readonly Row[];
	/**
	Index of the row under the cursor, undefined without one.
	*/
	readonly cursorIndex: number | undefined;
	/**
	Index of the first row in sight.
	*/
	readonly top: number;
	readonly width: number;
	readonly height: number;
	readonly theme: Theme;
	readonly isFocused: boolean;
	readonly now: number;
	readonly sort?: {readonly id: string; readonly isDescending: boolean};
	isTagged?(row: Row): boolean;
	/**
	What a row is about: an object that is another one as soon as anything about it is. Cells that do not move are drawn once for it and
	its place in the tree.
	*/
	thingOf?(row: Row): Thing;
	/**
	Look of a whole row that overrides its cells', as for what has died. A function of the row alone.
	*/
	rowTone?(row: Row): Tone | undefined;
	/**
	Said where there are no rows: one line, or several texts that are wrapped, of which the first says most.
	*/
	readonly emptyText?: string | readonly string[];
};

/**
Rows in sight at this height: one line is the header's, if there is more than one.
*/
export function tableBodyHeight(height: number): number {
	return height > 1 ? height - 1 : Math.max(0, height);
}

/**
Index of the first row in sight, moved as little as needed for the cursor to be in sight and for no line to be blank while rows are out
of sight.
*/
export function scrollTop(previousTop: number, cursor: number, bodyHeight: number, count: number): number {
	const seenRows = Math.max(1, bodyHeight);
	const lowest = Math.max(0, count - seenRows);
	const seen = Math.max(cursor - seenRows + 1, Math.min(previousTop, cursor));
	return Math.min(lowest, Math.max(0, seen));
}

/**
The table as `height` rows of exactly `width` cells.
*/
export function drawTable<Row extends WeakKey>(table: Table<Row>): string[] {
	const {rows, top, width, height, theme} = table;
	if (width <= tableMargins || height <= 0) {
		return Array.from({length: Math.max(0, height)}, () => ' '.repeat(Math.max(0, width)));
	}

	const bodyHeight = tableBodyHeight(height);
	const scales = scalesOf(table, bodyHeight);
	const lines = height > 1 ? [drawHeader(table, scales)] : [];
	if (rows.length === 0) {
		return [...lines, ...drawEmpty(table, bodyHeight)];
	}

	const thumb = thumbRange(top, bodyHeight, rows.length);
	for (let line = 0; line < bodyHeight; line++) {
		const row = rows[top + line];
		const isThumb = line >= thumb.from && line < thumb.to;
		lines.push(
			(row === undefined ? ' '.repeat(width - 1) : drawRow(table, row, {isSelected: top + line === table.cursorIndex, scales}))
			+ (isThumb ? theme.paint('dim', theme.glyphs.scrollThumb) : ' '),
		);
	}

	return lines;
}

/**
The scales of the columns that have one, for the rows in sight.
*/
type Scales = ReadonlyArray<Scale | undefined>;

function scalesOf<Row extends WeakKey>({choice, rows, top, theme}: Table<Row>, bodyHeight: number): Scales {
	return choice.columns.map(({column, width}) => column.scale?.(rows.slice(top, top + bodyHeight), width, theme));
}

function drawHeader<Row extends WeakKey>({choice, width, theme, sort}: Table<Row>, scales: Scales): string {
	const cells = choice.columns.map(({column: chosen, width: cells}, index) => {
		const title = scales[index]?.title;
		const column = title === undefined ? chosen : {...chosen, title, shortTitle: title};
		if (column.id !== sort?.id) {
			return theme.paint('header', fit(titleIn(column, cells), cells, column.align, theme.glyphs.ellipsis));
		}

		// The mark stands where the text does not end, so that a title keeps its place when it is sorted by.
		const mark = sort.isDescending ? theme.glyphs.descending : theme.glyphs.ascending;
		const shown = clip(titleIn(column, cells - 1), cells - 1, theme.glyphs.ellipsis);
		return theme.paint('headerSorted', pad(column.align === 'right' ? mark + shown : shown + mark, cells, column.align));
	});
	return ' ' + fillRow(cells, choice, width - tableMargins) + ' ';
}

function titleIn<Row>({title, shortTitle = title}: Column<Row>, room: number): string {
	return cellWidth(title) <= room ? title : shortTitle;
}

function drawEmpty<Row extends WeakKey>({width, theme, emptyText = ''}: Table<Row>, height: number): string[] {
	const {ellipsis} = theme.glyphs;
	const texts = typeof emptyText === 'string' ? [emptyText] : emptyLines(emptyText, width, ellipsis);
	const top = Math.max(0, Math.floor((height - texts.length) / 3));
	return Array.from({length: height}, (_, line) => {
		const text = texts[line - top];
		return text === undefined
			? ' '.repeat(width)
			: theme.paint(typeof emptyText === 'string' ? 'dim' : 'normal', fit(text, width, 'center', ellipsis));
	});
}

/**
The texts that stand in place of rows, in lines for this width.
*/
export function emptyLines(texts: readonly string[], width: number, ellipsis: string): readonly string[] {
	return texts.flatMap(text => wrap(text, width - tableMargins, ellipsis));
}

function drawRow<Row extends WeakKey>(
	table: Table<Row>,
	row: Row,
	{isSelected, scales}: {readonly isSelected: boolean; readonly scales: Scales},
): string {
	const {theme, isFocused} = table;
	const isTagged = table.isTagged?.(row) ?? false;
	const cells = cellsOf(table, row, scales);
	const {selected, selectedTagged, tagged} = theme.glyphs;
	if (isSelected) {
		return theme.paintRow(isFocused ? 'selected' : 'selectedElsewhere', (isTagged ? selectedTagged : selected) + cells);
	}

	return isTagged ? theme.paintRow('tagged', tagged + cells) : ` ${cells}`;
}

type DrawnRows = {
	readonly theme: Theme;
	readonly now: number;
	readonly width: number;
	readonly tops: string;
	readonly rows: WeakMap<WeakKey, string>;
};
const drawn = new WeakMap<WeakKey, DrawnRows>();

/**
The cells of a row, drawn once as long as row, columns, theme and moment are the same objects: a key that moves the cursor redraws
nothing.
*/
function cellsOf<Row extends WeakKey>(table: Table<Row>, row: Row, scales: Scales): string {
	const tops = scales.map(scale => scale?.top).join(' ');
	const {
		choice, theme, now, width,
	} = table;
	let kept = drawn.get(choice);
	if (kept?.theme !== theme || kept.now !== now || kept.width !== width || kept.tops !== tops) {
		kept = {
			theme, now, width, tops, rows: new WeakMap(),
		};
		drawn.set(choice, kept);
	}

	let cells = kept.rows.get(row);
	if (cells === undefined) {
		cells = drawCells(table, row, scales);
		kept.rows.set(row, cells);
	}

	return cells;
}

type DrawnThing = {readonly choice: unknown; readonly theme: Theme; readonly place: string; readonly cells: readonly string[]};
const drawnThings = new WeakMap<WeakKey, DrawnThing>();

function drawCells<Row extends WeakKey>(table: Table<Row>, row: Row, scales: Scales): string {
	const {choice, width, rowTone} = table;
	const line = fillRow(stillCells(table, row, scales), choice, width - tableMargins);
	const tone = rowTone?.(row);
	return tone === undefined ? line : table.theme.paintRow(tone, line);
}

/**
A thing that is the same object as a moment ago has the same cells, but for those that move.
*/
function stillCells<Row extends WeakKey>({choice, theme, now, thingOf}: Table<Row>, row: Row, scales: Scales): readonly string[] {
	const about = thingOf?.(row);
	const place = about ? `${about.hiddenLevels ?? 0} ${about.foldedRows ?? 0} ${about.isLastAt.join(' ')}` : '';
	const known = about && drawnThings.get(about.thing);
	const kept = known?.choice === choice && known.theme === theme && known.place === place ? known.cells : [];
	const cells = choice.columns.map(
		(chosen, index) => (chosen.column.isMoving ? undefined : kept[index]) ?? drawCell(chosen, row, {theme, now, top: scales[index]?.top}),
	);
	if (about) {
		drawnThings.set(about.thing, {
			choice, theme, place, cells,
		});
	}

	return cells;
}

function fillRow<Row>(cells: readonly string[], {columns, gap}: ColumnChoice<Row>, width: number): string {
	const used = columns.reduce((sum, column) => sum + column.width, gap * Math.max(0, columns.length - 1));
	return cells.join(' '.repeat(gap)) + ' '.repeat(Math.max(0, width - used));
}

/**
Lines of the body beside which the scroll thumb stands; none while all rows are in sight. At the ends of the list it touches the ends of
the body, and only there.
*/
function thumbRange(top: number, bodyHeight: number, count: number): {readonly from: number; readonly to: number} {
	const hidden = count - bodyHeight;
	if (hidden <= 0 || bodyHeight < 2) {
		return {from: 0, to: 0};
	}

	const length = Math.max(1, Math.min(bodyHeight - 1, Math.round(bodyHeight * bodyHeight / count)));
	const track = bodyHeight - length;
	let from = Math.round(top / hidden * track);
	if (track > 1) {
		from = top === 0 ? 0 : (top >= hidden ? track : Math.min(track - 1, Math.max(1, from)));
	}

	return {from, to: from + length};
}
