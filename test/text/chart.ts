import assert from 'node:assert/strict';
import test from 'node:test';
import {chartRows, resampled, scaleTop} from '../../source/text/chart.ts';
import {asciiGlyphs, unicodeGlyphs} from '../../source/text/glyphs.ts';

type Columns = Parameters<typeof chartRows>[0];

type Look = {readonly height: number; readonly top: number; readonly limit?: number; readonly isUnicode?: boolean};

function drawn(columns: Columns, look: Look): readonly string[] {
	const {isUnicode = true} = look;
	return chartRows(columns, {
		tone: 'good', glyphs: isUnicode ? unicodeGlyphs : asciiGlyphs, ...look, isUnicode,
	}).map(spans => spans.map(({text}) => text).join(''));
}

test('each value is an area from below, two to a cell and four steps to a row', () => {
	assert.deepEqual(drawn([0, 1, 2, 3, 4, 5, 6, 8], {height: 2, top: 8}), ['  ⢀⣼', '⣀⣴⣿⣿']);
});

test('in ASCII each value has a cell of its own, and two steps', () => {
	assert.deepEqual(drawn([0, 1, 2, 3, 4], {height: 2, top: 4, isUnicode: false}), ['   .#', '..###']);
});

test('what was not read is a gap, and zero is not', () => {
	assert.deepEqual(drawn([undefined, 0, undefined, undefined, 4, undefined], {height: 1, top: 4}), ['⢀ ⡇']);
	assert.deepEqual(drawn([undefined, 0, 4], {height: 1, top: 4, isUnicode: false}), [' .#']);
});

test('a limit is a line at its height, before which the area stands', () => {
	const look = {height: 4, top: 8};
	assert.deepEqual(drawn([8, 8, 0, 0], {...look, limit: 8}), ['⣿─', '⣿ ', '⣿ ', '⣿⣀']);
	assert.deepEqual(drawn([8, 8, 0, 0], {...look, limit: 4}), ['⣿ ', '⣿ ', '⣿─', '⣿⣀']);
	assert.deepEqual(drawn([8, 8, 0, 0], {...look, limit: 9}), ['⣿ ', '⣿ ', '⣿ ', '⣿⣀'], 'one above the scale is not there');
	const [row] = chartRows([undefined, 4], {
		height: 1, top: 4, limit: 4, tone: 'good', isUnicode: false, glyphs: asciiGlyphs,
	});
	assert.deepEqual(row, [{text: '-', tone: 'bad'}, {text: '#', tone: 'good'}]);
});

test('what is higher than the scale ends at its top', () => {
	assert.deepEqual(drawn([100, 100], {height: 1, top: 4}), ['⣿']);
});

test('a column has the highest value of its time, and none where nothing of it is known', () => {
	assert.deepEqual(resampled([1, 5, 2, undefined, undefined, undefined], 3), [5, 2, undefined]);
	assert.deepEqual(resampled([1, undefined], 4), [1, 1, undefined, undefined]);
	assert.deepEqual(resampled([], 2), [undefined, undefined]);
});

test('a scale ends at a round number', () => {
	assert.deepEqual([0.3, 1, 1.1, 4, 7, 30, 100, 101].map(highest => scaleTop(highest, false)), [0.3, 1, 2, 4, 8, 30, 100, 200]);
	assert.deepEqual([1, 1000, 1024, 1025, 64 * 2 ** 20].map(highest => scaleTop(highest, true)), [1, 1024, 1024, 2048, 64 * 2 ** 20]);
	assert.deepEqual([0, NaN].map(highest => scaleTop(highest, true)), [1, 1]);
});
