import assert from 'node:assert/strict';
import test from 'node:test';
import {Bursts} from '../../source/ui/bursts.ts';
import {initialState, resize, type UiState} from '../../source/ui/state.ts';
import {makeKey, makeWorld} from '../helpers/make.ts';

/**
Bursts over a state of its own, which is never drawn.
*/
function readKeys(): {readonly bursts: Bursts; readonly screen: {state: UiState}} {
	const screen = {state: initialState(120, 40)};
	const bursts = new Bursts({
		world: () => makeWorld(screen),
		set(next) {
			screen.state = next;
		},
		carryOut: () => undefined,
		readAgain: () => undefined,
		now: () => 0,
	});
	return {bursts, screen};
}

test('a paste that is ignored leaves the window its new size', () => {
	const {bursts, screen} = readKeys();
	for (const [index, key] of [...'ztzoz2'].entries()) {
		bursts.take([makeKey(key)], {stamp: undefined, isContinued: index > 0});
		if (index === 1) {
			const change = (before: UiState): UiState => resize(before, 200, 50);
			bursts.follow(change);
			screen.state = change(screen.state);
		}
	}

	const {columns, rows, notice, isZoomed} = screen.state;
	assert.deepEqual([columns, rows], [200, 50]);
	assert.match(notice!.text, /^Paste ignored/);
	assert.equal(isZoomed, false, 'and nothing of the paste was done');
});

test('what is typed into a field in the same burst as a redraw arrives there', () => {
	const {bursts, screen} = readKeys();
	bursts.take(['ctrl-l', '/', 'f', 'r', 'e', 's', 'h'].map(key => makeKey(key)), {stamp: undefined, isContinued: false});
	assert.equal(screen.state.filters.containers, 'fresh');
	assert.equal(screen.state.notice, undefined);
});
