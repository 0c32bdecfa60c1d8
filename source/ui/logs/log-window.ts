/**
The part of a log that is on screen, with all that moving, copying and the title need to know of it.
*/
import type {Line} from '../../text/spans.ts';
import {memoBy} from '../memo.ts';
import type {LogPlace} from './choice.ts';
import {shownLines, type LogReading, type ShownLines} from './reading.ts';
import {rowsOfLine, type LineInput} from './line-rows.ts';
import {rowsInSight, type LogRow} from './window.ts';

export type LogWindow = {
	readonly reading: LogReading;
	readonly shown: ShownLines;
	readonly width: number;
	readonly height: number;
	readonly rows: readonly LogRow[];
	/**
	The line under the cursor; undefined while the newest one is followed.
	*/
	readonly cursor: LogPlace | undefined;
	readonly isEndInSight: boolean;
	/**
	All rows of a line at this width.
	*/
	rowsOf(number: number): readonly Line[];
};

export type LogWindowInput = Omit<LineInput, 'placesFound'> & {readonly height: number};

/**
A function that makes the window. It draws again only what has changed.
*/
export function createLogWindow(): (input: LogWindowInput) => LogWindow {
	return memoBy(
		({reading, choice, width, height, theme, now}) =>
			[reading, choice, width, height, theme, choice.stamps === 'relative' && now],
		makeWindow,
	);
}

function makeWindow(input: LogWindowInput): LogWindow {
	const {reading, choice, width, height} = input;
	const shown = shownLines(reading);
	const drawn = new Map<number, readonly Line[]>();
	const placesFound = reading.searched?.placesIn ?? (() => []);
	const rowsOf = (number: number): readonly Line[] => {
		const rows = drawn.get(number) ?? rowsOfLine(number, {...input, placesFound});
		drawn.set(number, rows);
		return rows;
	};

	const chosen = sought(reading, choice.seekBefore) ?? choice.cursor;
	const cursor = chosen && shown.count > 0 ? nearest(chosen, shown) : undefined;
	const rows = rowsInSight({
		shown, height, cursor, top: choice.top, rowsOf,
	});
	const last = rows.at(-1);
	return {
		reading,
		shown,
		width,
		height,
		rows,
		cursor,
		isEndInSight: !last || (last.number === shown.at(shown.count - 1) && last.row === rowsOf(last.number).length - 1),
		rowsOf,
	};
}

/**
The newest match before a line, else the newest of all.
*/
function sought({found}: LogReading, before: number | undefined): LogPlace | undefined {
	if (before === undefined || !found || found.count === 0) {
		return undefined;
	}

	const place = found.placeOf(before);
	return {number: found.at((place > 0 ? place : found.count) - 1), row: 0};
}

/**
The line itself, or the next one where it is not shown any more.
*/
function nearest(place: LogPlace, shown: ShownLines): LogPlace {
	const number = shown.at(Math.min(shown.placeOf(place.number), shown.count - 1));
	return number === place.number ? place : {number, row: 0};
}
