import assert from 'node:assert/strict';
import {once} from 'node:events';
import {
	linkSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
} from 'node:fs';
import {createServer} from 'node:http';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {EnginePool} from '../../source/engine/watch/pool.ts';
import {EngineDiscovery, namedEngines} from '../../source/host/engines.ts';
import {KernelScanner} from '../../source/kernel/scan.ts';
import {isMissing} from '../../source/known.ts';
import type {EngineProcess} from '../../source/model/engine-process.ts';
import {parseOptions} from '../../source/options.ts';
import {eventually} from '../helpers/engine.ts';
import {startFakeEngine} from '../helpers/fake-engine.ts';
import {makeFolder} from '../helpers/live-process.ts';

test('an engine in a container stays the same when that gets another key, and tells the new one', async () => {
	const socket = path.join(makeFolder(), 'engine.sock');
	const server = createServer((_request, response) => {
		response.end('{}');
	}).listen(socket);
	await once(server, 'listening');
	const {dev, ino} = statSync(socket);
	const seen = (container: string): readonly EngineProcess[] => [{
		pid: process.pid, program: 'dockerd', path: socket, socket: `${dev}:${ino}`, container, isAskable: true,
	}];
	const pool = new EnginePool([]);
	try {
		const discovery = new EngineDiscovery(pool, new KernelScanner(), {targets: [], advice: undefined, isNamed: false});
		discovery.update(seen('pid-4026532571'));
		const {id, container} = pool.readings[0]!.status;
		assert.equal(container, 'pid-4026532571');
		const heard: unknown[] = [];
		pool.subscribe(() => {
			heard.push(pool.readings[0]?.status.container);
		});
		discovery.update(seen('web'));
		assert.deepEqual(pool.readings.map(({status}) => [status.id, status.container]), [[id, 'web']]);
		discovery.update(seen('web'));
		assert.deepEqual(heard, ['web']);
	} finally {
		await pool.dispose();
		server.close();
	}
});

test('an engine that was found and killed is away and not stopped, and the next one at its path is asked while the old process is seen', async t => {
	const socket = path.join(makeFolder(), 'engine.sock');
	const scanner = new KernelScanner();
	const pool = new EnginePool([], {firstRetryMilliseconds: 1, lastRetryMilliseconds: 5});
	const discovery = new EngineDiscovery(pool, scanner, {targets: [], advice: undefined, isNamed: false});
	const seen = (): EngineProcess => {
		const file = scanner.identify(socket);
		assert.ok(!isMissing(file));
		return {
			pid: process.pid, program: 'podman', path: socket, socket: `${file.device}:${file.inode}`, container: undefined, isAskable: true,
		};
	};

	t.after(async () => pool.dispose());
	pool.start();
	// Killed, it leaves its socket behind.
	const first = await startFakeEngine(undefined, [], socket);
	const old = seen();
	discovery.update([old]);
	await eventually('it is up', () => pool.readings[0]?.status.state === 'up');
	linkSync(socket, `${socket}.kept`);
	await first.close();
	renameSync(`${socket}.kept`, socket);
	await eventually('it is away', () => pool.readings[0]?.status.state === 'unreachable');
	assert.match(pool.readings[0]?.status.detail ?? '', /nothing is listening there/);

	rmSync(socket);
	const next = await startFakeEngine(undefined, [], socket);
	t.after(async () => next.close());
	discovery.update([old, seen()]);
	await eventually('the next one is up', () => pool.readings[0]?.status.state === 'up');
	assert.deepEqual(pool.readings.map(({status}) => status.socket), [seen().socket]);
});

test('a named engine that is started a hundred times is one engine each time, with its new socket, and takes no more files', async t => {
	const socket = path.join(makeFolder(), 'engine.sock');
	const scanner = new KernelScanner();
	const named = namedEngines(parseOptions(['--host', `unix://${socket}`]), scanner);
	const pool = new EnginePool(named.targets, {firstRetryMilliseconds: 1, lastRetryMilliseconds: 5});
	const discovery = new EngineDiscovery(pool, scanner, named);
	const openFiles = (): number => readdirSync('/proc/self/fd').length;
	let before = 0;
	t.after(async () => pool.dispose());
	pool.start();
	for (let round = 0; round < 100; round++) {
		const engine = await startFakeEngine(undefined, [], socket);
		const file = scanner.identify(socket);
		assert.ok(!isMissing(file));
		const identity = `${file.device}:${file.inode}`;
		discovery.update([{
			pid: process.pid, program: 'dockerd', path: socket, socket: identity, container: undefined, isAskable: true,
		}]);
		await eventually('it is up', () => pool.readings[0]?.status.state === 'up');
		assert.deepEqual(pool.readings.map(({status}) => [status.address, status.socket]), [[`unix://${socket}`, identity]]);
		await engine.close();
		discovery.update([]);
		await eventually('it is away', () => pool.readings[0]?.status.state === 'unreachable');
		if (round === 4) {
			before = openFiles();
		}
	}

	await eventually('no more files are open than after the first', () => openFiles() <= before);
	assert.equal(pool.readings.length, 1);
});
