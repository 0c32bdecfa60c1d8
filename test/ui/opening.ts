import assert from 'node:assert/strict';
import test from 'node:test';
import {arranged, stepToOpening, type Opening} from '../../source/ui/opening.ts';
import {initialState, setCursor} from '../../source/ui/state.ts';
import {readSort} from '../../source/ui/table/sort-word.ts';
import {
	makeContainer,
	makeEngine,
	makeProcess,
	makeSnapshot,
} from '../helpers/make.ts';

const start = initialState(120, 40);
const a = makeContainer({name: 'a', pids: [10]});
const b = makeContainer({name: 'b', pids: [20, 21]});

function openingFor(selection: Partial<Opening['selection']>): Opening {
	return {
		selection: {
			names: [], pid: undefined, port: undefined, ...selection,
		},
		filter: '',
		sort: undefined,
	};
}

test('filter and order are there from the first frame', () => {
	const state = arranged(start, {...openingFor({}), filter: 'web', sort: {column: 'memory', isDescending: true}});
	assert.deepEqual([state.filters.containers, state.sorts.containers], ['web', {column: 'memory', isDescending: true}]);
	assert.equal(arranged(start, openingFor({})), start);
});

test('the cursor goes to the container that is named', () => {
	const {state, isDone} = stepToOpening(start, makeSnapshot({containers: [a, b]}), openingFor({names: ['b']}));
	assert.deepEqual([state.cursors.containers.key, state.focus, isDone], [b.key, 'containers', true]);
});

test('several names, or a pattern that means several, are a filter; one that was asked for stays', () => {
	const snapshot = makeSnapshot({containers: [a, b, makeContainer({name: 'c'})]});
	const {state, isDone} = stepToOpening(start, snapshot, openingFor({names: ['a', 'b']}));
	assert.deepEqual([state.cursors.containers, state.filters.containers, isDone], [{key: undefined, index: 0}, 'a|b', true]);
	assert.equal(stepToOpening(start, snapshot, openingFor({names: ['[bc]']})).state.filters.containers, 'b|c');
	assert.equal(stepToOpening(start, snapshot, openingFor({names: ['b']})).state.filters.containers, '');
	const asked = arranged(start, {...openingFor({}), filter: 'x'});
	assert.equal(stepToOpening(asked, snapshot, openingFor({names: ['a', 'b']})).state.filters.containers, 'x');
	const waiting = makeSnapshot({containers: [a], engines: [makeEngine({state: 'connecting'})]});
	assert.equal(stepToOpening(start, waiting, openingFor({names: ['a', 'b']})).isDone, false);
});

test('an engine that has not answered is waited for, one that has is not', () => {
	const waiting = makeSnapshot({containers: [a], engines: [makeEngine({state: 'connecting'})]});
	assert.deepEqual(stepToOpening(start, waiting, openingFor({names: ['b']})), {state: start, isDone: false});
	const {state, isDone} = stepToOpening(start, makeSnapshot({containers: [a], engines: [makeEngine()]}), openingFor({names: ['b']}));
	assert.deepEqual([state.notice?.text, isDone], ['No container is called "b".', true]);
});

test('a pid goes to the container at once and to the process when it has been read', () => {
	const opening = openingFor({pid: 21});
	const first = stepToOpening(start, makeSnapshot({containers: [a, b], processes: []}), opening);
	assert.deepEqual([first.state.cursors.containers.key, first.state.focus, first.isDone], [b.key, 'processes', false]);
	const process = makeProcess({key: 'p', pid: 21, container: b.key});
	const second = stepToOpening(first.state, makeSnapshot({containers: [a, b], processes: [process]}), opening);
	assert.deepEqual([second.state.cursors.processes.key, second.state.subject, second.isDone], ['p', 'process', true]);
});

test('whoever has moved the cursor meanwhile keeps it', () => {
	const moved = setCursor(start, 'containers', {key: a.key, index: 0});
	assert.deepEqual(stepToOpening(moved, makeSnapshot({containers: [a, b]}), openingFor({names: ['b']})), {state: moved, isDone: true});
});

test('a column is named by its id, in the direction that suits it or in the one that is asked for', () => {
	assert.deepEqual(readSort('memory', 'containers'), {column: 'memory', isDescending: true});
	assert.deepEqual(readSort('name', 'containers'), {column: 'name', isDescending: false});
	assert.deepEqual(readSort('+memory', 'containers'), {column: 'memory', isDescending: false});
	assert.deepEqual(readSort('-NAME', 'containers'), {column: 'name', isDescending: true});
	// The second number of a column has a word of its own.
	assert.deepEqual(readSort('limit', 'containers'), {column: 'memory', part: 'limit', isDescending: true});
	assert.deepEqual(readSort('+sent', 'containers'), {column: 'network', part: 'sent', isDescending: false});
	const {refusal} = readSort('memroy', 'containers') as {refusal: string};
	assert.match(refusal, /^cannot sort by "memroy" \(did you mean memory\?\): there are name, image, cpu, /);
});
