import assert from 'node:assert/strict';
import test from 'node:test';
import {isGlob, matchesGlob} from '../../source/model/glob.ts';

test('star, question mark and class', () => {
	for (const [pattern, text] of [
		['*', ''],
		['*', 'abc'],
		['a*c', 'ac'],
		['a*c', 'abbc'],
		['?', '漢'],
		['?', '👍'],
		['[a-c]x', 'bx'],
		['[!a-c]x', 'dx'],
		['[^a]', 'b'],
		['[]a]', ']'],
		['[-a]', '-'],
		['a.c', 'a.c'],
		['*a*a*a*', 'aaa'],
		['[', '['],
		['[z-a]', 'z'],
	] as const) {
		assert.ok(matchesGlob(pattern, text), `${pattern} ${text}`);
	}

	for (const [pattern, text] of [
		['', 'a'], ['?', ''], ['?', 'ab'], ['a*c', 'acd'], ['[a-c]', 'd'], ['[!a]', 'a'], ['a.c', 'abc'], ['*a*a*a*', 'aa'], ['abc', 'ab'], ['ab', 'abc'],
	] as const) {
		assert.ok(!matchesGlob(pattern, text), `${pattern} ${text}`);
	}
});

test('many stars on a long name take no time to speak of', () => {
	assert.equal(matchesGlob('*a'.repeat(100), 'a'.repeat(300) + 'b'), false);
});

test('a plain name is no pattern', () => {
	assert.deepEqual(['web-1', 'a*', 'a?', '[a]'].map(word => isGlob(word)), [false, true, true, true]);
});
