import assert from 'node:assert/strict';
import test from 'node:test';
import {fairShare} from '../../../source/sampler/kept/share.ts';

const given = (wanted: readonly number[], total: number): readonly number[] => {
	const share = fairShare(wanted, total);
	return wanted.map(each => Math.min(each, share));
};

test('all get what they want where that is not too much', () => {
	assert.deepEqual(given([5, 1, 3], 9), [5, 1, 3]);
	assert.deepEqual(given([], 9), []);
});

test('who wants little gets it, and the others share the rest alike', () => {
	assert.deepEqual(given([100_000, 4, 3000], 2000), [998, 4, 998]);
	assert.deepEqual(given([10, 10, 10], 9), [3, 3, 3]);
	assert.deepEqual(given([7, 7], 1), [0, 0]);
});
