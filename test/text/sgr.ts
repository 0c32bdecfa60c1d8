import assert from 'node:assert/strict';
import {test} from 'node:test';
import {foldLine} from '../../source/text/fold.ts';
import {markHits} from '../../source/text/search.ts';
import {inSixteenColours, lookAfter, withoutColours} from '../../source/text/sgr.ts';
import {
	clipLine,
	fitLine,
	paintLine,
	type Line,
} from '../../source/text/spans.ts';
import {createTheme} from '../../source/text/theme.ts';

const colour = createTheme({level: '16', isUnicode: true});
const plain = createTheme({level: 'none', isUnicode: true});

test('the same look has the same words, however it came about', () => {
	assert.equal(lookAfter('', '31;1'), '1;31');
	assert.equal(lookAfter(lookAfter('', '1'), '31'), '1;31');
	assert.equal(lookAfter('1;31', ''), '');
	assert.equal(lookAfter('1;31', '22;39'), '');
	assert.equal(lookAfter('', '38:2::1:2:3'), '38;2;1;2;3');
	assert.equal(lookAfter('', '38;2;1;2;3'), '38;2;1;2;3');
	assert.equal(lookAfter('4', '5;6;8'), '4', 'neither blinking nor concealed');
	assert.equal(lookAfter('', '10;11;26;50;51;99;1000000'), '');
});

test('other colours become the nearest of the sixteen', () => {
	assert.deepEqual(
		['38;5;208', '38;5;9', '48;5;12', '38;2;250;10;10', '38;2;0;200;0', '48;2;255;255;255', '38;5;245', '38;5;63', '1;92;104'].map(look =>
			inSixteenColours(look)),
		['33', '91', '104', '91', '32', '107', '90', '94', '1;92;104'],
	);
});

test('no text has the colour of its background, or one that the terminal may have for that', () => {
	assert.equal(inSixteenColours('31;41'), '31');
	assert.equal(inSixteenColours('30;40'), '');
	assert.equal(inSixteenColours('97;107'), '');
	assert.equal(inSixteenColours('38;2;1;1;1;48;2;0;0;0'), '');
	assert.equal(inSixteenColours('7;30'), '7');
	assert.equal(inSixteenColours('1;37;40'), '1;37;40');
	assert.equal(inSixteenColours('30;47'), '30;47');
});

test('without colours weight, underline and inverse are left', () => {
	assert.equal(withoutColours('1;2;3;4;7;9;31;44'), '1;2;4;7');
	assert.equal(plain.paintLook('31', 'x'), 'x');
	assert.equal(plain.paintLook('1;31', 'x'), '\u{1B}[1mx\u{1B}[0m');
});

const line: Line = [{text: 'one ', look: '1;31'}, {text: 'two 漢字', look: '4'}, {text: ' end', tone: 'dim'}];

test('a look is painted over the tone of its line, and cut and marked pieces keep it', () => {
	assert.equal(paintLine([{text: 'a', look: '31'}], colour), '\u{1B}[31ma\u{1B}[0m');
	assert.equal(paintLine([{text: 'a', look: '31'}], colour, 'dim'), '\u{1B}[2m\u{1B}[31ma\u{1B}[0m\u{1B}[2m\u{1B}[0m');
	assert.equal(paintLine([{text: 'a', look: ''}], colour), 'a');
	assert.deepEqual(clipLine(line, 6), [{text: 'one ', look: '1;31'}, {text: 't…', look: '4'}]);
	assert.equal(fitLine(line, 2, colour), '\u{1B}[1;31mo…\u{1B}[0m');
	assert.deepEqual(markHits(line, 'e t', 'selected'), [
		{text: 'on', look: '1;31'},
		{text: 'e ', tone: 'selected'},
		{text: 't', tone: 'selected'},
		{text: 'wo 漢字', look: '4'},
		{text: ' end', tone: 'dim'},
	]);
});

test('a folded line keeps its looks and loses nothing', () => {
	assert.deepEqual(foldLine(line, 9), [
		[{text: 'one ', look: '1;31'}, {text: 'two ', look: '4'}],
		[{text: '漢字', look: '4'}, {text: ' end', tone: 'dim'}],
	]);
	assert.deepEqual(foldLine('abcdef', 4), ['abcd', 'ef']);
	assert.deepEqual(foldLine([{text: 'abcdef', look: '1'}], 2), [[{text: 'ab', look: '1'}], [{text: 'cd', look: '1'}], [{text: 'ef', look: '1'}]]);
	assert.deepEqual(foldLine([], 4), [[]]);
});
