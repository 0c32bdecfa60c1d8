/**
Which columns fit into a width, and how wide each is. What identifies a row comes first, then what it needs, then the rest.
*/
import {cellWidth} from '../../text/clean.ts';
import type {Column} from './column.ts';
import type {Needs} from './needs.ts';
import {asSorted, type SortedBy} from './sorted-part.ts';

export type ChosenColumn<Row> = {readonly column: Column<Row>; readonly width: number};

/**
Columns that fit side by side, with `gap` blanks between them.
*/
export type ColumnChoice<Row> = {
	readonly columns: ReadonlyArray<ChosenColumn<Row>>;
	readonly gap: number;
	/**
	Columns that would have room, left out because no row has anything in them now. What they show is still read, or they could never
	come back.
	*/
	readonly empty: ReadonlyArray<Column<Row>>;
};

type Circumstances = {
	/**
	How long the cells are. Without it every column may need all that it can take.
	*/
	readonly needs?: Needs;
	/**
	The column that is always in view, with the number in it that the rows are sorted by.
	*/
	readonly sortedBy?: SortedBy;
	/**
	Width of the whole screen.
	*/
	readonly screen?: number;
};

const wideGap = 2;
const narrowGap = 1;
/**
From this priority on a column is on every screen.
*/
const essential = 90;
/**
Cells that the first column may always take before usual ones get any.
*/
const fairWidth = 30;
/**
Columns below this priority get only what the others leave.
*/
const usual = 40;

/**
The columns for `width` cells. The first by priority is squeezed rather than dropped. Essential columns get their minimum, then the first
one what it needs up to half of the width, then the usual ones their minimum, or what they need where they ask for it. Then all grow to
what they need, the first one first, and last of all it grows over its maximum. What is left is for the rest, and what the rest does not
take lets the others grow over theirs. The same columns, needs, width and order give the same object, by which drawn rows are kept.
*/
export function chooseColumns<Row>(
	columns: ReadonlyArray<Column<Row>>,
	width: number,
	circumstances: Circumstances = {},
): ColumnChoice<Row> {
	const {needs = noNeeds, sortedBy, screen} = circumstances;
	const byCircumstances = entry(entry(choices, columns, () => new WeakMap<WeakKey, Map<string, unknown>>()), needs, () => new Map());
	const key = [width, screen, sortedBy?.column, sortedBy?.part].join(' ');
	let choice = byCircumstances.get(key) as ColumnChoice<Row> | undefined;
	if (choice === undefined) {
		choice = choose(columns, width, circumstances);
		byCircumstances.set(key, choice);
	}

	return choice;
}

const noNeeds: Needs = new Map();
const choices = new WeakMap<WeakKey, WeakMap<WeakKey, Map<string, unknown>>>();

function entry<Value>(map: WeakMap<WeakKey, Value>, key: WeakKey, make: () => Value): Value {
	let value = map.get(key);
	if (value === undefined) {
		value = make();
		map.set(key, value);
	}

	return value;
}

function choose<Row>(all: ReadonlyArray<Column<Row>>, width: number, circumstances: Circumstances): ColumnChoice<Row> {
	const {needs, sortedBy} = circumstances;
	const columns = all.map(column => asSorted(column, sortedBy));
	const isSortedBy = ({id}: Column<Row>): boolean => id === sortedBy?.column;
	const empty = columns.filter(column => needs?.get(column.id) === 0 && !isSortedBy(column));
	const rank = (column: Column<Row>): number => isSortedBy(column) ? Math.max(column.priority, 99) : column.priority;
	const [first, ...others] = columns.filter(column => !empty.includes(column)).toSorted((a, b) => rank(b) - rank(a));
	if (width <= 0 || first === undefined) {
		return {columns: [], gap: narrowGap, empty: []};
	}

	const sizes = new Map(columns.map(column => [column, sizeOf(column, circumstances)]));
	const widths = new Map([[first, Math.min(sizes.get(first)!.least, width)]]);
	let left = width - widths.get(first)!;
	const take = (column: Column<Row>): void => {
		const {least, full} = sizes.get(column)!;
		const wanted = column.width.isWholeFirst ? [full, least] : [least];
		const size = wanted.find(cells => cells + narrowGap <= left);
		if (size === undefined) {
			return;
		}

		widths.set(column, size);
		left -= size + narrowGap;
	};

	const grow = (column: Column<Row>, most: number): void => {
		const now = widths.get(column);
		if (now === undefined) {
			return;
		}

		const grown = Math.max(now, Math.min(most, now + left));
		widths.set(column, grown);
		left -= grown - now;
	};

	const tiers = [essential, usual, 0].map((least, index, bounds) =>
		others.filter(column => rank(column) >= least && rank(column) < (bounds[index - 1] ?? Infinity)));
	for (const [index, tier] of tiers.entries()) {
		for (const column of tier) {
			take(column);
		}

		const {full, whole} = sizes.get(first)!;
		grow(first, index === 0 ? Math.min(full, Math.max(fairWidth, Math.ceil(width / 2))) : full);
		for (const column of index === 0 ? [] : others) {
			grow(column, sizes.get(column)!.full);
		}

		if (index > 0) {
			grow(first, whole);
		}
	}

	const awaited = empty.filter(column => sizes.get(column)!.least + narrowGap <= left);
	const gaps = widths.size - 1;
	const gap = left >= gaps * (wideGap - narrowGap) ? wideGap : narrowGap;
	left -= gaps * (gap - narrowGap);
	const filling = [...widths.keys()].filter(column => column.width.weight !== undefined);
	for (const [index, column] of filling.entries()) {
		const weights = filling.slice(index).reduce((sum, other) => sum + other.width.weight!, 0);
		grow(column, Math.min(column.width.max ?? Infinity, widths.get(column)! + Math.round(left * column.width.weight! / weights)));
	}

	// Cells that would stay blank go to columns whose texts are cut.
	for (const column of others) {
		grow(column, sizes.get(column)!.whole);
	}

	return {
		columns: columns.filter(column => widths.has(column)).map(column => ({column, width: widths.get(column)!})),
		gap,
		empty: awaited,
	};
}

/**
The cells that a column takes at least, those that it takes before others get any, and those with which nothing in it is cut.
*/
function sizeOf<Row>(
	{id, title, shortTitle = title, width: {min, max = min, weight, ofScreen = 0}, sizedBy}: Column<Row>,
	{needs, sortedBy, screen = 0}: Circumstances,
): {readonly least: number; readonly full: number; readonly whole: number} {
	const isSortedBy = id === sortedBy?.column;
	const mark = isSortedBy ? 1 : 0;
	const least = Math.max(min, Math.ceil(screen * ofScreen), isSortedBy ? cellWidth(shortTitle) + mark : 0);
	if (!sizedBy) {
		const full = weight === undefined ? Math.max(least, max) : least;
		return {least, full, whole: full};
	}

	const need = needs?.get(id) ?? max;
	return {
		least: Math.min(least, Math.max(need, cellWidth(shortTitle) + mark)),
		full: Math.min(Math.max(max, least), Math.max(need, cellWidth(title) + mark)),
		whole: Math.max(need, cellWidth(title) + mark),
	};
}
