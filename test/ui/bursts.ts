import assert from 'node:assert/strict';
import test from 'node:test';
import {Bursts} from '../../source/ui/bursts.ts';
import {initialState, resize, type UiState} from '../../source/ui/state.ts';
import {makeKey, makeWorld} from '../helpers/make.ts';

/**
Reads a burst key by key, and has the window resized after the second one; gives the state at the end.
*/
function readWithResize(keys: string): UiState {
	let state = initialState(120, 40);
	const bursts = new Bursts({
		world: () => makeWorld({state}),
		set(next) {
			state = next;
		},
		carryOut: () => undefined,
		now: () => 0,
	});
	for (const [index, key] of [...keys].entries()) {
		bursts.take([makeKey(key)], {stamp: undefined, isContinued: index > 0});
		if (index === 1) {
			const change = (before: UiState): UiState => resize(before, 200, 50);
			bursts.follow(change);
			state = change(state);
		}
	}

	return state;
}

test('a paste that is ignored leaves the window its new size', () => {
	const {columns, rows, notice, isZoomed} = readWithResize('ztzoz2');
	assert.deepEqual([columns, rows], [200, 50]);
	assert.match(notice!.text, /^Paste ignored/);
	assert.equal(isZoomed, false, 'and nothing of the paste was done');
});

test('what is typed into a field in the same burst as a redraw arrives there', () => {
	let state = initialState(120, 40);
	const bursts = new Bursts({
		world: () => makeWorld({state}),
		set(next) {
			state = next;
		},
		carryOut: () => undefined,
		now: () => 0,
	});
	bursts.take(['ctrl-l', '/', 'f', 'r', 'e', 's', 'h'].map(key => makeKey(key)), {stamp: undefined, isContinued: false});
	assert.equal(state.filters.containers, 'fresh');
	assert.equal(state.notice, undefined);
});
