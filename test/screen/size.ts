import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sizeOf} from '../../source/screen/size.ts';

test('a terminal that does not tell its size has 80 × 24, and none is larger than any', () => {
	assert.deepEqual(sizeOf({}), {columns: 80, rows: 24});
	assert.deepEqual(sizeOf({columns: 0, rows: 0}), {columns: 80, rows: 24});
	assert.deepEqual(sizeOf({columns: 100, rows: 0}), {columns: 100, rows: 24});
	assert.deepEqual(sizeOf({columns: 65_535, rows: 65_535}), {columns: 2000, rows: 1000});
});
