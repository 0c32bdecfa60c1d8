/**
A column of a table as one record: header, cells, sorting, filtering and help all come from it.
*/
import type {Known} from '../../known.ts';
import type {CounterPart, ProcessPart} from '../../sampler/wants.ts';
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
	/**
	The top of the column's scale, where it has one.
	*/
	readonly top?: number | undefined;
	/**
	The number that the rows are sorted by, where that is not the first one of the column: it is shown also where one alone has room.
	*/
	readonly part?: string;
};

/**
What the cells of a column are drawn to, and how its header says so.
*/
export type Scale = {readonly top: number; readonly title: string};

/**
Cells that a column takes: `min` where room is scarce, up to `max` where its longest cell needs as many. With a weight it also takes its
share of what all columns leave, needed or not. `ofScreen` is a share of the screen's width that it never falls below. With `isWholeFirst`
it takes what it needs before columns of lower priority get anything.
*/
type ColumnWidth = {
	readonly min: number;
	readonly max?: number;
	readonly weight?: number;
	readonly ofScreen?: number;
	readonly isWholeFirst?: true;
};

/**
What one key sorts any list by: CPU, memory, what identifies a row, when it was started.
*/
export type SortKey = 'cpu' | 'memory' | 'identity' | 'time';

/**
One of several values in a column, as something to sort by.
*/
export type ColumnPart<Row> = {
	readonly id: string;
	readonly title: string;
	readonly help: string;
	readonly isDescending?: boolean;
	readonly sortKey?: SortKey;
	value(row: Row): Known<string | number | undefined>;
};

/**
What help, the sort dialog and the README say about a column.
*/
export type ColumnWords = Pick<Column<never>, 'id' | 'title' | 'help' | 'isDescending' | 'isPicture' | 'sortKey'> & {
	readonly parts?: ReadonlyArray<Omit<ColumnPart<never>, 'value'>>;
};

export type Column<Row> = {
	readonly id: string;
	readonly title: string;
	/**
	Stands in the header where the title has no room.
	*/
	readonly shortTitle?: string;
	/**
	One sentence for the help sheet and the README.
	*/
	readonly help: string;
	readonly width: ColumnWidth;
	readonly align?: Align;
	/**
	The column with the lowest number goes first when the screen is narrow. What identifies a row has the highest, and 90 or more is on
	every screen.
	*/
	readonly priority: number;
	/**
	What is read only while this column is on screen.
	*/
	readonly reads?: CounterPart | ProcessPart;
	/**
	Whether its values are of a process's sample, which long lists take of the rows in sight alone, unless they are sorted by it.
	*/
	readonly isSampled?: true;
	/**
	What is drawn, sorted by and filtered by. Undefined says that there is none, as a limit that is not set.
	*/
	value(row: Row): Known<string | number | undefined>;
	/**
	The clean text of a known value, or its pieces where they differ in look. Without it the value itself is cleaned and drawn.
	*/
	text?(row: Row, context: CellContext): string | readonly Span[];
	/**
	What the length of a cell depends on. With it the column is as wide as its longest cell; without it each cell fits into `min`.
	*/
	sizedBy?(row: Row): readonly unknown[];
	/**
	The scale that all cells have in common, for the rows in sight and a column of this width.
	*/
	scale?(rows: readonly Row[], width: number, theme: Theme): Scale;
	tone?(row: Row): Tone | undefined;
	/**
	The values that the column can be sorted by, where it shows several.
	*/
	readonly parts?: ReadonlyArray<ColumnPart<Row>>;
	/**
	The quick key that sorts by this column.
	*/
	readonly sortKey?: SortKey;
	/**
	Whether the largest comes first when the column is first sorted by.
	*/
	readonly isDescending?: boolean;
	/**
	Whether it draws what another column tells as a number: it is no order of its own, and not for text output.
	*/
	readonly isPicture?: true;
	/**
	Whether the cell depends on more than the thing that the row is about and its place in the tree, as on the moment or on what was before.
	*/
	readonly isMoving?: true;
	/**
	Which end of a long text is cut off; the end, if not said.
	*/
	readonly cut?: 'start' | 'end';
};
