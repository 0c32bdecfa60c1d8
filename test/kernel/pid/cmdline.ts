import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import type {Bytes} from '../../../source/kernel/fields.ts';
import {readOnce} from '../../../source/kernel/files/content.ts';
import {parseCmdline} from '../../../source/kernel/pid/cmdline.ts';
import {isMissing} from '../../../source/known.ts';

const args = (text: string | Bytes): readonly string[] => parseCmdline(Buffer.from(text));

test('arguments may be empty, and hold anything but NUL', () => {
	assert.deepEqual(args('sh\0-c\0\0'), ['sh', '-c', '']);
	assert.deepEqual(args('a\0\0b\0'), ['a', '', 'b']);
	assert.deepEqual(args('\u{1B}[31mred\0x\ny\0'), ['\u{1B}[31mred', 'x\ny']);
	assert.deepEqual(args(Buffer.from([0x61, 0xFF, 0, 0xC3, 0x28, 0])), ['a\u{FFFD}', '\u{FFFD}(']);
});

test('kernel threads and zombies have none, nor has a program that was given none', () => {
	assert.deepEqual(args(''), []);
	assert.deepEqual(args('\0'), []);
	assert.deepEqual(args('\0\0\0'), []);
});

test('a title written over the arguments may lack the last NUL or be padded with many', () => {
	assert.deepEqual(args('postgres: idle'), ['postgres: idle']);
	assert.deepEqual(args('nginx: worker process\0\0\0\0\0\0'), ['nginx: worker process']);
});

test('a program started with odd arguments shows them', async () => {
	const script = 'process.stdout.write("ready"); process.stdin.resume()';
	const child = spawn(process.execPath, ['-e', script, '', '\u{1B}[1m', 'ü'], {stdio: ['pipe', 'pipe', 'inherit']});
	await once(child.stdout, 'data');
	assert.deepEqual(parseCmdline(readFileSync(`/proc/${child.pid}/cmdline`)), [process.execPath, '-e', script, '', '\u{1B}[1m', 'ü']);
	child.kill('SIGKILL');
	await once(child, 'exit');
});

test('a program that rewrites its title shows the title', async () => {
	const script = 'process.title = "t"; process.stdout.write("ready"); process.stdin.resume()';
	const child = spawn(process.execPath, ['-e', script], {stdio: ['pipe', 'pipe', 'inherit']});
	await once(child.stdout, 'data');
	assert.deepEqual(parseCmdline(readFileSync(`/proc/${child.pid}/cmdline`)), ['t']);
	child.kill('SIGKILL');
	await once(child, 'exit');
});

test('of a huge command line only as much is read as was asked for', async () => {
	const child = spawn('/bin/sh', ['-c', 'echo ready; read -r line', ...Array.from({length: 500}, () => 'x'.repeat(1000))], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	await once(child.stdout, 'data');
	const bytes = readOnce(`/proc/${child.pid}/cmdline`, 4096);
	assert.ok(!isMissing(bytes));
	assert.equal(bytes.length, 4096);
	const list = parseCmdline(bytes);
	assert.equal(list.length, 8);
	assert.equal(list[3], 'x'.repeat(1000));
	assert.equal(list.at(-1), 'x'.repeat(4096 - Buffer.byteLength('/bin/sh\0-c\0echo ready; read -r line\0') - 4004));
	child.kill('SIGKILL');
	await once(child, 'exit');
});
