import test from 'node:test';
import assert from 'node:assert/strict';
import {edited} from '../../../source/ui/fields/text.ts';
import {makeKey} from '../../helpers/make.ts';

const paste = (text: string, before = '') => edited(before, {name: 'paste', text});

test('what is pasted is one line: line ends and tabs become single blanks, those at the ends go', () => {
	assert.equal(paste('web\r\ndb\n\tjob\n'), 'web db job');
	assert.equal(paste('\n web\u{2028}db\u{85}', 'x'), 'xweb db');
});

test('controls in what is pasted are dropped, so that nothing in it is a key', () => {
	assert.equal(paste('a\u{3}b\u{1B}[2Jc\u{7F}\u{9B}d\0'), 'ab[2Jcd');
	assert.equal(paste('\u{1B}\u{3}\r'), '');
});

test('half a character that was pasted does no harm', () => {
	assert.equal(paste('a\u{D800}'), 'a\u{FFFD}');
});

test('a huge paste is cut off, and so is what is typed behind it', () => {
	const long = paste('x'.repeat(65_536))!;
	assert.equal(long.length, 4096);
	assert.equal(edited(long, makeKey('y')), long);
});

test('Backspace takes a whole character, Ctrl-U all, and a key without text changes nothing', () => {
	assert.equal(edited('a🚀', {name: 'backspace'}), 'a');
	assert.equal(edited('ab', {name: 'ctrl-u'}), '');
	assert.equal(edited('ab', {name: 'left'}), undefined);
	assert.equal(edited('ab', makeKey('space')), 'ab ');
});
