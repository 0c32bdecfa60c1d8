import assert from 'node:assert/strict';
import {once} from 'node:events';
import {statSync} from 'node:fs';
import {createServer} from 'node:http';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {EnginePool} from '../../source/engine/watch/pool.ts';
import {EngineDiscovery} from '../../source/host/engines.ts';
import {KernelScanner} from '../../source/kernel/scan.ts';
import type {EngineProcess} from '../../source/model/engine-process.ts';
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
