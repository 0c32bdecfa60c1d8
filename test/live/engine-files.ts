import assert from 'node:assert/strict';
import {chmodSync, chownSync} from 'node:fs';
import {createServer, type Server} from 'node:net';
import {once} from 'node:events';
import path from 'node:path';
import test, {after, before} from 'node:test';
import {busyboxImage} from '../helpers/images.ts';
import {printDocument, type Launch} from '../helpers/documents.ts';
import {Workshop} from '../helpers/workshop.ts';
import {containerIn, openZoo} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('files');
const workshop = new Workshop();
const socket = path.join(workshop.folder, 'denied.sock');
const ids = new Map<string, string>();
let server: Server | undefined;

before(async () => {
	if (skip !== false) {
		return;
	}

	ids.set('first', await zoo.run('first', '--label', 'colour=blue', '--', 'sh', '-c', 'sleep 3000 & wait'));
	// Its /etc/hostname is that of the first, and lies in its folder.
	ids.set('second', await zoo.run('second', '--network', `container:${zoo.fullName('first')}`, '--', 'sleep', '3001'));
	server = createServer().listen(socket);
	await once(server, 'listening');
	chownSync(socket, 65_534, 65_534);
	chmodSync(socket, 0o600);
});
after(() => {
	server?.close();
});

const withoutOverride: Launch = {
	before: ['setpriv', '--inh-caps', '-dac_override,-dac_read_search', '--bounding-set', '-dac_override,-dac_read_search'],
};

for (const [what, address, state, how] of [
	['is missing', 'unix:///nonexistent/nstop.sock', 'unreachable', {}],
	['may not be opened', `unix://${socket}`, 'denied', withoutOverride],
] as const) {
	test(`Where the socket of the engine ${what}, root reads names, images and labels in the engine's files`, {skip}, async () => {
		const document = await printDocument(['--host', address, '--interval', '0.4'], how);
		assert.deepEqual(document.engines.map(engine => [engine.address, engine.state]), [[address, state]]);
		for (const name of ['first', 'second']) {
			const container = containerIn(document, ids.get(name)!);
			assert.equal(container.name, zoo.fullName(name));
			assert.equal(container.image, busyboxImage);
			assert.equal(container.engine, null);
			assert.deepEqual(container.labels, name === 'first' ? {colour: 'blue'} : {});
			const {Path: program, Args: words} = JSON.parse(await zoo.engine.docker('inspect', '--format', '{{json .}}', zoo.fullName(name))) as {
				Path: string;
				Args: readonly string[];
			};
			assert.equal(container.command, [program, ...words].join(' '));
		}
	});
}
