/**
From things to rows: filter, sort, tree. One way for all lists, driven by the columns.
*/
import {byName} from '../../model/build/order.ts';
import {isMissing, type Known} from '../../known.ts';
import {flattenTree} from '../../model/build/tree.ts';
import type {Sort} from '../state.ts';
import type {Column} from './column.ts';
import {sortedPart} from './sorted-part.ts';

/**
What every row of a list has.
*/
export type Row = {
	readonly key: string;
	/**
	Its place in the tree, as in TreeRow.
	*/
	readonly isLastAt: readonly boolean[];
	readonly hiddenLevels?: number;
	/**
	How many rows below it are hidden, where it is folded and there are some.
	*/
	readonly foldedRows?: number;
	/**
	It does not match the filter and is there only because something below it does: nothing can be done to it.
	*/
	readonly isContext?: true;
};

/**
The row at an index, or the nearest in a direction that is more than context, or the nearest the other way.
*/
export function nearestMatch(rows: readonly Row[], index: number, step: 1 | -1): number {
	for (const direction of [step, -step]) {
		for (let at = index; rows[at] !== undefined; at += direction) {
			if (!rows[at]!.isContext) {
				return at;
			}
		}
	}

	return index;
}

/**
The rows in the order of a column. What is unknown or blank comes last, whichever the direction; what is equal keeps its order.
*/
export function sortRows<Item extends Row>(rows: readonly Item[], columns: ReadonlyArray<Column<Item>>, sort: Sort): readonly Item[] {
	const column = columns.find(({id}) => id === sort.column);
	if (!column) {
		return rows;
	}

	const {value} = sortedPart(column, sort) ?? column;
	const keyed = rows.map(row => ({row, value: known(value(row))}));
	const sign = sort.isDescending ? -1 : 1;
	return keyed
		.toSorted((a, b) =>
			a.value === undefined || b.value === undefined
				? Number(a.value === undefined) - Number(b.value === undefined)
				: sign * compare(a.value, b.value),
		)
		.map(({row}) => row);
}

function known(value: Known<string | number | undefined>): string | number | undefined {
	return isMissing(value) || value === '' ? undefined : value;
}

function compare(a: string | number, b: string | number): number {
	return typeof a === 'number' && typeof b === 'number' ? a - b : byName(String(a), String(b));
}

/**
The sorted rows as a tree. Rows that match keep the ancestors that lead to them.
*/
export function treeRows<Item extends Row>(rows: readonly Item[], parentOf: (row: Item) => string | undefined): readonly Item[] {
	return flattenTree(rows, ({key}) => key, parentOf).map(({item, isLastAt, hiddenLevels}) =>
		isLastAt.length === 0 ? item : {...item, isLastAt, ...(hiddenLevels > 0 && {hiddenLevels})});
}

/**
The rows that pass a test, with all that lies above them as context.
*/
export function withAncestors<Item extends Row>(
	rows: readonly Item[],
	parentOf: (row: Item) => string | undefined,
	passes: (row: Item) => boolean,
): readonly Item[] {
	const byKey = new Map(rows.map(row => [row.key, row]));
	const kept = new Set<string>();
	const passed = new Set<string>();
	for (const row of rows) {
		if (!passes(row)) {
			continue;
		}

		passed.add(row.key);
		for (let current: Item | undefined = row; current && !kept.has(current.key);) {
			kept.add(current.key);
			const parent = parentOf(current);
			current = parent === undefined ? undefined : byKey.get(parent);
		}
	}

	return rows.filter(({key}) => kept.has(key)).map(row => passed.has(row.key) ? row : {...row, isContext: true});
}

/**
Puts a row before the first of its siblings that would stand at its place or below.
*/
export function keepInPlace<Item extends Row>(
	rows: readonly Item[],
	held: Item,
	place: number,
	parentOf: (row: Item) => string | undefined,
): readonly Item[] {
	const others = rows.filter(row => row !== held);
	const keys = new Set(rows.map(({key}) => key));
	const levelOf = (row: Item): string | undefined => {
		const parent = parentOf(row);
		return parent !== undefined && keys.has(parent) ? parent : undefined;
	};

	const next = treeRows(others, parentOf).find((row, index) => index >= place && levelOf(row) === levelOf(held));
	const position = others.findIndex(({key}) => key === next?.key);
	return others.toSpliced(position === -1 ? others.length : position, 0, held);
}
