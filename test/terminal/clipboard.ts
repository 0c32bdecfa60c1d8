import {Buffer} from 'node:buffer';
import assert from 'node:assert/strict';
import test from 'node:test';
import {
	clipboardSequence,
	copyBytes,
	longestCopyBytes,
	multiplexerOf,
} from '../../source/terminal/clipboard.ts';

const payload = (text: string): string => Buffer.from(text).toString('base64');

test('the plain sequence carries any text as base64, so that nothing in it ends the sequence', () => {
	assert.equal(clipboardSequence('web-1', 'none'), '\u{1B}]52;c;d2ViLTE=\u{7}');
	const odd = 'a\u{7}b\u{1B}\\ü🚀';
	assert.equal(clipboardSequence(odd, 'none'), `\u{1B}]52;c;${payload(odd)}\u{7}`);
	assert.equal(clipboardSequence('\u{D800}', 'none'), `\u{1B}]52;c;${payload('\u{FFFD}')}\u{7}`);
});

test('tmux gets the plain sequence, and the same in its passthrough with each escape doubled', () => {
	assert.equal(
		clipboardSequence('web-1', 'tmux'),
		'\u{1B}]52;c;d2ViLTE=\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;d2ViLTE=\u{7}\u{1B}\\',
	);
});

test('screen gets it in pieces that are short enough; put together they are the plain sequence', () => {
	const text = 'x'.repeat(1000);
	const plain = clipboardSequence(text, 'none');
	const wrapped = clipboardSequence(text, 'screen').slice(plain.length);
	const pieces = [...wrapped.matchAll(/\p{Control}P(.*?)\p{Control}\\/gsu)].map(([, piece]) => piece!);
	assert.ok(pieces.length > 4);
	assert.ok(pieces.every(({length}) => length <= 240));
	assert.equal(pieces.join(''), plain);
});

test('which multiplexer it is tells its variable, else TERM', () => {
	const names = [
		{TMUX: '/tmp/tmux-0/default,1,0', TERM: 'screen-256color'},
		{TERM: 'tmux-256color'},
		{STY: '1234.pts-0.host', TERM: 'xterm'},
		{TERM: 'screen.xterm-256color'},
		{TERM: 'xterm-256color', TMUX: ''},
		{},
	].map(environment => multiplexerOf(environment));
	assert.deepEqual(names, ['tmux', 'tmux', 'screen', 'screen', 'none', 'none']);
});

test('the longest text makes no more base64 than terminals take, and one byte more would', () => {
	assert.ok(payload('x'.repeat(longestCopyBytes)).length <= 74_994);
	assert.ok(payload('x'.repeat(longestCopyBytes + 1)).length > 74_994);
	assert.equal(copyBytes('ü🚀'), 6);
});
