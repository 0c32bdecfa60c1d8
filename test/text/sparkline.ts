import test from 'node:test';
import assert from 'node:assert/strict';
import {asciiGlyphs, unicodeGlyphs} from '../../source/text/glyphs.ts';
import {bytesTop, percentTop, sparkline} from '../../source/text/sparkline.ts';

test('the levels go from the lowest block to the full one', () => {
	assert.equal(sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8], 9, unicodeGlyphs, 8), '▁▂▃▄▅▆▇██');
	assert.equal(sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8], 9, asciiGlyphs, 8), '_.:-=+*##');
});

test('the newest value is at the right, and what is not there yet is blank', () => {
	assert.equal(sparkline([8, 0, 8], 5, unicodeGlyphs, 8), '  █▁█');
	assert.equal(sparkline([8, 0, 8], 2, unicodeGlyphs, 8), '▁█');
	assert.equal(sparkline([], 3, unicodeGlyphs, 8), ' '.repeat(3));
	assert.equal(sparkline([1, 2], 0, unicodeGlyphs, 8), '');
});

test('a gap is a gap and no zero', () => {
	assert.equal(sparkline([8, undefined, 0, NaN, 8], 5, unicodeGlyphs, 8), '█ ▁ █');
});

test('nothing but zeros is a flat line', () => {
	assert.equal(sparkline([0, 0, 0], 3, unicodeGlyphs, 10), '▁▁▁');
});

test('what is above the top is cut', () => {
	assert.equal(sparkline([50, 300, -5], 3, unicodeGlyphs, 100), '▅█▁');
});

test('the scale of percentages has tops that are easily read, and never makes a mountain of noise', () => {
	assert.deepEqual([[], [0.2], [10], [11, 3], [26], [51], [101], [390], [1601]].map(values => percentTop(values)), [
		10, 10, 10, 25, 50, 100, 200, 400, 3200,
	]);
	assert.equal(percentTop([undefined, NaN, 12]), 25);
});

test('a steady number of bytes does not look full', () => {
	for (const bytes of [1, 484 * 1024, 5e6, 2 ** 30]) {
		assert.ok(bytes <= bytesTop([bytes]) * 0.95, String(bytes));
		assert.ok(bytes >= bytesTop([bytes]) * 0.4, String(bytes));
	}
});
