import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createSocket} from 'node:dgram';
import {createServer, type AddressInfo, type Server} from 'node:net';
import {
	mkdirSync,
	readlinkSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {readPortListeners, type PortListener} from '../../../source/kernel/process/port-listeners.ts';
import {isMissing} from '../../../source/known.ts';
import {isRoot, makeFolder, startProgram} from '../../helpers/live-process.ts';

const networkOf = (pid: number): number => Number(/\d+/.exec(readlinkSync(`/proc/${pid}/ns/net`))![0]);

function listenersOn(port: number, pid: number): ReadonlyArray<Omit<PortListener, 'inode'>> {
	const found = readPortListeners('/proc', port);
	assert.ok(!isMissing(found));
	return found.listeners.filter(each => each.pid === pid).map(({inode: _inode, ...rest}) => rest);
}

async function listen(address: string): Promise<{readonly server: Server; readonly port: number}> {
	const server = createServer();
	server.listen(0, address);
	await once(server, 'listening');
	return {server, port: (server.address() as AddressInfo).port};
}

test('a process that listens on TCP or UDP is found with its address, one that is connected is not', async () => {
	const own = {pid: process.pid, network: networkOf(process.pid)};
	const {server, port} = await listen('127.0.0.1');
	assert.deepEqual(listenersOn(port, process.pid), [{protocol: 'tcp', address: '127.0.0.1', ...own}]);
	server.close();
	await once(server, 'close');
	assert.deepEqual(listenersOn(port, process.pid), []);

	const receiver = createSocket('udp4');
	receiver.bind(0, '127.0.0.1');
	await once(receiver, 'listening');
	assert.deepEqual(listenersOn(receiver.address().port, process.pid), [{protocol: 'udp', address: '127.0.0.1', ...own}]);
	const sender = createSocket('udp4');
	sender.connect(receiver.address().port, '127.0.0.1');
	await once(sender, 'connect');
	assert.deepEqual(listenersOn(sender.address().port, process.pid), []);
	sender.close();
	receiver.close();
});

test('in a namespace of its own, and a socket that was handed on into one', {skip: !isRoot && 'needs root'}, async () => {
	const {server, port} = await listen('127.0.0.1');
	const child = await startProgram('unshare', [
		'--net',
		process.execPath,
		'-e',
		`require('node:net').createServer().listen(${port}, '0.0.0.0', () => console.log('ready')); process.stdin.resume()`,
	]);
	// What a service manager does for a service with a private network.
	const {fd} = (server as unknown as {_handle: {fd: number}})._handle;
	const heir = spawn('unshare', ['--net', 'sh', '-c', 'echo ready; read -r line'], {stdio: ['pipe', 'pipe', 'inherit', fd]});
	try {
		await once(heir.stdout!, 'data');
		assert.deepEqual(listenersOn(port, child.pid), [{
			pid: child.pid, protocol: 'tcp', address: '0.0.0.0', network: networkOf(child.pid),
		}]);
		assert.notEqual(networkOf(heir.pid!), networkOf(process.pid));
		assert.deepEqual(listenersOn(port, heir.pid!), [{
			pid: heir.pid, protocol: 'tcp', address: '127.0.0.1', network: networkOf(process.pid),
		}]);
	} finally {
		heir.kill('SIGKILL');
		await child.stop();
		server.close();
	}
});

/**
A copy of /proc with one process, which has a socket that listens on port 80.
*/
function makeProc(pid: number, {network = 'net:[7]', hasFiles = true}: {network?: string; hasFiles?: boolean} = {}): string {
	const proc = makeFolder();
	const directory = path.join(proc, String(pid));
	mkdirSync(path.join(directory, 'ns'), {recursive: true});
	mkdirSync(path.join(directory, 'net'));
	symlinkSync(network, path.join(directory, 'ns/net'));
	const row = '   0: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 41 1 0000000000000000 100 0 0 10 0\n';
	for (const name of ['tcp', 'tcp6', 'udp', 'udp6']) {
		writeFileSync(path.join(directory, 'net', name), `  sl  local_address rem_address\n${name === 'tcp' ? row : ''}`);
	}

	if (hasFiles) {
		mkdirSync(path.join(directory, 'fd'));
		symlinkSync('socket:[41]', path.join(directory, 'fd/3'));
	}

	return proc;
}

test('a namespace that cannot be told leaves its process unreadable; a process that has gone is none', () => {
	assert.deepEqual(readPortListeners(makeProc(5), 80), {
		listeners: [{
			pid: 5, protocol: 'tcp', address: '0.0.0.0', network: 7, inode: 41,
		}],
		unreadable: new Set(),
	});
	assert.deepEqual(readPortListeners(makeProc(5), 81), {listeners: [], unreadable: new Set()});
	assert.deepEqual(readPortListeners(makeProc(5, {network: 'what'}), 80), {listeners: [], unreadable: new Set([5])});
	assert.deepEqual(readPortListeners(makeProc(5, {hasFiles: false}), 80), {listeners: [], unreadable: new Set()});
});
