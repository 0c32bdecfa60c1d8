import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {
	bytesAfter,
	linesOf,
	numberAfter,
	numberOf,
	parseMaximum,
	parseNumber,
	textAfter,
	wordsOf,
} from '../../source/kernel/fields.ts';
import {unsupported} from '../../source/known.ts';

test('a number is a number and nothing else', () => {
	assert.equal(numberOf('-12'), -12);
	for (const text of ['', '-', '1x', ' 1', '1.5', '1e3', '0x10', 'max', undefined]) {
		assert.equal(numberOf(text), unsupported);
	}

	assert.equal(parseNumber(Buffer.from('42\n')), 42);
	assert.equal(parseNumber(Buffer.from('')), unsupported);
	assert.equal(parseMaximum(Buffer.from('max\n')), undefined);
	assert.equal(parseMaximum(Buffer.from('100\n')), 100);
	assert.equal(parseMaximum(Buffer.from('?\n')), unsupported);
});

test('a key is found at the start of a line only', () => {
	const text = 'a 1\nlast_a 2\nb: 3 kB\n total_c 4\nd x\n';
	assert.equal(numberAfter(text, 'a '), 1);
	assert.equal(numberAfter(text, 'last_a '), 2);
	assert.equal(numberAfter(text, 'c '), unsupported);
	assert.equal(numberAfter(text, 'd '), unsupported);
	assert.equal(bytesAfter(text, 'b:'), 3072);
	assert.equal(bytesAfter(text, 'e:'), unsupported);
	assert.equal(textAfter(text, 'd '), 'x');
	assert.equal(textAfter('d', 'd'), '');
	assert.equal(textAfter('', 'd'), undefined);
});

test('lines and words leave out what is empty', () => {
	assert.deepEqual(linesOf(Buffer.from('a b\n\nc\n')), ['a b', 'c']);
	assert.deepEqual(wordsOf('  a \t b\n'), ['a', 'b']);
	assert.deepEqual(wordsOf(''), []);
});
