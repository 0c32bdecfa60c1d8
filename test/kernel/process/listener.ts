import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	existsSync,
	mkdirSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {connect, createServer} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {ListenerLook} from '../../../source/kernel/process/listener.ts';
import {unsupported} from '../../../source/known.ts';
import {eventually} from '../../helpers/engine.ts';
import {makeFolder} from '../../helpers/live-process.ts';

const services = new Set(['dockerd']);

type Made = {readonly pid: number; readonly comm: string; readonly holds: boolean};

/**
A /proc in which one socket listens at a path, with the processes that there are.
*/
async function makeProc(processes: readonly Made[]): Promise<{readonly proc: string; readonly socket: string; make(made: Made): void}> {
	const proc = makeFolder();
	const folder = makeFolder();
	const socket = path.join(folder, 'd.sock');
	const server = createServer().listen(socket);
	await once(server, 'listening');
	server.unref();
	const make = ({pid, comm, holds}: Made): void => {
		mkdirSync(path.join(proc, `${pid}/fd`), {recursive: true});
		writeFileSync(path.join(proc, `${pid}/comm`), `${comm}\n`);
		if (holds) {
			symlinkSync('socket:[77]', path.join(proc, `${pid}/fd/3`));
		}
	};

	mkdirSync(path.join(proc, 'self/net'), {recursive: true});
	symlinkSync(folder, path.join(proc, 'link'));
	const row = `0000000000000000: 00000002 00000000 00010000 0001 01 77 ${proc}/link/d.sock\n`;
	writeFileSync(path.join(proc, 'self/net/unix'), `Num       RefCount Protocol Flags    Type St Inode Path\n${row}`);
	for (const made of processes) {
		make(made);
	}

	return {proc, socket, make};
}

const init = {pid: 1, comm: 'systemd', holds: true};
const shell = {pid: 30, comm: 'bash', holds: false};

test('a socket that a service manager alone holds waits for nobody but who would start the service', async () => {
	const {proc, socket, make} = await makeProc([init, shell]);
	const look = new ListenerLook(proc, socket, services);
	assert.deepEqual([look.look(), look.look(), look.look()], ['starter', 'starter', 'starter']);
	make({pid: 31, comm: 'dockerd', holds: false});
	assert.equal(look.look(), 'starter', 'a daemon that has closed it or has not got it yet does not listen');
	make({pid: 32, comm: 'any-name', holds: true});
	assert.equal(look.look(), 'service');
});

test('whoever holds it besides the service manager is the service, whatever its name is', async () => {
	for (const comm of ['dockerd', 'some-proxy']) {
		const {proc, socket} = await makeProc([init, shell, {pid: 31, comm, holds: true}]);
		assert.equal(new ListenerLook(proc, socket, services).look(), 'service', comm);
	}
});

test('who made the socket itself is the service: also as process 1, as in a container', async () => {
	const own = await makeProc([{...init, holds: false}, {pid: 31, comm: 'any-name', holds: true}]);
	assert.equal(new ListenerLook(own.proc, own.socket, services).look(), 'service');
	const first = await makeProc([{pid: 1, comm: 'dockerd', holds: true}]);
	assert.equal(new ListenerLook(first.proc, first.socket, services).look(), 'service');
});

test('where nobody of this network namespace listens, nothing is known', async () => {
	const {proc} = await makeProc([init]);
	assert.deepEqual(new ListenerLook(proc, path.join(proc, 'nowhere.sock'), services).look(), unsupported);
	assert.deepEqual(new ListenerLook('/proc', path.join(proc, 'nowhere.sock'), services).look(), unsupported);
});

test('a socket of this very machine: held by systemd\'s starter until a client connects', async t => {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/systemd-socket-activate')) {
		t.skip('needs root and systemd-socket-activate');
		return;
	}

	const socket = path.join(makeFolder(), 'd.sock');
	const starter = spawn('/usr/bin/systemd-socket-activate', [`--listen=${socket}`, '/bin/sleep', '1000'], {stdio: 'ignore'});
	try {
		const look = new ListenerLook('/proc', socket, services);
		await eventually('it listens', () => look.look() === 'starter');
		assert.equal(look.look(), 'starter');
		connect(socket).on('error', () => undefined).unref();
		await eventually('the service runs', () => look.look() === 'service');
	} finally {
		starter.kill();
	}
});
