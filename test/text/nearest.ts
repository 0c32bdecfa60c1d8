import assert from 'node:assert/strict';
import test from 'node:test';
import {nearest} from '../../source/text/nearest.ts';

const words = ['json', 'watch', 'all', 'interval', 'host', 'read-only', 'no-engine', 'help'];

test('a slip of the finger finds the word', () => {
	assert.deepEqual(
		['jsno', 'jsn', 'jsonn', 'wacth', 'al', 'intreval', 'hots', 'readonly', 'read_only', 'no-engin', 'Help'].map(word => nearest(word, words)),
		['json', 'json', 'json', 'watch', 'all', 'interval', 'host', 'read-only', 'read-only', 'no-engine', 'help'],
	);
});

test('the beginning of a word stands for it, however long it is', () => {
	assert.deepEqual(['in', 'read', 'no-'].map(word => nearest(word, words)), ['interval', 'read-only', 'no-engine']);
});

test('what is like nothing gets no guess', () => {
	assert.deepEqual(['', 'x', 'zzzzzz', 'configuration'].map(word => nearest(word, words)), [undefined, undefined, undefined, undefined]);
	assert.equal(nearest('json', []), undefined);
});
