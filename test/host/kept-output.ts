import assert from 'node:assert/strict';
import test from 'node:test';
import {KeptOutput} from '../../source/host/kept-output.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function linesOf(output: KeptOutput): Promise<readonly string[]> {
	const lines: string[] = [];
	const ending = new AbortController();
	const reading = output.source.read({start: {kind: 'all'}, isFollowed: true}, {
		line({bytes}) {
			lines.push(new TextDecoder().decode(bytes));
		},
		leaveOut: () => undefined,
		held: () => undefined,
		isNewestWanted: () => true,
	}, ending.signal);
	ending.abort();
	await reading;
	return lines;
}

test('what has no line feed counts as a line once nothing has come behind it for a second', async t => {
	t.mock.timers.enable({apis: ['setTimeout']});
	const output = new KeptOutput();
	output.push('stdout', bytesOf('one\nGo on? [y/N] '));
	assert.deepEqual(await linesOf(output), ['one']);
	t.mock.timers.tick(999);
	output.push('stdout', bytesOf('y'));
	t.mock.timers.tick(999);
	assert.deepEqual(await linesOf(output), ['one']);
	t.mock.timers.tick(1);
	assert.deepEqual(await linesOf(output), ['one', 'Go on? [y/N] y']);
	output.push('stderr', bytesOf('two\n'));
	t.mock.timers.tick(5000);
	assert.deepEqual(await linesOf(output), ['one', 'Go on? [y/N] y', 'two']);
});

test('the end ends the last line at once', async () => {
	const output = new KeptOutput();
	output.push('stdout', bytesOf('half'));
	output.end();
	assert.deepEqual(await linesOf(output), ['half']);
});
