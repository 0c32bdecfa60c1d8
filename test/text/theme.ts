
import test from 'node:test';
import assert from 'node:assert/strict';
import {asciiGlyphs, unicodeGlyphs, type Glyphs} from '../../source/text/glyphs.ts';
import {cellWidth} from '../../source/text/clean.ts';
import {
	createTheme,
	detectTheme,
	unpaint,
	type Tone,
} from '../../source/text/theme.ts';

const colour = createTheme({level: '16', isUnicode: true});
const plain = createTheme({level: 'none', isUnicode: true});
const tones = [
	'normal',
	'dim',
	'strong',
	'border',
	'borderFocused',
	'title',
	'titleFocused',
	'header',
	'headerSorted',
	'selected',
	'selectedElsewhere',
	'tagged',
	'good',
	'warn',
	'bad',
	'accent',
	'host',
	'shared',
	'key',
] as const satisfies readonly Tone[];

const parametersOf = (row: string) => [...row.matchAll(/\[([\d;]*)m/g)].flatMap(([, parameters]) => parameters!.split(';').map(Number));

test('without colours there is weight, faintness, underline and inverse alone', () => {
	for (const tone of tones) {
		for (const parameter of parametersOf(plain.paint(tone, 'x'))) {
			assert.ok([0, 1, 2, 4, 7].includes(parameter), `${tone} ${parameter}`);
		}
	}
});

test('colours are among the sixteen of the terminal, and neither plain blue nor bright black are written in', () => {
	for (const tone of tones) {
		for (const parameter of parametersOf(colour.paint(tone, 'x'))) {
			assert.ok(
				parameter < 5 || parameter === 7 || (parameter >= 30 && parameter <= 47) || (parameter >= 90 && parameter <= 107),
				`${tone} ${parameter}`,
			);
			assert.ok(![34, 38, 48, 90].includes(parameter), `${tone} ${parameter}`);
		}
	}
});

test('the selected row is distinguishable from the others with and without colours', () => {
	for (const theme of [colour, plain]) {
		assert.notEqual(theme.paint('selected', 'x'), 'x');
		assert.notEqual(theme.paint('selected', 'x'), theme.paint('selectedElsewhere', 'x'));
	}
});

test('every look ends with the text', () => {
	for (const tone of tones) {
		const row = colour.paint(tone, 'x');
		assert.ok(row === 'x' || row.endsWith('x\u{1B}[0m'), tone);
		assert.equal(colour.paint(tone, ''), '');
	}
});

test('after a painted piece the look around it goes on', () => {
	assert.equal(colour.paint('dim', `a${colour.paint('good', 'b')}c`), '\u{1B}[2ma\u{1B}[32mb\u{1B}[0m\u{1B}[2mc\u{1B}[0m');
});

test('a selected row has one look over its whole width', () => {
	assert.equal(colour.paintRow('selected', `a${colour.paint('bad', 'b')}c`), '\u{1B}[30;46mabc\u{1B}[0m');
	assert.equal(unpaint(colour.paint('key', 'x')), 'x');
});

test('glyphs take one cell each, branches three, in both sets', () => {
	for (const glyphs of [unicodeGlyphs, asciiGlyphs]) {
		const {
			branch, lastBranch, through, gap, enter, nothing, ...single
		} = glyphs;
		assert.ok(cellWidth(nothing) <= 1);
		for (const glyph of [branch, lastBranch, through, gap]) {
			assert.equal(cellWidth(glyph), 3, glyph);
		}

		for (const glyph of Object.values<Glyphs[keyof typeof single]>(single).flat()) {
			assert.equal(cellWidth(glyph), 1, glyph);
		}
	}

	assert.match(JSON.stringify(asciiGlyphs), /^[\u{20}-\u{7E}]*$/u);
});

test('both sets have the same number of levels and all sixteen pieces of line', () => {
	for (const glyphs of [unicodeGlyphs, asciiGlyphs]) {
		assert.equal(glyphs.spark.length, 8);
		assert.equal(glyphs.junctions.length, 16);
	}

	assert.equal(new Set(unicodeGlyphs.spark).size, 8);
	assert.equal(new Set(asciiGlyphs.spark).size, 8);
});

test('NO_COLOR is obeyed when it is not empty', () => {
	assert.equal(detectTheme({TERM: 'xterm', NO_COLOR: '1'}, true).level, 'none');
	assert.equal(detectTheme({TERM: 'xterm', NO_COLOR: ''}, true).level, '16');
});

test('FORCE_COLOR decides before anything else', () => {
	assert.equal(detectTheme({FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb'}, false).level, '16');
	assert.equal(detectTheme({FORCE_COLOR: '0', TERM: 'xterm'}, true).level, 'none');
	assert.equal(detectTheme({FORCE_COLOR: 'false', TERM: 'xterm'}, true).level, 'none');
});

test('dumb and monochrome terminals and pipes have no colours', () => {
	for (const name of ['dumb', 'vt100', 'vt220', 'xterm-mono', 'linux-m']) {
		assert.equal(detectTheme({TERM: name}, true).level, 'none', name);
	}

	assert.equal(detectTheme({TERM: 'xterm-256color'}, true).level, '16');
	assert.equal(detectTheme({TERM: 'xterm-256color'}, false).level, 'none');
});

test('the first locale variable that is set tells the characters', () => {
	assert.equal(detectTheme({LANG: 'en_US.UTF-8'}, true).isUnicode, true);
	assert.equal(detectTheme({LANG: 'C.utf8'}, true).isUnicode, true);
	assert.equal(detectTheme({LANG: 'en_US.UTF-8', LC_ALL: 'C'}, true).isUnicode, false);
	assert.equal(detectTheme({LANG: 'en_US.UTF-8', LC_CTYPE: 'POSIX'}, true).isUnicode, false);
	assert.equal(detectTheme({LANG: 'C', LC_CTYPE: 'C.UTF-8', LC_ALL: ''}, true).isUnicode, true);
	assert.equal(detectTheme({LANG: 'de_DE'}, true).isUnicode, false);
	assert.equal(detectTheme({}, true).isUnicode, false);
	assert.equal(detectTheme({LANG: 'en_US.UTF-8', TERM: 'linux'}, true).isUnicode, false);
});
