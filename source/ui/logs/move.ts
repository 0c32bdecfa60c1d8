/**
Moving through a log. Going up stops following, going down past the last line follows again.
*/
import {followed, type LogChoice, type LogPlace} from './choice.ts';
import type {LogWindow} from './log-window.ts';
import type {LogReading} from './reading.ts';

export type LogMove = 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';

/**
The choice after a move, from what is in sight.
*/
export function moveInLog(choice: LogChoice, window: LogWindow, move: LogMove): LogChoice {
	return {...moved(choice, window, move), seekBefore: undefined};
}

/**
The choice after a move where no line is shown, as none matches the filter: down is where more lines are read.
*/
export function moveUnseen(choice: LogChoice, {ring, isHeld}: Pick<LogReading, 'ring' | 'isHeld'>, move: LogMove): LogChoice {
	if (move === 'last') {
		return follow(choice);
	}

	return isHeld && (move === 'down' || move === 'page-down')
		? {...choice, ...followed, cursor: {number: ring.end, row: 0}}
		: choice;
}

function moved(choice: LogChoice, window: LogWindow, move: LogMove): LogChoice {
	const {shown, rows} = window;
	const [first] = rows;
	const last = rows.at(-1);
	if (!first || !last) {
		return choice;
	}

	switch (move) {
		case 'first': {
			const start = {number: shown.at(0), row: 0};
			return {...choice, cursor: start, top: start};
		}

		case 'last': {
			return follow(choice);
		}

		case 'up': {
			return {...choice, top: first, cursor: window.cursor ? before(window.cursor, window) : placeOfLine(last, window)};
		}

		case 'down': {
			const next = window.cursor && after(window.cursor, window);
			return next ? {...choice, top: first, cursor: next} : follow(choice);
		}

		case 'page-up': {
			const top = stepBack(first, Math.max(1, window.height - 1), window);
			return {...choice, cursor: top, top};
		}

		case 'page-down': {
			return !window.cursor || window.isEndInSight ? follow(choice) : {...choice, cursor: last, top: last};
		}
	}
}

function follow(choice: LogChoice): LogChoice {
	return {...choice, ...followed};
}

/**
Where a cursor on this row's line stands: within a line that is taller than the pane it is on a row, else on the line as a whole.
*/
function placeOfLine({number, row}: LogPlace, window: LogWindow): LogPlace {
	return {number, row: isTall(number, window) ? row : 0};
}

function isTall(number: number, {rowsOf, height}: LogWindow): boolean {
	return rowsOf(number).length > height;
}

function before({number, row}: LogPlace, window: LogWindow): LogPlace {
	const {shown, rowsOf} = window;
	const index = shown.placeOf(number);
	if (row > 0 && isTall(number, window)) {
		return {number, row: row - 1};
	}

	const above = shown.at(Math.max(0, index - 1));
	return index === 0 ? {number, row: 0} : {number: above, row: isTall(above, window) ? rowsOf(above).length - 1 : 0};
}

function after({number, row}: LogPlace, window: LogWindow): LogPlace | undefined {
	const {shown, rowsOf} = window;
	if (isTall(number, window) && row < rowsOf(number).length - 1) {
		return {number, row: row + 1};
	}

	const index = shown.placeOf(number);
	return index + 1 < shown.count ? {number: shown.at(index + 1), row: 0} : undefined;
}

/**
The row that lies this number of rows above another one.
*/
function stepBack({number, row}: LogPlace, count: number, {shown, rowsOf}: LogWindow): LogPlace {
	let left = count - row;
	let index = shown.placeOf(number);
	if (left <= 0) {
		return {number, row: -left};
	}

	while (left > 0 && index > 0) {
		index--;
		left -= rowsOf(shown.at(index)).length;
	}

	return {number: shown.at(index), row: Math.max(0, -left)};
}
