/**
A log of which a part was not read, as the line that is looked at would be lost otherwise: what is said of it, and where keys go in it.
*/
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LogRing} from '../../../source/logs/ring.ts';
import {plainText} from '../../../source/text/search.ts';
import {unpaint} from '../../../source/text/theme.ts';
import type {LogChoice} from '../../../source/ui/logs/choice.ts';
import {LogQueries} from '../../../source/ui/logs/queries.ts';
import type {LogReading} from '../../../source/ui/logs/reading.ts';
import {logWanted} from '../../../source/ui/logs/wanted.ts';
import {detailsPane} from '../../../source/ui/panes/details.ts';
import {initialState, type UiState} from '../../../source/ui/state.ts';
import {
	idOf,
	makeContainer,
	makeSnapshot,
	makeWorld,
	pressAll,
} from '../../helpers/make.ts';
import {readingOf} from '../../helpers/log-reading.ts';

const web = makeContainer({id: idOf('web'), name: 'web'});
const snapshot = makeSnapshot({containers: [web]});
const start: UiState = initialState(120, 40);
const reader: UiState = {
	...start, focus: 'details', tab: 'logs', isZoomed: true, log: {
		...start.log, range: 'all', cursor: {number: 0, row: 0}, top: {number: 0, row: 0},
	},
};

/**
The reading of what a state wants, looked through for its words.
*/
function readingFor(state: UiState, other: Partial<LogReading> = {}): LogReading {
	const reading = readingOf([{text: 'one'}, {text: 'two'}, {text: 'three'}], {
		id: logWanted({state, snapshot, container: web})!.id,
		isHeld: true,
		origins: [{
			key: web.key, name: 'web', state: 'reading', problem: undefined, isGone: false,
		}],
		...other,
	});
	const queries = new LogQueries(reading.ring);
	queries.set({
		filter: {words: state.log.filter, isTyping: false}, search: {words: state.search, isTyping: false}, isStructured: false,
	});
	queries.run(() => false);
	return {
		...reading, filtered: queries.filtered, found: queries.found, searched: queries.searched,
	};
}

const withLog = (state: UiState, log: Partial<LogChoice>): UiState => ({...state, log: {...state.log, ...log}});
const pressed = (key: string, state: UiState, other?: Partial<LogReading>): UiState =>
	pressAll([key], {state, snapshot, reading: readingFor(state, other)}).state;

function textOf(state: UiState, other?: Partial<LogReading>): string {
	const {note, rows} = detailsPane.content(makeWorld({state, snapshot, reading: readingFor(state, other)}), 118);
	return [plainText(note), ...rows(118, 36)].map(row => unpaint(row).trim()).join('\n');
}

test('what was not found may still stand in the part that was not read', () => {
	const state: UiState = {...reader, search: 'END'};
	assert.equal(
		pressed('n', state).notice?.text,
		'END was not found in the first 3 lines. The rest is not read yet: End goes to the newest lines.',
	);
	assert.equal(pressed('n', state, {isHeld: false}).notice?.text, 'END was not found.');
});

test('a filter that lets nothing through says how much was read, and how to go on', () => {
	const state = withLog(reader, {filter: 'END'});
	assert.match(textOf(state), /^from the start · held\nNo line matches the filter in the first 3 lines\. The rest is not read yet: PgDn reads on, /);
	assert.match(textOf(state, {isHeld: false}), /^from the start\nNo line matches the filter\. & changes it\./);
});

test('without the filter the line that was looked at is looked at again', () => {
	const state = withLog(reader, {filter: 'END', cursor: {number: 1, row: 0}});
	const {log, isZoomed} = pressed('escape', state);
	assert.deepEqual([log.filter, log.cursor, isZoomed], ['', {number: 1, row: 0}, true]);
});

test('where a filter lets nothing through, down reads on and the end is followed', () => {
	const state = withLog(reader, {filter: 'END'});
	for (const key of ['pageDown', 'down']) {
		assert.deepEqual(pressed(key, state).log.cursor, {number: 3, row: 0}, key);
		assert.deepEqual(pressed(key, state, {isHeld: false}).log.cursor, {number: 0, row: 0}, 'all was read');
	}

	assert.equal(pressed('end', state).log.cursor, undefined);
	assert.deepEqual(pressed('pageUp', state).log, state.log);
});

test('the key of the range that is shown reads it again where not all of it is kept', () => {
	const ring = new LogRing({bytes: 1024, lines: 2});
	const wanted = (state: UiState): string => logWanted({state, snapshot, container: web})!.id;
	for (const [key, range] of [['1', 'all'], ['3', '5m']] as const) {
		const state = withLog(reader, {range, cursor: undefined});
		const again = pressed(key, state, {ring});
		assert.notEqual(wanted(again), wanted(state));
		assert.equal(again.notice, undefined);
		const same = pressed(key, state);
		assert.equal(wanted(same), wanted(state));
		assert.match(same.notice?.text ?? '', /^The log begins with .* already\.$/);
	}

	assert.deepEqual(pressed('1', withLog(reader, {cursor: undefined}), {ring}).log.cursor, {number: 0, row: 0});
});

test('with another filter or search the lines are seen from their starts', () => {
	const state = withLog(reader, {isWrapped: false, shift: 32});
	assert.equal(pressAll(['&', 't'], {state, snapshot, reading: readingFor(state)}).state.log.shift, 0);
	assert.equal(pressAll(['/', 't', 'enter'], {state, snapshot, reading: readingFor(state)}).state.log.shift, 0);
	assert.equal(pressed('n', {...state, search: 't'}).log.shift, 32, 'the next match of the same search');
});
