import assert from 'node:assert/strict';
import test from 'node:test';
import {cellWidth} from '../../source/text/clean.ts';
import {fold} from '../../source/text/fold.ts';

test('pieces have all of the text, and none is wider than there is room', () => {
	for (const text of ['', 'a', 'plain words '.repeat(50), 'wörd '.repeat(50), '数据库'.repeat(40), 'a👩‍👩‍👧b'.repeat(20)]) {
		for (const width of [2, 7, 80, 5000]) {
			const pieces = fold(text, width);
			assert.equal(pieces.join(''), text);
			assert.deepEqual(pieces.filter(piece => cellWidth(piece) > width), []);
		}
	}
});
