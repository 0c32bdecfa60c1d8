import test from 'node:test';
import assert from 'node:assert/strict';
import {asciiGlyphs, unicodeGlyphs} from '../../source/text/glyphs.ts';
import {sparkline} from '../../source/text/sparkline.ts';

test('the levels go from the lowest block to the full one', () => {
	assert.equal(sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8], 9, unicodeGlyphs), '▁▂▃▄▅▆▇██');
	assert.equal(sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8], 9, asciiGlyphs), '_.:-=+*##');
});

test('the newest value is at the right, and what is not there yet is blank', () => {
	assert.equal(sparkline([8, 0, 8], 5, unicodeGlyphs), '  █▁█');
	assert.equal(sparkline([8, 0, 8], 2, unicodeGlyphs), '▁█');
	assert.equal(sparkline([], 3, unicodeGlyphs), ' '.repeat(3));
	assert.equal(sparkline([1, 2], 0, unicodeGlyphs), '');
});

test('a gap is a gap and no zero', () => {
	assert.equal(sparkline([8, undefined, 0, NaN, 8], 5, unicodeGlyphs), '█ ▁ █');
});

test('nothing but zeros is a flat line', () => {
	assert.equal(sparkline([0, 0, 0], 3, unicodeGlyphs), '▁▁▁');
});

test('the floor keeps noise low, the maximum cuts what is above', () => {
	assert.equal(sparkline([0.1, 0.2], 2, unicodeGlyphs, {floor: 10}), '▁▁');
	assert.equal(sparkline([5, 20], 2, unicodeGlyphs, {floor: 10}), '▃█');
	assert.equal(sparkline([50, 300, -5], 3, unicodeGlyphs, {maximum: 100}), '▅█▁');
});

test('only what is shown sets the scale', () => {
	assert.equal(sparkline([1000, 1, 2], 2, unicodeGlyphs), '▅█');
});
