import assert from 'node:assert/strict';
import test from 'node:test';
import {spansOf} from '../../../source/text/spans.ts';
import {createTheme} from '../../../source/text/theme.ts';
import {explainedChoices} from '../../../source/ui/dialogs/room.ts';

const theme = createTheme({level: 'none', isUnicode: true});
const all = ['one two three four five', 'short', 'word '.repeat(60).trim()].map((words, index) => ({name: [{text: `${index}  `}], words}));

const rowsOf = (cursor: number, room: {readonly width: number; readonly height: number}): readonly string[] =>
	explainedChoices(all, cursor, room, theme).map(line => spansOf(line).map(({text}) => text).join('').trimEnd());

test('where words have no room behind their name, those of the chosen one stand below the list, which stays as high as it is', () => {
	const first = rowsOf(0, {width: 20, height: 20});
	assert.deepEqual(first.slice(3), ['', '  one two three four', '  five', '', '']);
	assert.deepEqual(rowsOf(1, {width: 20, height: 20}).slice(3), ['', '  short', '', '', '']);
	assert.equal(rowsOf(2, {width: 20, height: 20}).length, first.length);
});

test('a low screen and one that is wide enough have the list alone', () => {
	assert.equal(rowsOf(0, {width: 20, height: 7}).length, 3);
	assert.equal(rowsOf(0, {width: 400, height: 20}).length, 3);
});
