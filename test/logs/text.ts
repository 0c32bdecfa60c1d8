import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {logSpans, logText, textToKeep} from '../../source/logs/text.ts';
import {plainText} from '../../source/text/search.ts';
import {fitLine} from '../../source/text/spans.ts';
import {createTheme} from '../../source/text/theme.ts';
import {createRandom, pick} from '../helpers/reference.ts';
import {createXterm, parsed, shownCell} from '../helpers/terminal.ts';

const escape = '\u{1B}';
const terminator = `${escape}\u{5C}`;
const theme = createTheme({level: '16', isUnicode: true});
const bytesOf = (text: string): Uint8Array => Buffer.from(text);
const spansOf = (text: string) => logSpans(bytesOf(text), {isUnicode: true, areColoursKept: true});
const drawnOf = (text: string): string => plainText(spansOf(text));

/**
What a terminal does that gets the text, with the cells of its first rows and what it was made to do besides.
*/
async function terminalAfter(text: string, columns: number, rows = 3) {
	const terminal = createXterm(columns, rows);
	const deeds: string[] = [];
	for (const event of [terminal.onTitleChange, terminal.onData, terminal.onBinary]) {
		event(said => {
			deeds.push(said);
		});
	}

	terminal.onBell(() => {
		deeds.push('bell');
	});
	for (const number of [0, 2, 4, 10, 52]) {
		terminal.parser.registerOscHandler(number, data => {
			deeds.push(`osc ${number} ${data}`);
			return true;
		});
	}

	terminal.write(text);
	await parsed(terminal);
	const cells = Array.from({length: rows}, (_row, row) =>
		Array.from({length: columns}, (_cell, column) => shownCell(terminal, column, row)));
	return {cells, deeds};
}

/**
Lines that do harm when a terminal gets them, with the text that is left of each.
*/
const zoo: ReadonlyArray<readonly [name: string, line: string, text: string]> = [
	['OSC 52, clipboard', `a${escape}]52;c;ZXZpbA==\u{7}b`, 'ab'],
	['OSC 0, title', `a${escape}]0;owned${terminator}b`, 'ab'],
	['OSC 8, link', `${escape}]8;;http://evil/${terminator}text${escape}]8;;${terminator}.`, 'text.'],
	['OSC ended by C1', 'a\u{9D}0;owned\u{9C}b', 'ab'],
	['unterminated OSC', `a${escape}]0;owned for ever`, 'a'],
	['unterminated CSI', `a${escape}[31;4`, 'a'],
	['a lone escape', `a${escape}`, 'a'],
	['DECSTBM', `a${escape}[2;3rb`, 'ab'],
	['clear', `a${escape}[2J${escape}[H${escape}[3Jb`, 'ab'],
	['reset', `a${escape}cb`, 'ab'],
	['DCS', `a${escape}P1$r0m${terminator}b`, 'ab'],
	['DCS is not ended by a bell', `a${escape}Pq\u{7}hidden${terminator}b`, 'ab'],
	['APC, PM and SOS', `a${escape}_G1${terminator}b${escape}^x${terminator}c${escape}Xy${terminator}d`, 'abcd'],
	['8-bit C1', 'a\u{9B}2Jb\u{85}c\u{84}d\u{8D}e\u{90}q\u{9C}f', 'abcdef'],
	['a question for the terminal', `a${escape}[c${escape}[6n${escape}[>0q${escape}[?1$p\u{5}b`, 'ab'],
	['private modes', `${escape}[?1049h${escape}[?1h${escape}=${escape}[?25la`, 'a'],
	['character sets', `${escape}(0a\u{E}q\u{F}`, 'aq'],
	['conceal and blink', `${escape}[8ma${escape}[5mb${escape}[6mc${escape}[28m`, 'abc'],
	['SGR look-alikes', `${escape}[>4;1m${escape}[?4m${escape}[1 ma`, 'a'],
	['a sequence cut by another', `${escape}[3${escape}[31mred`, 'red'],
	['a sequence that is cancelled', `${escape}[3\u{18}1mtext`, '1mtext'],
	['bells, backspaces, NUL, DEL', 'a\u{7}b\u{8}c\0d\u{7F}e\u{B}f\u{C}g', 'abcdefg'],
	['right to left', 'user\u{202E}txt.exe\u{202C}\u{2066}x\u{2069}\u{200F}', 'usertxt.exex'],
	['zero width', 'pass\u{200B}word\u{FEFF}', 'password'],
	['500 parameters', `${escape}[${Array.from({length: 500}, () => '1').join(';')}ma`, 'a'],
	['nested', `${escape}]0;${escape}P${escape}[31m${escape}]52;c;x\u{7}a`, 'a'],
	['strings in strings', `${escape}P${escape}]0;x\u{7}a`, 'a'],
];

test('of what commands a terminal only the text is left', async () => {
	for (const [name, line, text] of zoo) {
		assert.equal(drawnOf(line), text, name);
		assert.equal(logText(bytesOf(line)), text, name);
		const {cells, deeds} = await terminalAfter(`${'#'.repeat(40).repeat(3)}${escape}[2;11H${fitLine(spansOf(line), 20, theme)}`, 40);
		assert.deepEqual(deeds, [], name);
		const shown = cells.map(row => row.map(cell => cell.text).join(''));
		assert.deepEqual(shown, ['#'.repeat(40), `${'#'.repeat(10)}${text.padEnd(20)}${'#'.repeat(10)}`, '#'.repeat(40)], name);
		assert.ok(cells.every((row, index) => row.every((cell, column) => (index === 1 && column >= 10 && column < 30) || !cell.isBold)), name);
	}
});

test('the zoo does harm where nothing stands between it and the terminal, or it proves nothing', async () => {
	const {deeds} = await terminalAfter(zoo.map(([, line]) => `${line}\u{18}`).join(''), 40);
	assert.ok(deeds.includes('osc 52 c;ZXZpbA=='));
	assert.ok(deeds.includes('osc 0 owned'));
	assert.ok(deeds.includes('bell'));
	assert.ok(deeds.some(deed => deed.startsWith(`${escape}[?1;2c`)), 'it answers on standard input');
});

const looks = [
	'0 1 2 3 4 7 9 21 22 23 24 27 29 31 32 93 39 44 105 49 1;31 0;4;32;46 38;5;9 48;5;12 4:3 4:0 38:5:1 1;38;5;2;4 999 58;5;1 73'.split(' '),
	'',
].flat();
const words = ['GET', ' ', '/path', 'é', '漢字', '200 ', '\t', 'x\ty', '::', 'a\u{301}'];

test('looks that may be kept are those that a terminal shows for the same line', async () => {
	const random = createRandom(7);
	for (let round = 0; round < 300; round++) {
		const line = Array.from({length: 12}, () => random() < 0.4 ? `${escape}[${pick(random, looks)}m` : pick(random, words)).join('');
		const {cells: [expected]} = await terminalAfter(`${line}${escape}[0m`, 120);
		const {cells: [actual]} = await terminalAfter(fitLine(spansOf(line), 120, theme), 120);
		// Where a tab passed over, a terminal has drawn nothing; nstop draws blanks.
		const seen = (cells: typeof expected) => cells!.map(cell => cell.text === ' ' ? ' ' : cell);
		assert.deepEqual(seen(actual), seen(expected), JSON.stringify(line));
	}
});

test('whatever the bytes, what is drawn has no control, nothing invisible and a known width', () => {
	const random = createRandom(11);
	for (let round = 0; round < 2000; round++) {
		const pieces = [escape, '[', ']', 'P', '\u{9B}', '\u{9C}', '\r', '\t', '\0', 'm', '31', ';', 'text', '\u{202E}', '漢', '\u{D7}', '\\', '\u{7}'];
		const bytes = Buffer.concat(Array.from({length: 20}, () =>
			random() < 0.8 ? Buffer.from(pick(random, pieces)) : Buffer.from([Math.floor(random() * 256)])));
		const text = logText(bytes);
		assert.match(text, /^[^\p{Control}\p{Format}\p{Surrogate}\u{2028}\u{2029}]*$/u);
		assert.equal(plainText(logSpans(bytes, {isUnicode: true, areColoursKept: false})), text);
		for (const {look = ''} of [logSpans(bytes, {isUnicode: true, areColoursKept: true})].flat().filter(span => typeof span !== 'string')) {
			assert.match(look, /^[\d;]*$/);
		}

		assert.match(plainText(logSpans(bytes, {isUnicode: false, areColoursKept: true})), /^[\u{20}-\u{7E}]*$/u);
	}
});

test('a carriage return begins the line again once more text follows it', () => {
	assert.equal(drawnOf('10%\r50%\rdone'), 'done');
	assert.equal(drawnOf('text\r'), 'text');
	assert.equal(drawnOf(`text\r${escape}[0m\r`), 'text');
	assert.equal(drawnOf('\r\r'), '');
	assert.deepEqual(spansOf(`${escape}[32mold\rnew`), [{text: 'new', look: '32'}], 'the look goes on');
	const progress = Array.from({length: 6000}, (_, index) => `\r${index} of 6000 ####`).join('');
	assert.ok(progress.length > 90_000);
	assert.equal(drawnOf(progress), '5999 of 6000 ####');
	assert.equal(logText(bytesOf(progress)), '5999 of 6000 ####');
});

test('tabs go to the next multiple of eight columns, over looks and wide characters', () => {
	assert.equal(drawnOf('a\tb'), 'a       b');
	assert.equal(drawnOf(`漢\t${escape}[1mb\tc`), '漢      b       c');
	assert.equal(logText(bytesOf('12345678\tb\u{301}\tc')), '12345678        b\u{301}       c');
});

test('broken UTF-8 is drawn as replacement characters', () => {
	const line = logSpans(Uint8Array.of(0x61, 0xC3, 0x62, 0xFF, 0xE6, 0xBC), {isUnicode: true, areColoursKept: true});
	assert.equal(plainText(line), 'a\u{FFFD}b\u{FFFD}\u{FFFD}');
	assert.equal(logText(Buffer.from([0xED, 0xA0, 0x80, 0xF8, 0x88])), '\u{FFFD}'.repeat(5));
});

test('after 16 KiB a line says how much more it has, but its whole text can be searched', () => {
	const size = 1024 * 1024;
	const dim = (text: string) => ({text, tone: 'dim'});
	assert.deepEqual(spansOf('x'.repeat(size)), [{text: 'x'.repeat(16_384)}, dim('… 1008 KB more')]);
	assert.deepEqual(spansOf('é'.repeat(16_384 + 84 * 512)), [{text: 'é'.repeat(16_384)}, dim('… 84 KB more')]);
	assert.deepEqual(spansOf(`${escape}[31m${'x'.repeat(16_385)}`), [{text: 'x'.repeat(16_384), look: '31'}, dim('… 1 byte more')]);
	assert.deepEqual(spansOf(`x${'👍'.repeat(8192)}`), [{text: `x${'👍'.repeat(8191)}`}, dim('… 4 bytes more')]);
	assert.equal(spansOf('x'.repeat(16_384)), 'x'.repeat(16_384));
	assert.equal(spansOf(`${'x'.repeat(size)}\rdone`), 'done');
	assert.deepEqual(logSpans(bytesOf('x'), {isUnicode: false, areColoursKept: true, bytesCut: 3 * size}), [{text: 'x'}, dim(' ~ 3.0 MB not kept')]);
	assert.deepEqual(
		logSpans(bytesOf('é'.repeat(size / 2)), {isUnicode: true, areColoursKept: true, bytesCut: 3}),
		[{text: 'é'.repeat(16_384)}, dim('… 992 KB more'), dim(' … 3 bytes not kept')],
	);
	for (const text of ['x'.repeat(size), 'é'.repeat(size / 2)]) {
		assert.equal(logSpans(bytesOf(text), {isUnicode: true, areColoursKept: true, isWhole: true}), text);
	}

	assert.equal(logText(bytesOf('x'.repeat(size))).length, size);
	assert.equal(logText(bytesOf(`${escape}[31m${'é'.repeat(size)}`)).length, size);
});

test('without colours a line is one piece, and what looks had torn apart is whole', () => {
	assert.equal(logSpans(bytesOf(`${escape}[31me${escape}[32m\u{301}x`), {isUnicode: true, areColoursKept: false}), 'e\u{301}x');
	assert.equal(logText(bytesOf(`${escape}[31me${escape}[0m\u{301}x`)), 'e\u{301}x');
});

test('text that leaves the screen says how much of the line was not kept', () => {
	assert.equal(textToKeep(bytesOf(`${escape}[1mtext`), 0), 'text');
	assert.equal(textToKeep(bytesOf('text'), 1), 'text … 1 byte not kept');
	assert.equal(textToKeep(bytesOf('text'), 2048), 'text … 2 KB not kept');
});
