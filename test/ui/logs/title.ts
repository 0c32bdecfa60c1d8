import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LogRing} from '../../../source/logs/ring.ts';
import {LogScan} from '../../../source/logs/scan.ts';
import {createTheme} from '../../../source/text/theme.ts';
import {initialLogChoice, type LogChoice} from '../../../source/ui/logs/choice.ts';
import {gutterOf} from '../../../source/ui/logs/gutter.ts';
import {linesOfLog} from '../../../source/ui/logs/copy.ts';
import {createLogWindow, type LogWindow} from '../../../source/ui/logs/log-window.ts';
import type {LogReading} from '../../../source/ui/logs/reading.ts';
import {noteOfLog} from '../../../source/ui/logs/title.ts';
import {readingOf} from '../../helpers/log-reading.ts';

const theme = createTheme({level: 'none', isUnicode: true});
const reading = readingOf([{text: 'a'}, {text: '4 lines left out', stream: 'note'}, {text: 'b'}, {text: 'c', bytesCut: 3}, {text: 'said last', stream: 'note'}]);

function windowWith(choice: LogChoice, shown: LogReading = reading): LogWindow {
	return createLogWindow()({
		reading: shown, choice, width: 80, height: 10, theme, now: 0,
	});
}

function noteAt(number: number | undefined): string {
	const choice: LogChoice = {...initialLogChoice, range: 'all', cursor: number === undefined ? undefined : {number, row: 0}};
	return noteOfLog(windowWith(choice), choice, {search: '', room: 200});
}

test('what nstop says between the lines is counted nowhere', () => {
	assert.deepEqual(
		[undefined, 0, 1, 2, 3, 4].map(number => noteAt(number).replace('1 cut · from the start · ', '')),
		['3 lines, ended', '1 of 3, ended', '2 of 3, ended', '2 of 3, ended', '3 of 3, ended', '3 of 3, ended'],
	);
});

test('what a container writes to standard error is marked, what a command writes there is not', () => {
	const window = createLogWindow()({
		reading: readingOf([{text: 'a', stream: 'stderr'}]), choice: initialLogChoice, width: 80, height: 10, theme, now: 0,
	});
	const gutter = (choice: LogChoice): string => gutterOf(window.rows[0]!, window, choice, theme).map(({text}) => text).join('');
	assert.equal(gutter(initialLogChoice), 'E ');
	assert.equal(gutter({...initialLogChoice, output: {id: 'compose:1', tabBefore: 'stats'}}), '  ');
});

test('lines to copy have the same numbers, and say what of them was not kept', () => {
	const {items} = linesOfLog(windowWith(initialLogChoice), initialLogChoice);
	assert.deepEqual(items.map(({label, text}) => `${label}: ${text}`).slice(0, 5), [
		'Line 1: a', 'Note of nstop: 4 lines left out', 'Line 2: b', 'Line 3: c … 3 bytes not kept', 'Note of nstop: said last',
	]);
});

function longWindow(): LogWindow {
	const ring = new LogRing({bytes: 1024, lines: 64});
	const long = readingOf(
		Array.from({length: 70}, (_, number) => ({text: String(number), stream: number === 68 ? 'note' : 'stdout'} as const)),
		{ring, origins: [], range: 'tail'},
	);
	const found = new LogScan(ring, number => number % 10 === 0);
	found.run(() => false);
	return createLogWindow()({
		reading: {...long, found}, choice: initialLogChoice, width: 80, height: 10, theme, now: 0,
	});
}

test('the title leaves out what matters least first, and says last of all whether the newest line is followed', () => {
	const window = longWindow();
	const note = (room: number): string => noteOfLog(window, initialLogChoice, {search: 'x', room});
	assert.equal(note(200), '6 found · 6 not kept · following 63 lines', 'it does not begin where it began');
	assert.equal(note(50), '6 found · 6 not kept · following 63 lines');
	assert.equal(note(40), '6 found · following 63 lines');
	assert.equal(note(20), 'following 63 lines');
	assert.equal(note(10), 'following');
	assert.equal(note(5), '');
});

test('it is said from where lines are seen that were moved sideways, and that the log has ended, wherever one is', () => {
	const choice: LogChoice = {
		...initialLogChoice, cursor: {number: 0, row: 0}, isWrapped: false, shift: 32,
	};
	const note = (room: number): string => noteOfLog(windowWith(choice), choice, {search: '', room});
	assert.equal(note(200), '1 cut · from the last 1000 lines · from column 33 · 1 of 3, ended');
	assert.equal(note(40), '1 cut · from column 33 · 1 of 3, ended');
	assert.equal(note(32), 'from column 33 · 1 of 3, ended');
	assert.equal(note(25), 'from column 33 · 1 of 3');
	assert.equal(note(15), '1 of 3, ended');
	assert.equal(note(8), '1 of 3');
	assert.doesNotMatch(noteOfLog(windowWith(choice), {...choice, isWrapped: true}, {search: '', room: 200}), /column/);
});

test('of several logs it is said how many were removed while the others go on', () => {
	const [origin] = reading.origins;
	const others = [{...origin!, key: 'x', isGone: true}, {...origin!, key: 'y', state: 'reading' as const}];
	const note = (origins: LogReading['origins']): string => {
		const choice: LogChoice = {...initialLogChoice, range: 'all'};
		return noteOfLog(windowWith(choice, {...reading, origins}), choice, {search: '', room: 34});
	};

	assert.equal(note(others), 'following 3 lines, 1 of 2 removed');
	assert.equal(note(others.map(each => ({...each, isGone: false}))), '1 cut · following 3 lines');
	assert.equal(note(others.map(each => ({...each, state: 'ended' as const}))), '1 cut · 3 lines, ended');
});

test('a log that is held says so whether lines are shown or not, and that what is sought in it may still come', () => {
	const held: LogReading = {...reading, origins: [{...reading.origins[0]!, state: 'reading'}], isHeld: true};
	const choice: LogChoice = {...initialLogChoice, range: 'all', cursor: {number: 0, row: 0}};
	const scan = (isFound: boolean): LogScan => {
		const found = new LogScan(held.ring, number => isFound && number < 2);
		found.run(() => false);
		return found;
	};

	const note = (found: LogScan | undefined): string => {
		const window = createLogWindow()({
			reading: {...held, found}, choice, width: 80, height: 10, theme, now: 0,
		});
		return noteOfLog(window, choice, {search: 'x', room: 200});
	};

	assert.equal(note(undefined), '1 cut · from the start · held at 1 of 3');
	assert.equal(note(scan(false)), 'not found yet · 1 cut · from the start · held at 1 of 3');
	assert.equal(note(scan(true)), '1 of 2+ found · 1 cut · from the start · held at 1 of 3');
	const unseen = (room: number): string => noteOfLog(undefined, choice, {search: '', room, reading: held});
	assert.equal(unseen(200), '1 cut · from the start · held');
	assert.equal(unseen(22), 'from the start · held');
	assert.equal(unseen(10), 'held');
});
