import assert from 'node:assert/strict';
import test from 'node:test';
import {logWanted} from '../../../source/ui/logs/wanted.ts';
import {initialState, type UiState} from '../../../source/ui/state.ts';
import {makeContainer, makeSnapshot, pressAll} from '../../helpers/make.ts';

const web = makeContainer({name: 'web'});
const db = makeContainer({name: 'db'});
const snapshot = makeSnapshot({containers: [web, db]});
const start = initialState(120, 40);
const on = (state: UiState, key: string, index: number): UiState =>
	({...state, cursors: {...state.cursors, containers: {key, index}}});
const namesIn = (state: UiState, container = web): readonly string[] =>
	(logWanted({state, snapshot, container})?.origins ?? []).map(({name}) => name);

test('on the whole screen it is the log of what it was opened for, whatever becomes selected meanwhile', () => {
	const {state} = pressAll(['l'], {snapshot, state: on(start, db.key, 0)});
	assert.deepEqual(namesIn(state, web), ['db']);
	assert.deepEqual(namesIn(state, db), ['db']);
});

for (const key of ['l', 'escape', 'z']) {
	test(`after ${key} it is the log of what is selected again, also where several were tagged`, () => {
		const tagged = on({...start, tagged: new Set([web.key, db.key])}, web.key, 1);
		const opened = pressAll(['l'], {snapshot, state: tagged}).state;
		assert.deepEqual(namesIn(opened), ['web', 'db']);
		const left = pressAll([key], {snapshot, state: opened}).state;
		assert.equal(left.isZoomed, false);
		assert.deepEqual(namesIn(left, db), ['db']);
	});
}

test('the place in the log stays when the screen is left where it is that of what is selected', () => {
	const opened = pressAll(['l'], {snapshot, state: on(start, web.key, 1)}).state;
	const looked = {...opened, log: {...opened.log, cursor: {number: 7, row: 0}}};
	assert.deepEqual(pressAll(['z'], {snapshot, state: looked}).state.log.cursor, {number: 7, row: 0});
});
