import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	firstSample,
	gone,
	sumOfKnown,
	unsupported,
} from '../source/known.ts';

test('a sum is of what is known; without any it has the reason that tells most', () => {
	assert.equal(sumOfKnown([1, gone, 2, denied]), 3);
	assert.equal(sumOfKnown([0, firstSample]), 0);
	assert.equal(sumOfKnown([]), 0);
	assert.equal(sumOfKnown([gone, denied, firstSample]), firstSample);
	assert.equal(sumOfKnown([gone, unsupported, denied]), denied);
	assert.equal(sumOfKnown([gone, unsupported]), unsupported);
	assert.equal(sumOfKnown([gone]), gone);
});
