import assert from 'node:assert/strict';
import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {test, type TestContext} from 'node:test';
import {isMissing, unsupported} from '../../../source/known.ts';
import {KernelScanner} from '../../../source/kernel/scan.ts';
import {isRoot, makeFolder} from '../../helpers/live-process.ts';

const script = 'require("node:net").createServer().listen(process.argv[1], () => console.log("listening"))';

/**
A process that listens at a path, started by these words.
*/
async function listener(context: TestContext, socket: string, before: readonly string[] = []): Promise<ChildProcess> {
	const child = spawn('env', [...before, process.execPath, '--eval', script, socket], {stdio: ['ignore', 'pipe', 'inherit']});
	context.after(() => {
		child.kill('SIGKILL');
	});
	await once(child.stdout, 'data');
	return child;
}

const holderAt = (socket: string, ...services: readonly string[]) => new KernelScanner().closely.socketHolder(socket, new Set(services));

test('who listens at a path is found, as one of the services or as another program, and nobody where nobody does', async context => {
	const socket = path.join(makeFolder(), 'd.sock');
	assert.equal(holderAt(socket), unsupported);
	// Whoever is run by env takes its place.
	const {pid} = await listener(context, socket);
	const program = readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd();
	assert.deepEqual(holderAt(socket), {
		pid, program, isService: false, hasOurPids: true,
	});
	assert.deepEqual(holderAt(socket, program), {
		pid, program, isService: true, hasOurPids: true,
	});
});

test('a service in namespaces of its own is found by the file of its socket, and counts other pids', {skip: !isRoot}, async context => {
	const socket = path.join(makeFolder(), 'd.sock');
	await listener(context, socket, ['unshare', '--net', '--pid', '--fork', '--kill-child', '--mount-proc']);
	assert.equal(holderAt(socket), unsupported, 'the sockets of other network namespaces are looked at for services alone');
	const program = readFileSync(`/proc/${process.pid}/comm`, 'utf8').trimEnd();
	const holder = holderAt(socket, program, 'node', 'MainThread');
	assert.ok(!isMissing(holder), JSON.stringify(holder));
	assert.deepEqual([holder.isService, holder.hasOurPids], [true, false]);
});
