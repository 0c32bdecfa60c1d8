import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/**
Words that are no idiomatic English where they were used here, or that leave open who or when is meant.
*/
const odd = /\b(?:anew|dear|somebody|so many|told by|told from|of whom|whoever is looked at|turn(?:ed)? round)\b/i;

test('README uses plain words, and with it the help of every flag, key and column, which its tables repeat', () => {
	assert.deepEqual(readme.split('\n').filter(line => odd.test(line)), []);
});

test('prose of README stays under 140 columns', () => {
	const outsideCode = readme.split('```').filter((_part, index) => index % 2 === 0).join('');
	const prose = outsideCode.split('\n').filter(line => !/^[!<|]/.test(line));
	assert.ok(prose.length > 50, 'there is no prose, so this test proves nothing');
	assert.deepEqual(prose.filter(line => line.length > 140), []);
});
