import assert from 'node:assert/strict';
import {mkdirSync, symlinkSync} from 'node:fs';
import path from 'node:path';
import test, {after} from 'node:test';
import {busyboxImage} from '../helpers/images.ts';
import {printDocument} from '../helpers/documents.ts';
import {makeFolder} from '../helpers/live-process.ts';
import {startProxy, type Proxy} from '../helpers/proxy.ts';
import {openSession} from '../helpers/session.ts';
import {containerIn, openZoo} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('restricted');
let id = '';
let proxy: Proxy | undefined;
if (skip === false) {
	id = await zoo.run('seen', '--', 'sleep', '1000');
	proxy = await startProxy(zoo.engine.socketPath, asked => asked === 'GET /containers/json');
}

after(async () => {
	await proxy?.close();
});

test(
	'Through a proxy that lets nothing but the list through, names come from the engine, numbers from the kernel, and what is forbidden is told',
	{skip},
	async () => {
		const document = await printDocument(['--host', proxy!.address, '--interval', '0.4']);
		const container = containerIn(document, id);
		assert.deepEqual(
			[container.name, container.image, container.state, container.engine],
			[zoo.fullName('seen'), busyboxImage, 'running', document.engines[0]!.id],
		);
		assert.equal(String(container.initPid), await zoo.inspect('seen', '.State.Pid'));
		assert.ok(container.usage.memoryBytes! > 0);
		assert.equal(document.engines[0]!.state, 'up');
		assert.equal(
			document.engines[0]!.detail,
			`The event stream of ${proxy!.address} is forbidden: it is polled every 5 seconds instead.`,
		);
		assert.deepEqual([...new Set(proxy!.passed)], ['GET /containers/json']);
	},
);

test('On the screen it is said in the last line', {skip}, async context => {
	const session = openSession(context, 130, 30, {words: ['--host', proxy!.address, '--interval', '0.3']});
	await session.until('the message', screen => screen.includes('is forbidden: it is polled every 5 seconds instead.'));
	assert.equal(await session.quit(), 0);
});

test('An engine is reached by a path that is too long for the address of a socket', {skip}, async () => {
	const folder = path.join(makeFolder(), 'a'.repeat(100), 'b'.repeat(100));
	mkdirSync(folder, {recursive: true});
	symlinkSync(zoo.engine.socketPath, path.join(folder, 'd.sock'));
	const address = `unix://${folder}/d.sock`;
	const document = await printDocument(['--host', address, '--interval', '0.4']);
	assert.deepEqual(document.engines.map(engine => [engine.address, engine.state]), [[address, 'up']]);
	assert.equal(containerIn(document, id).engine, document.engines[0]!.id);
});
