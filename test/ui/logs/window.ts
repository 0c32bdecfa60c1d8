import assert from 'node:assert/strict';
import {test} from 'node:test';
import {initialLogChoice, type LogChoice, type LogPlace} from '../../../source/ui/logs/choice.ts';
import type {LogWindow} from '../../../source/ui/logs/log-window.ts';
import {moveInLog, type LogMove} from '../../../source/ui/logs/move.ts';
import type {LogReading, ShownLines} from '../../../source/ui/logs/reading.ts';
import {rowsInSight} from '../../../source/ui/logs/window.ts';
import {random as randomWith} from '../../helpers/random.ts';

/**
Lines by how many rows each has; their numbers begin somewhere, as those of a log that has run for long.
*/
type Lines = {readonly first: number; readonly heights: readonly number[]};

const shownOf = ({first, heights}: Lines): ShownLines => ({
	count: heights.length,
	at: index => first + index,
	placeOf: number => Math.max(0, Math.min(number, first + heights.length) - first),
});

const rowsOf = ({first, heights}: Lines) => (number: number): readonly string[] =>
	Array.from({length: heights[number - first]!}, (_row, row) => `${number}.${row}`);

function windowOn(lines: Lines, height: number, {cursor, top}: LogChoice): LogWindow {
	const shown = shownOf(lines);
	const rows = rowsInSight({
		shown, height, cursor, top, rowsOf: rowsOf(lines),
	});
	const last = rows.at(-1)!;
	return {
		reading: undefined as unknown as LogReading,
		shown,
		width: 80,
		height,
		rows,
		cursor,
		isEndInSight: last.number === shown.at(shown.count - 1) && last.row === lines.heights.at(-1)! - 1,
		rowsOf: rowsOf(lines),
	};
}

const texts = ({rows}: Pick<LogWindow, 'rows'>): readonly string[] => rows.map(({line}) => line as string);
const all = (lines: Lines): readonly string[] => lines.heights.flatMap((_height, index) => rowsOf(lines)(lines.first + index));
const at = (number: number, row = 0): LogPlace => ({number, row});

test('the end is in sight while it is followed, and the pane is full where there are enough rows', () => {
	const lines = {first: 100, heights: [1, 3, 1, 2]};
	assert.deepEqual(texts(windowOn(lines, 4, initialLogChoice)), ['101.2', '102.0', '103.0', '103.1']);
	assert.deepEqual(texts(windowOn(lines, 20, initialLogChoice)), all(lines));
	assert.deepEqual(texts(windowOn({first: 0, heights: [50]}, 3, initialLogChoice)), ['0.47', '0.48', '0.49']);
});

test('the window moves no more than it must to have the cursor in sight', () => {
	const lines = {first: 0, heights: [1, 1, 1, 1, 1, 1, 1, 1]};
	const on = (cursor: LogPlace, top: LogPlace): readonly string[] => texts(windowOn(lines, 3, {...initialLogChoice, cursor, top}));
	assert.deepEqual(on(at(3), at(2)), ['2.0', '3.0', '4.0']);
	assert.deepEqual(on(at(1), at(2)), ['1.0', '2.0', '3.0']);
	assert.deepEqual(on(at(6), at(2)), ['4.0', '5.0', '6.0']);
	assert.deepEqual(on(at(7), at(7)), ['5.0', '6.0', '7.0'], 'no blank lines at the end');
});

test('lines that are gone give way to the next ones', () => {
	const lines = {first: 50, heights: [1, 2, 1, 1]};
	assert.deepEqual(texts(windowOn(lines, 2, {...initialLogChoice, cursor: at(3, 1), top: at(2)})), ['50.0', '51.0']);
});

test('whatever is pressed on whatever lines, the pane is full, its rows follow each other, and the cursor is in sight', () => {
	const moves: readonly LogMove[] = ['up', 'down', 'page-up', 'page-down', 'first', 'last', 'up', 'up', 'down', 'page-up'];
	for (let seed = 1; seed <= 150; seed++) {
		const pick = randomWith(seed);
		const lines = {first: pick(1000), heights: Array.from({length: 1 + pick(40)}, () => 1 + pick(pick(3) === 0 ? 30 : 3))};
		const rows = all(lines);
		const height = 1 + pick(20);
		let choice: LogChoice = initialLogChoice;
		for (let count = 0; count < 60; count++) {
			choice = moveInLog(choice, windowOn(lines, height, choice), moves[pick(moves.length)]!);
			const window = windowOn(lines, height, choice);
			const shown = texts(window);
			const start = rows.indexOf(shown[0]!);
			assert.deepEqual(shown, rows.slice(start, start + height), `seed ${seed}, step ${count}`);
			assert.equal(shown.length, Math.min(height, rows.length));
			const {cursor} = choice;
			assert.ok(!cursor || window.rows.some(({number, row}) => number === cursor.number && row === cursor.row));
			assert.ok(cursor !== undefined || window.isEndInSight);
		}
	}
});

test('each row of a log can be reached by going up from its end, and by going down from its start', () => {
	const lines = {first: 7, heights: [1, 12, 2, 1, 30, 1, 1]};
	for (const [from, move] of [['last', 'up'], ['first', 'down'], ['last', 'page-up'], ['first', 'page-down']] as const) {
		let choice = moveInLog(initialLogChoice, windowOn(lines, 5, initialLogChoice), from);
		const seen = new Set<string>();
		for (let count = 0; count < 100; count++) {
			const window = windowOn(lines, 5, choice);
			for (const text of texts(window)) {
				seen.add(text);
			}

			choice = moveInLog(choice, window, move);
		}

		assert.deepEqual([...seen].toSorted(), all(lines).toSorted(), `${from}, then ${move}`);
	}
});

test('going up stops following and going down past the last line follows again', () => {
	const lines = {first: 0, heights: [1, 1, 1, 1, 1]};
	const move = (choice: LogChoice, ...steps: readonly LogMove[]): LogChoice => {
		let moved = choice;
		for (const step of steps) {
			moved = moveInLog(moved, windowOn(lines, 3, moved), step);
		}

		return moved;
	};

	assert.deepEqual(move(initialLogChoice, 'up').cursor, at(4));
	assert.deepEqual(move(initialLogChoice, 'up', 'up').cursor, at(3));
	assert.equal(move(initialLogChoice, 'up', 'up', 'down', 'down').cursor, undefined);
	assert.equal(move(initialLogChoice, 'first', 'last').cursor, undefined);
	assert.equal(move(initialLogChoice, 'page-up', 'page-down', 'page-down', 'page-down').cursor, undefined);
});
