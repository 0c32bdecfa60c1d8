/**
A column of a table as one record: header, cells, sorting, filtering and help all come from it. And the choice of columns for a width.
*/
import type {Known} from '../../known.ts';
import type {CounterPart} from '../../sampler/wants.ts';
import type {Span} from '../../text/spans.ts';
import type {Align} from '../../text/clean.ts';
import type {Theme, Tone} from '../../text/theme.ts';

/**
What a cell may know beside its row. A cell is a function of row and surroundings alone, so that a drawn row can be kept.
*/
export type CellContext = {
	/**
	Cells of the column.
	*/
	readonly width: number;
	readonly theme: Theme;
	/**
	The moment of the snapshot, in milliseconds since the epoch.
	*/
	readonly now: number;
};

/**
Cells that a column takes. With a weight it grows over its minimum by its share of what is left, up to the maximum.
*/
type ColumnWidth = {readonly min: number; readonly max?: number; readonly weight?: number};

export type Column<Row> = {
	readonly id: string;
	readonly title: string;
	/**
	One sentence for the help sheet and the README.
	*/
	readonly help: string;
	readonly width: ColumnWidth;
	readonly align?: Align;
	/**
	The column with the lowest number goes first when the screen is narrow. What identifies a row has the highest.
	*/
	readonly priority: number;
	/**
	Counters that are read only while this column is on screen.
	*/
	readonly reads?: CounterPart;
	/**
	What is drawn, sorted by and filtered by. Undefined says that there is none, as a limit that is not set.
	*/
	value(row: Row): Known<string | number | undefined>;
	/**
	The clean text of a known value, or its pieces where they differ in look. Without it the value itself is cleaned and drawn.
	*/
	text?(row: Row, context: CellContext): string | readonly Span[];
	tone?(row: Row): Tone | undefined;
	/**
	Whether the largest comes first when the column is first sorted by.
	*/
	readonly isDescending?: boolean;
	/**
	Whether the cell depends on more than the thing that the row is about and its place in the tree, as on the moment or on what was before.
	*/
	readonly isMoving?: true;
	/**
	Which end of a long text is cut off; the end, if not said.
	*/
	readonly cut?: 'start' | 'end';
};

export type ChosenColumn<Row> = {readonly column: Column<Row>; readonly width: number};

/**
Columns that fit side by side, with `gap` blanks between them.
*/
export type ColumnChoice<Row> = {readonly columns: ReadonlyArray<ChosenColumn<Row>>; readonly gap: number};

const wideGap = 2;
const narrowGap = 1;

/**
Which of the columns fit into `width` cells and how wide each is. Blanks between columns are given up first, then whole columns by
priority, of equal ones the last; what is left is shared by weight. The last column left is squeezed
rather than dropped. The same list and width give the same object, by which drawn rows are kept.
*/
export function chooseColumns<Row>(columns: ReadonlyArray<Column<Row>>, width: number): ColumnChoice<Row> {
	let byWidth = choices.get(columns);
	if (byWidth === undefined) {
		byWidth = new Map();
		choices.set(columns, byWidth);
	}

	let choice = byWidth.get(width) as ColumnChoice<Row> | undefined;
	if (choice === undefined) {
		choice = choose(columns, width);
		byWidth.set(width, choice);
	}

	return choice;
}

const choices = new WeakMap<WeakKey, Map<number, unknown>>();

function choose<Row>(columns: ReadonlyArray<Column<Row>>, width: number): ColumnChoice<Row> {
	if (width <= 0 || columns.length === 0) {
		return {columns: [], gap: narrowGap};
	}

	if (leastWidth(columns, wideGap) <= width) {
		return {columns: share(columns, width, wideGap), gap: wideGap};
	}

	const kept = [...columns];
	while (kept.length > 1 && leastWidth(kept, narrowGap) > width) {
		let weakest = 0;
		for (const [index, {priority}] of kept.entries()) {
			weakest = priority <= kept[weakest]!.priority ? index : weakest;
		}

		kept.splice(weakest, 1);
	}

	return {columns: share(kept, width, narrowGap), gap: narrowGap};
}

function leastWidth<Row>(columns: ReadonlyArray<Column<Row>>, gap: number): number {
	return columns.reduce((sum, {width}) => sum + width.min, gap * (columns.length - 1));
}

function share<Row>(columns: ReadonlyArray<Column<Row>>, width: number, gap: number): Array<ChosenColumn<Row>> {
	const widths = columns.map(column => Math.min(column.width.min, width));
	let left = Math.max(0, width - leastWidth(columns, gap));
	let growing = columns.map((_, index) => index).filter(index => roomOf(columns[index]!, widths[index]!) > 0);

	// A column that reaches its maximum leaves the rest of its share to the others, so several rounds may be needed.
	while (left > 0 && growing.length > 0) {
		let weights = growing.reduce((sum, index) => sum + columns[index]!.width.weight!, 0);
		let undivided = left;
		for (const index of growing) {
			const {weight} = columns[index]!.width;
			const part = Math.round(undivided * weight! / weights);
			const grown = Math.min(part, roomOf(columns[index]!, widths[index]!));
			widths[index]! += grown;
			left -= grown;
			undivided -= part;
			weights -= weight!;
		}

		growing = growing.filter(index => roomOf(columns[index]!, widths[index]!) > 0);
	}

	return columns.map((column, index) => ({column, width: widths[index]!}));
}

/**
Cells that the column could still grow by.
*/
function roomOf<Row>({width: {max = Infinity, weight = 0}}: Column<Row>, width: number): number {
	return weight > 0 ? max - width : 0;
}
