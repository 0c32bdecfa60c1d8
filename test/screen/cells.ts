import assert from 'node:assert/strict';
import {test} from 'node:test';
import stringWidth from 'string-width';
import {
	codeOf,
	isTail,
	isWide,
	styleOf,
} from '../../source/screen/cell.ts';
import {parseLine} from '../../source/screen/cells.ts';
import {Palette} from '../../source/screen/palette.ts';
import {isSimple} from '../../source/screen/width.ts';
import {createRandom, randomLine} from '../helpers/reference.ts';

/**
The glyphs of a line in a number of cells: `<` marks the right half of the one before.
*/
function glyphs(line: string, width: number): string {
	const palette = new Palette();
	const cells = new Uint32Array(width).fill(0x40);
	parseLine(palette, line, cells);
	return Array.from(cells, cell => isTail(cell) ? '<' : palette.text(codeOf(cell))).join('');
}

/**
For each cell of a line the SGR sequence that leads to its style from none.
*/
function styles(line: string, width: number): string[] {
	const palette = new Palette();
	const cells = new Uint32Array(width);
	parseLine(palette, line, cells);
	return Array.from(cells, cell => palette.change(0, styleOf(cell)).slice(2, -1));
}

test('a line is cut at the right edge and filled up with blanks', () => {
	assert.equal(glyphs('abc', 5), 'abc  ');
	assert.equal(glyphs('abcdef', 3), 'abc');
	assert.equal(glyphs('', 2), '  ');
	assert.equal(glyphs('abc', 0), '');
});

test('cells beside the place of the line are left alone', () => {
	const cells = new Uint32Array(6).fill(7);
	parseLine(new Palette(), 'a世b世', cells.subarray(2, 4));
	assert.deepEqual([...cells.slice(0, 2), ...cells.slice(4)], [7, 7, 7, 7]);
});

test('a wide glyph that does not fit is a blank', () => {
	assert.equal(glyphs('a世b', 4), 'a世<b');
	assert.equal(glyphs('a世', 2), 'a ');
	assert.equal(glyphs('世界', 3), '世< ');
});

test('a mark belongs to the letter before it, even to one in ASCII', () => {
	assert.equal(glyphs('xe\u{301}y', 4), 'xe\u{301}y ');
	assert.equal(glyphs('│\u{301}y', 3), '│\u{301}y ');
});

test('clusters take as many cells as string-width says', () => {
	assert.equal(glyphs('👨‍👩‍👧‍👦x', 4), '👨‍👩‍👧‍👦<x ');
	assert.equal(glyphs('🇩🇪🇯🇵', 4), '🇩🇪<🇯🇵<');
	assert.equal(glyphs('ﾊﾞ', 3), 'ﾊﾞ< ');
	assert.equal(glyphs('한글', 4), '한<글<');
	assert.equal(glyphs('1️⃣', 3), '1️⃣< ');
});

test('what cannot be seen takes no cell', () => {
	assert.equal(glyphs('a\u{200B}b\u{AD}c\u{202E}d\u{2066}e\u{FEFF}f\u{D800}g', 8), 'abcdefg ');
	assert.equal(glyphs('\u{301}a', 2), 'a ');
});

test('a tower of marks and a cluster of more than two cells become one replacement, as wide as before', () => {
	assert.equal(glyphs(`a${'\u{301}'.repeat(100)}b`, 3), '\u{FFFD}b ');
	const wide = 'ᄀᄀ각';
	assert.equal(stringWidth(wide), 6);
	assert.equal(glyphs(`${wide}b`, 8), '\u{FFFD}<    b ');
});

test('line separators of Unicode are replaced', () => {
	assert.equal(glyphs('a\u{2028}b', 3), 'a\u{FFFD}b');
});

test('control characters and escape sequences other than colours vanish with all their parameters', () => {
	assert.equal(glyphs('a\nb\r\tc\u{7F}\u{8}d\u{85}e', 6), 'abcde ');
	assert.equal(glyphs('a\u{1B}[2Jb\u{1B}[?1049lc\u{1B}[1;1Hd\u{1B}[ qe\u{9B}2Jf', 7), 'abcdef ');
	assert.equal(glyphs('a\u{1B}]0;title\u{7}b\u{1B}]8;;http://x\u{1B}\\c\u{1B}]8;;\u{9C}d\u{9D}1;x\u{7}e', 6), 'abcde ');
	assert.equal(glyphs('a\u{1B}Pq#0\u{1B}\\b\u{1B}_x\u{1B}\\c\u{1B}cd\u{1B}(0e\u{1B}7f', 7), 'abcdef ');
});

test('of a sequence without an end only the beginning vanishes', () => {
	assert.equal(glyphs('a\u{1B}', 2), 'a ');
	assert.equal(glyphs('a\u{1B}[', 2), 'a ');
	assert.equal(glyphs('a\u{1B}[31', 4), 'a31 ');
	assert.equal(glyphs('a\u{1B}]0;b', 5), 'a0;b ');
	assert.equal(glyphs('a\u{1B}]0;b\u{1B}[31mc', 6), 'a0;bc ');
	assert.equal(glyphs('a\u{1B}世', 4), 'a世< ');
});

test('each attribute goes on and off, and a reset ends them all', () => {
	assert.deepEqual(
		styles('\u{1B}[1mx\u{1B}[3mx\u{1B}[22mx\u{1B}[4;7;9mx\u{1B}[24mx\u{1B}[27mx\u{1B}[23;29mx\u{1B}[2mx\u{1B}[mx\u{1B}[2mx\u{1B}[0mx', 11),
		['1', '1;3', '3', '3;4;7;9', '3;7;9', '3;9', '', '2', '', '2', ''],
	);
});

test('colours of all three kinds go on and off', () => {
	assert.deepEqual(styles('\u{1B}[31;44mx\u{1B}[39mx\u{1B}[97;107mx\u{1B}[38;5;208;49mx\u{1B}[48;2;1;2;3mx\u{1B}[39;49mx', 6), [
		'31;44',
		'44',
		'97;107',
		'38;5;208',
		'38;5;208;48;2;1;2;3',
		'',
	]);
	assert.deepEqual(styles('\u{1B}[38:5:9mx\u{1B}[48:2::1:2:3mx\u{1B}[38:2:4:5:6mx\u{1B}[4:3mx\u{1B}[4:0mx', 5), [
		'38;5;9', '38;5;9;48;2;1;2;3', '38;2;4;5;6;48;2;1;2;3', '4;38;2;4;5;6;48;2;1;2;3', '38;2;4;5;6;48;2;1;2;3',
	]);
});

test('the parameters of a colour are not taken for attributes', () => {
	assert.deepEqual(styles('\u{1B}[38;5;7mx', 1), ['38;5;7']);
	assert.deepEqual(styles('\u{1B}[58;5;7mx\u{1B}[58;2;1;4;9mx', 2), ['', ''], 'the colour of underlines');
	assert.deepEqual(
		styles('\u{1B}[38;5;999mx\u{1B}[38;5mx\u{1B}[38mx\u{1B}[38;2;1;2mx\u{1B}[38;;1mx', 5),
		['', '', '', '', '1'],
		'incomplete or out of range',
	);
});

test('parameters that nobody knows change nothing', () => {
	assert.deepEqual(styles('\u{1B}[1;5;8;53;73;12345mx\u{1B}[?1mx\u{1B}[>4;2mx\u{1B}[1$mx', 4), ['1', '1', '1', '1']);
});

test('blanks keep of their style what can be seen on them', () => {
	assert.deepEqual(styles('\u{1B}[1;31m \u{1B}[44m \u{1B}[7m \u{1B}[0;3;4m ', 4), ['', '44', '1;7;31;44', '4']);
});

test('ending bold alone says dim again', () => {
	const palette = new Palette();
	const both = palette.step(0, '1;2');
	const dim = palette.step(0, '2');
	assert.equal(palette.change(both, dim), '\u{1B}[;2m');
	assert.equal(palette.change(palette.step(both, '31;44'), palette.step(dim, '31;44')), '\u{1B}[22;2m');
});

test('the same style by other ways has the same number', () => {
	const palette = new Palette();
	assert.equal(palette.step(0, '31;1'), palette.step(palette.step(0, '1'), '31'));
	assert.equal(palette.step(palette.step(0, '1;7;45'), '0'), 0);
});

test('every glyph of the fast path is one cell by string-width too', () => {
	const simple = Array.from({length: 0x1_00_00}, (_, unit) => unit).filter(unit => isSimple(unit));
	assert.ok(simple.length > 1000);
	for (const unit of simple) {
		// eslint-disable-next-line unicorn/prefer-code-point -- A code unit it is.
		assert.equal(stringWidth(String.fromCharCode(unit)), 1, unit.toString(16));
	}
});

test('random lines fill as many cells as string-width says', () => {
	const random = createRandom(11);
	for (let count = 0; count < 500; count++) {
		const line = randomLine(random, 40, 0.3);
		const width = stringWidth(line);
		const cells = new Uint32Array(width + 5);
		parseLine(new Palette(), `${line}\u{1B}[0m#`, cells);
		assert.equal(codeOf(cells[width]!), 0x23, JSON.stringify(line));
		for (const [index, cell] of cells.entries()) {
			assert.equal(isWide(cell), isTail(cells[index + 1] ?? 0), JSON.stringify(line));
		}
	}
});
