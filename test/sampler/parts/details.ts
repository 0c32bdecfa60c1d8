import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer, type AddressInfo} from 'node:net';
import process from 'node:process';
import {test} from 'node:test';
import {firstSample, isMissing, type Known} from '../../../source/known.ts';
import type {ProcessIdentity} from '../../../source/kernel/reading.ts';
import {KernelScanner} from '../../../source/kernel/scan.ts';
import {DetailReader} from '../../../source/sampler/parts/details.ts';
import {ReadCache} from '../../../source/sampler/kept/read-cache.ts';
import type {DetailFile, Wants} from '../../../source/sampler/wants.ts';
import {startProgram, startShell} from '../../helpers/live-process.ts';

const scanner = new KernelScanner();

function identityOf(pid: number): ProcessIdentity {
	const identity = scanner.discover().processes.get(pid);
	assert.ok(identity);
	return identity;
}

function known<Value>(value: Known<Value>): Value {
	assert.ok(!isMissing(value), JSON.stringify(value));
	return value;
}

/**
A reader that looks at one process.
*/
function lookAt(pid: number, reader = new DetailReader(scanner, 0.4)) {
	const identity = identityOf(pid);
	return (
		files: readonly DetailFile[],
		{
			text,
			atSeconds = 10,
			companions = [],
		}: {
			readonly text?: NonNullable<Wants['details']>['text'];
			readonly atSeconds?: number;
			readonly companions?: readonly ProcessIdentity[];
		} = {},
	) => {
		const details = reader.read({pid, files, ...(text && {text})}, identity, atSeconds, {companions});
		assert.ok(details);
		return details;
	};
}

test('of a real process each file tells what it should, and what is not wanted is not read', async t => {
	const {pid, stop} = await startShell('exec 7</dev/null', {
		cwd: '/tmp',
		env: {DB_PASSWORD: 'hunter2', MODE: 'fast', PATH: process.env.PATH},
	});
	t.after(stop);
	const look = lookAt(pid);
	const nothing = look([]);
	for (const value of [
		nothing.oomScore,
		nothing.oomAdjustment,
		nothing.memoryShare,
		nothing.links,
		nothing.openFiles,
		nothing.sockets,
		nothing.environment,
	]) {
		assert.deepEqual(value, firstSample);
	}

	assert.equal(nothing.text, undefined);
	const all = look(['oom', 'links', 'memoryShare', 'openFiles', 'environment', 'sockets']);
	assert.ok(known(all.oomScore) >= 0);
	assert.equal(known(all.oomAdjustment), known(scanner.closely.oomAdjustment(process.pid)), 'it is handed down');
	assert.ok(known(known(all.memoryShare).proportionalBytes) > 0);
	assert.equal(known(known(all.links).workingDirectory).path, '/tmp');
	assert.ok(
		known(all.openFiles).some(
			({descriptor, target}) => descriptor === 7 && !isMissing(target) && target.kind === 'path' && target.path === '/dev/null',
		),
	);
	assert.equal(known(all.environment).find(({name}) => name === 'DB_PASSWORD')?.value, 'hunter2');
	assert.ok(known(all.cgroups).length > 0);
});

test('a listening socket is found with the one who has it, and with a companion that has it too', async t => {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.after(() => {
		server.close();
	});
	const {port} = server.address() as AddressInfo;
	const {fd} = (server as unknown as {_handle: {fd: number}})._handle;
	// The child has the very same socket, handed down as its descriptor 3.
	const child = spawn('sleep', ['1000'], {stdio: ['ignore', 'ignore', 'ignore', fd]});
	t.after(() => {
		child.kill();
	});
	await once(child, 'spawn');
	const sockets = known(lookAt(process.pid)(['sockets'], {companions: [identityOf(child.pid!), identityOf(process.pid)]}).sockets);
	const found = sockets.find(({local}) => local === `127.0.0.1:${port}`);
	assert.deepEqual([found?.protocol, found?.state, found?.isListening, found?.remote], ['tcp', 'LISTEN', true, '']);
	assert.deepEqual(found?.owners.map(({pid}) => pid), [process.pid, child.pid], 'each once, though one is among its own companions');
});

test('one file is read as it is, and is the same object as long as it reads the same', async t => {
	const {pid, stop} = await startShell('true');
	t.after(stop);
	const look = lookAt(pid);
	const first = look([], {text: 'limits'}).text;
	assert.match(first && !isMissing(first.content) ? first.content.text : '', /Max open files/);
	assert.equal(look([], {text: 'limits', atSeconds: 11}).text, first);
	const other = look([], {text: 'cgroup', atSeconds: 12}).text;
	assert.equal(other?.name, 'cgroup');
	assert.equal(look([], {atSeconds: 13}).text, undefined);
});

test('what is expensive is read at most every five seconds, but at once of another process', () => {
	const cache = new ReadCache();
	let reads = 0;
	const readAt = (owner: string, atSeconds: number) => cache.read(owner, 'memory', {seconds: 5, atSeconds}, () => ++reads);
	assert.deepEqual([readAt('a', 10), readAt('a', 11), readAt('a', 14.9), readAt('a', 15), readAt('a', 16)], [1, 1, 1, 2, 2]);
	assert.deepEqual([readAt('b', 16.1), readAt('a', 16.2)], [3, 4]);
	cache.clear();
	assert.equal(readAt('a', 16.3), 5);
});

test('the proportional share stays for five seconds although the process grows', async t => {
	const {pid, stop} = await startProgram(process.execPath, [
		'--eval',
		'console.log("ready"); let held = []; process.stdin.on("data", () => { held.push(Buffer.alloc(50_000_000, 1)); console.log("grown"); })',
	]);
	t.after(stop);
	const look = lookAt(pid);
	const before = look(['memoryShare'], {atSeconds: 10}).memoryShare;
	assert.equal(look(['memoryShare'], {atSeconds: 14}).memoryShare, before);
	assert.notEqual(look(['memoryShare'], {atSeconds: 15.1}).memoryShare, before);
});
