import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {
	connect,
	createServer,
	type AddressInfo,
	type Socket,
} from 'node:net';
import test, {after, before} from 'node:test';
import {printDocument} from '../helpers/documents.ts';
import {containerIn, openZoo} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('remote');
const ids = new Map<string, string>();
const sockets = new Set<Socket>();
const proxy = createServer(client => {
	const engine = connect(zoo.engine.socketPath);
	for (const socket of [client, engine]) {
		sockets.add(socket);
		socket.on('error', () => {
			client.destroy();
			engine.destroy();
		});
	}

	client.pipe(engine).pipe(client);
});
let address = '';
before(async () => {
	if (skip !== false) {
		return;
	}

	ids.set('runs', await zoo.run('runs', '--label', 'colour=blue', '--', 'sleep', '3000'));
	ids.set('ended', await zoo.run('ended', '--', 'sh', '-c', 'exit 5'));
	await zoo.engine.docker('wait', zoo.fullName('ended'));
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	address = `tcp://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
after(() => {
	proxy.close();
	for (const socket of sockets) {
		socket.destroy();
	}
});

/**
With processes of its own the program sees no container, as if the engine were on another machine.
*/
const elsewhere = {before: ['unshare', '--pid', '--fork', '--mount-proc']} as const;
const lacksNamespaces =
	skip || (spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']).status !== 0 && 'no pid namespace can be made here');

test('An engine behind a network tells names, states and labels, and no numbers', {skip: lacksNamespaces}, async () => {
	const document = await printDocument(['--host', address, '--interval', '0.4'], elsewhere);
	const [engine] = document.engines;
	assert.equal(engine?.address, address);
	assert.equal(engine.state, 'up');
	const container = containerIn(document, ids.get('runs')!);
	assert.equal(container.name, zoo.fullName('runs'));
	assert.equal(container.state, 'running');
	assert.equal(container.labels.colour, 'blue');
	assert.equal(container.engine, engine.id);
	assert.equal(container.initPid, null);
	assert.equal(container.missing?.initPid, 'unsupported');
	assert.deepEqual(container.pids, []);
	for (const field of ['cpuPercent', 'memoryBytes', 'networkRxBytes', 'pids', 'cpuLimit', 'oomKills'] as const) {
		assert.equal(container.usage[field], null, field);
		assert.equal(container.usage.missing?.[field], 'unsupported', field);
	}

	assert.equal(container.namespaces.net.missing?.inode, 'unsupported');
	const ended = containerIn(document, ids.get('ended')!);
	assert.equal(ended.state, 'exited');
	assert.equal(ended.exitCode, 5);
	assert.equal(ended.usage.missing?.cpuPercent, 'gone');
	assert.deepEqual(document.processes, []);
});

test('An engine behind a network that runs on this very kernel has its containers once, with their numbers', {skip}, async () => {
	const document = await printDocument(['--host', address, '--interval', '0.4']);
	const container = containerIn(document, ids.get('runs')!);
	assert.equal(container.name, zoo.fullName('runs'));
	assert.equal(container.initPid, Number(await zoo.inspect('runs', '.State.Pid')));
	assert.equal(container.usage.cpuPercent, 0);
});

test('Where no engine is, its containers are still there, as the kernel shows them', {skip}, async () => {
	for (const words of [['--host', 'unix:///nonexistent/nstop.sock'], ['--no-engine']]) {
		const document = await printDocument([...words, '--interval', '0.4']);
		const container = containerIn(document, ids.get('runs')!);
		// The engine's own files may tell the name to root.
		assert.ok([ids.get('runs')!.slice(0, 12), zoo.fullName('runs')].includes(container.name), container.name);
		assert.equal(container.state, 'running');
		assert.equal(container.engine, null);

		assert.equal(container.initPid, Number(await zoo.inspect('runs', '.State.Pid')));
		assert.equal(container.usage.cpuPercent, 0);
		assert.ok(container.usage.memoryBytes! > 0);
		assert.equal(document.containers.some(({id}) => id === ids.get('ended')), false);
		// Engines in containers of others may be found beside it.
		assert.equal(document.engines[0]?.state, words[0] === '--host' ? 'unreachable' : undefined);
	}
});
