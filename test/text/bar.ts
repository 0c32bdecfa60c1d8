import test from 'node:test';
import assert from 'node:assert/strict';
import {bar} from '../../source/text/bar.ts';
import {cellWidth} from '../../source/text/clean.ts';
import {createTheme, unpaint} from '../../source/text/theme.ts';

const colour = createTheme({level: '16', isUnicode: true});
const plain = createTheme({level: 'none', isUnicode: true});
const ascii = createTheme({level: 'none', isUnicode: false});
const shapeOf = (fractions: readonly number[], width: number, theme = colour) =>
	unpaint(
		bar(
			fractions.map(fraction => ({fraction, tone: 'good'})),
			width,
			theme,
		),
	);

test('the end of the bar is drawn to an eighth of a cell', () => {
	assert.equal(shapeOf([0.5], 10), '▕████    ▏');
	assert.equal(shapeOf([0.45], 10), '▕███▋    ▏');
	assert.equal(shapeOf([0.5], 9), '▕███▌   ▏');
	assert.equal(shapeOf([], 5), '▕   ▏');
	assert.equal(shapeOf([1], 5), '▕███▏');
});

test('in ASCII it is drawn of whole cells', () => {
	assert.equal(shapeOf([0.5], 8, ascii), '[###   ]');
	assert.equal(shapeOf([0.3, 0.3], 12, ascii), '[###===    ]');
});

test('a little is more than nothing', () => {
	assert.equal(shapeOf([0.0001], 6), '▕▏   ▏');
	assert.equal(shapeOf([0.0001], 6, ascii), '[#   ]');
});

test('segments differ in colour, or in fill where there is none', () => {
	assert.equal(
		bar(
			[
				{fraction: 0.5, tone: 'good'},
				{fraction: 0.25, tone: 'bad'},
			],
			6,
			colour,
		),
		'\u{1B}[2m▕\u{1B}[0m\u{1B}[32m██\u{1B}[0m\u{1B}[91m█\u{1B}[0m \u{1B}[2m▏\u{1B}[0m',
	);
	assert.equal(
		unpaint(
			bar(
				[
					{fraction: 0.5, tone: 'good'},
					{fraction: 0.25, tone: 'bad'},
				],
				6,
				plain,
			),
		),
		'▕██▒ ▏',
	);
});

test('every bar is as wide as told, whatever the numbers', () => {
	const fractions = [0, 0.01, 0.124, 0.33, 0.5, 0.875, 0.99, 1, 1.7, -1, NaN, Infinity];
	for (const first of fractions) {
		for (const second of fractions) {
			for (let width = 0; width <= 23; width++) {
				for (const theme of [colour, ascii]) {
					assert.equal(cellWidth(shapeOf([first, second, first], width, theme)), width, `${first} ${second} ${width}`);
				}
			}
		}
	}
});
