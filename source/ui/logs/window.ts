/**
Which rows of a log are in sight. Only those lines are drawn, however many there are.
*/
import type {Line} from '../../text/spans.ts';
import type {LogPlace} from './choice.ts';
import type {ShownLines} from './reading.ts';

/**
One row on screen, and which of the rows of its line it is.
*/
export type LogRow = LogPlace & {readonly line: Line};

type WindowInput = {
	readonly shown: ShownLines;
	/**
	Rows that have room.
	*/
	readonly height: number;
	readonly cursor: LogPlace | undefined;
	readonly top: LogPlace | undefined;
	/**
	All rows of a line.
	*/
	rowsOf(number: number): readonly Line[];
};

/**
The rows in sight: the last ones without a cursor; else those from `top` on, moved as little as needed to have the cursor among them.
*/
export function rowsInSight({shown, height, cursor, top, rowsOf}: WindowInput): readonly LogRow[] {
	if (shown.count === 0 || height < 1) {
		return [];
	}

	const walk: Walk = {shown, rowsOf};
	if (!cursor) {
		return rowsUpTo(walk, {index: shown.count - 1, row: Infinity}, height);
	}

	const aim = spotOf(walk, cursor);
	const start = top ? spotOf(walk, top) : aim;
	const from = isBefore(aim, start) ? aim : start;
	const rows = rowsFrom(walk, from, height);
	const {number} = placeOf(walk, aim);
	const isInSight = rows.some(row => row.number === number && row.row === aim.row);
	if (!isInSight) {
		return rowsUpTo(walk, aim, height);
	}

	return rows.length < height ? rowsUpTo(walk, {index: shown.count - 1, row: Infinity}, height) : rows;
}

type Walk = Pick<WindowInput, 'shown' | 'rowsOf'>;

/**
A row by the place of its line among those that are shown.
*/
type Spot = {readonly index: number; readonly row: number};

function spotOf({shown, rowsOf}: Walk, {number, row}: LogPlace): Spot {
	const index = Math.min(shown.placeOf(number), shown.count - 1);
	const isSame = shown.at(index) === number;
	return {index, row: isSame ? Math.max(0, Math.min(row, rowsOf(number).length - 1)) : 0};
}

function placeOf({shown}: Walk, {index, row}: Spot): LogPlace {
	return {number: shown.at(index), row};
}

function isBefore(one: Spot, other: Spot): boolean {
	return one.index === other.index ? one.row < other.row : one.index < other.index;
}

function rowsFrom({shown, rowsOf}: Walk, from: Spot, height: number): readonly LogRow[] {
	const rows: LogRow[] = [];
	for (let {index} = from; index < shown.count && rows.length < height; index++) {
		const number = shown.at(index);
		const all = rowsOf(number).map((line, row) => ({number, row, line}));
		rows.push(...all.slice(index === from.index ? from.row : 0, (index === from.index ? from.row : 0) + height - rows.length));
	}

	return rows;
}

/**
Rows of which the given one is the last; from the start where fewer lie before it.
*/
function rowsUpTo(walk: Walk, last: Spot, height: number): readonly LogRow[] {
	const {shown, rowsOf} = walk;
	let rows: readonly LogRow[] = [];
	for (let {index} = last; index >= 0 && rows.length < height; index--) {
		const number = shown.at(index);
		const all = rowsOf(number).map((line, row) => ({number, row, line}));
		const upTo = index === last.index ? all.slice(0, Math.min(all.length, last.row + 1)) : all;
		rows = [...upTo.slice(-(height - rows.length)), ...rows];
	}

	return rows.length < height ? rowsFrom(walk, {index: 0, row: 0}, height) : rows;
}
