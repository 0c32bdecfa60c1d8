import test from 'node:test';
import assert from 'node:assert/strict';
import {
	clipLine,
	fitLine,
	lineWidth,
	paintLine,
	type Line,
} from '../../source/text/spans.ts';
import {cellWidth} from '../../source/text/clean.ts';
import {createTheme, unpaint} from '../../source/text/theme.ts';

const theme = createTheme({level: '16', isUnicode: true});
const widthOf = (row: string) => cellWidth(unpaint(row));
const line: Line = [{text: 'cpu ', tone: 'dim'}, {text: '漢字', tone: 'good'}, {text: ''}, {text: ' end'}];

test('a line of several looks fits exactly any width', () => {
	for (let width = 0; width < 20; width++) {
		for (const align of ['left', 'right', 'center'] as const) {
			assert.equal(widthOf(fitLine(line, width, theme, {align})), width);
			assert.equal(widthOf(fitLine('漢字 text', width, theme, {align})), width);
		}
	}
});

test('the ellipsis looks as what it cuts off', () => {
	assert.deepEqual(clipLine(line, 8), [{text: 'cpu ', tone: 'dim'}, {text: '漢…', tone: 'good'}]);
	assert.deepEqual(clipLine(line, 5), [{text: 'cpu ', tone: 'dim'}, {text: '…', tone: 'good'}]);
	assert.deepEqual(clipLine(line, 4), [{text: 'cpu…', tone: 'dim'}]);
	assert.deepEqual(clipLine(line, 0), []);
	assert.equal(clipLine(line, 12), line);
});

test('pieces without a look get that of the line', () => {
	assert.equal(lineWidth(line), 12);
	assert.equal(paintLine([{text: 'a'}, {text: 'b', tone: 'good'}], theme, 'bad'), '\u{1B}[91ma\u{1B}[0m\u{1B}[32mb\u{1B}[0m');
	assert.equal(fitLine([{text: 'a'}], 3, theme, {align: 'right'}), '  a');
});
