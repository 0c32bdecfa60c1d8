import {Buffer} from 'node:buffer';
import assert from 'node:assert/strict';
import test from 'node:test';
import {unsupported} from '../../../source/known.ts';
import {parseWchan} from '../../../source/kernel/pid/wchan.ts';

const parse = (text: string) => parseWchan(Buffer.from(text));

test('the function that a task sleeps in is named, as compilers name it', () => {
	for (const name of ['futex_wait_queue', '__x64_sys_pause', 'do_wait.part.0', 'ep_poll']) {
		assert.equal(parse(name), name);
	}
});

test('who waits for nothing waits in no function', () => {
	assert.equal(parse('0'), undefined);
	assert.equal(parse('0\n'), undefined);
	assert.equal(parse(''), undefined);
});

test('what is no name of a function is none', () => {
	assert.equal(parse('\u{1B}[31m'), unsupported);
	assert.equal(parse('two words'), unsupported);
});
