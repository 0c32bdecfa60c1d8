import {Buffer} from 'node:buffer';
import test from 'node:test';
import assert from 'node:assert/strict';
import {LineEditor} from '../../../source/terminal/keys/line-editor.ts';

function typed(...chunks: ReadonlyArray<string | Uint8Array>) {
	const editor = new LineEditor();
	return chunks.map(chunk => editor.type(typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
}

test('a line is shown as it is typed and given with Enter', () => {
	assert.deepEqual(typed('ls', ' /\r', 'pwd\r'), [
		{lines: '', echo: 'ls', isLeft: false},
		{lines: 'ls /\n', echo: ' /\r\n', isLeft: false},
		{lines: 'pwd\n', echo: 'pwd\r\n', isLeft: false},
	]);
});

test('Backspace takes one character back, Ctrl-U all, as wide as they are; what is not there is not taken', () => {
	assert.deepEqual(typed('a数\u{7F}b\r'), [{lines: 'ab\n', echo: 'a数\b \b\b \bb\r\n', isLeft: false}]);
	assert.deepEqual(typed('ab\u{15}c\r', '\u{7F}'), [
		{lines: 'c\n', echo: 'ab\b \b\b \bc\r\n', isLeft: false},
		{lines: '', echo: '', isLeft: false},
	]);
});

test('a character that is cut in two stays whole; keys that write nothing are none of the line', () => {
	const [first, second] = typed(Uint8Array.of(0xC3), Uint8Array.of(0xBC, 0x0D));
	assert.deepEqual([first?.lines, second?.lines], ['', 'ü\n']);
	assert.equal(typed('a\u{1B}[A\u{1B}OPb\u{1B}[3~\u{0}\r')[0]?.lines, 'ab\n');
});

test('Ctrl-C leaves, Ctrl-D leaves at the beginning of a line and else gives what there is', () => {
	assert.deepEqual(typed('abc\u{3}\r')[0], {lines: '', echo: 'abc^C\r\n', isLeft: true});
	assert.deepEqual(typed('abc\u{4}', '\u{4}'), [
		{lines: 'abc', echo: 'abc', isLeft: false},
		{lines: '', echo: '', isLeft: true},
	]);
});
