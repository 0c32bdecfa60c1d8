/**
How wide the columns of a list have to be for what stands in them.
*/
import {isMissing} from '../../known.ts';
import type {Theme} from '../../text/theme.ts';
import {neededWidth} from './cell.ts';
import type {Column} from './column.ts';
import type {Row} from './row.ts';

/**
Cells of the longest cell by the column's id; 0 where no row has anything in the column. Of a column that is not sized by its content, 1
says that there is something.
*/
export type Needs = ReadonlyMap<string, number>;

/**
Cells of one row, as long as what they depend on is the same.
*/
type Measured = {
	readonly thing: unknown;
	readonly depth: number;
	readonly foldedRows: number | undefined;
	readonly dependencies: ReadonlyArray<readonly unknown[]>;
	readonly cells: readonly number[];
};

/**
A function from rows to needs that keeps what it has measured. A column grows at once, and shrinks only when other rows are there than
before, so that widths do not change from one sample to the next. Values that the next sample brings are no reason to keep a column.
`thingOf` gives the object that is another one as soon as anything about the row is.
*/
export function createMeasure<Item extends Row>(
	columns: ReadonlyArray<Column<Item>>,
	thingOf: (row: Item) => unknown,
): (rows: readonly Item[], theme: Theme) => Needs {
	const sized = columns.filter(({sizedBy}) => sizedBy !== undefined);
	const others = columns.filter(({sizedBy}) => sizedBy === undefined);
	let last: {readonly rows: readonly Item[]; readonly theme: Theme; readonly needs: Needs} | undefined;
	// Columns that are there only because of what the next sample brings.
	let awaited: ReadonlySet<string> = new Set();
	let known = new Map<string, Measured>();

	const measureRow = (row: Item, theme: Theme): Measured => {
		const before = known.get(row.key);
		const thing = thingOf(row);
		const depth = row.isLastAt.length + (row.hiddenLevels ?? 0);
		const {foldedRows} = row;
		const isInPlace = before?.depth === depth && before.foldedRows === foldedRows;
		if (before && isInPlace && before.thing === thing) {
			return before;
		}

		const dependencies = sized.map(column => column.sizedBy!(row));
		// Whether there is anything in a cell may change though what its length depends on does not.
		const isKept = (column: Column<Item>, index: number): boolean =>
			isInPlace && before.cells[index]! > 0 && isSame(before.dependencies[index]!, dependencies[index]!) && hasValue(column, row);
		const cells = sized.map((column, index) => isKept(column, index) ? before!.cells[index]! : neededWidth(column, row, theme));
		return {
			thing, depth, foldedRows, dependencies, cells,
		};
	};

	return (rows, theme) => {
		if (last?.rows === rows && last.theme === theme) {
			return last.needs;
		}

		if (last?.theme !== theme) {
			known = new Map();
		}

		const isSameSet = known.size === rows.length && rows.every(({key}) => known.has(key));
		const least = isSameSet ? last?.needs : undefined;
		const measured = new Map(rows.map(row => [row.key, measureRow(row, theme)]));
		const leastOf = ({id}: Column<Item>): number => rows.length === 0 ? 1 : (awaited.has(id) ? 0 : least?.get(id) ?? 0);
		const contents = new Map(others.map(column => [column.id, leastOf(column) > 0 ? 'there' : contentOf(column, rows)]));
		const needs = new Map([
			...sized.map((column, index) => [column.id, longest(measured.values(), index, leastOf(column))] as const),
			...others.map(({id}) => [id, contents.get(id) === 'none' ? 0 : 1] as const),
		]);
		known = measured;
		awaited = new Set([
			...others.filter(({id}) => contents.get(id) === 'awaited'),
			// Of what is sized, what is awaited takes one cell.
			...sized.filter(column => needs.get(column.id) === 1 && contentOf(column, rows) === 'awaited'),
		].map(({id}) => id));
		const isUnchanged = last !== undefined && columns.every(({id}) => needs.get(id) === last!.needs.get(id));
		last = {rows, theme, needs: isUnchanged ? last!.needs : needs};
		return last.needs;
	};
}

function longest(rows: Iterable<Measured>, index: number, least: number): number {
	let most = least;
	for (const {cells} of rows) {
		most = Math.max(most, cells[index]!);
	}

	return most;
}

function hasValue<Item>(column: Column<Item>, row: Item): boolean {
	const value = column.value(row);
	return value !== undefined && !isMissing(value);
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
	return some.every((each, index) => Object.is(each, others[index]));
}

/**
What the rows have in a column, now and as long as nothing happens: what is unknown for another reason than that there is none is worth its
column.
*/
function contentOf<Item>(column: Column<Item>, rows: readonly Item[]): 'there' | 'awaited' | 'none' {
	let isAwaited = false;
	for (const row of rows) {
		const value = column.value(row);
		if (value === undefined) {
			continue;
		}

		if (!isMissing(value) || value.missing === 'denied') {
			return 'there';
		}

		isAwaited ||= value.missing === 'first-sample';
	}

	return isAwaited ? 'awaited' : 'none';
}
