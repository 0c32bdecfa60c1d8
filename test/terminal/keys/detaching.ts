import test from 'node:test';
import assert from 'node:assert/strict';
import {Detaching} from '../../../source/terminal/keys/detaching.ts';

function passed(keys: readonly number[], ...chunks: ReadonlyArray<readonly number[]>) {
	const detaching = new Detaching(Uint8Array.from(keys));
	return chunks.map(chunk => {
		const {bytes, isDetached} = detaching.pass(Uint8Array.from(chunk));
		return [[...bytes], isDetached];
	});
}

test('keys that detach are found within a chunk and over chunks, and what comes after them is dropped', () => {
	assert.deepEqual(passed([16, 17], [1, 2, 16, 17, 3]), [[[1, 2], true]]);
	assert.deepEqual(passed([16, 17], [1, 16], [17]), [[[1], false], [[], true]]);
});

test('keys that only begin like them come through with the next one, none is lost', () => {
	assert.deepEqual(passed([16, 17], [16], [5, 16], [16], [17]), [[[], false], [[16, 5], false], [[16], false], [[], true]]);
	assert.deepEqual(passed([15, 120], [15, 15, 97, 120]), [[[15, 15, 97, 120], false]]);
});

test('where no keys detach, everything passes', () => {
	assert.deepEqual(passed([], [16, 17, 0]), [[[16, 17, 0], false]]);
});
