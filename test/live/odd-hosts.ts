/**
Hosts that are not quite as usual: an uptime that is a container's own, a user without an account, a disk of data, an image whose name
has moved on.
*/
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {before} from 'node:test';
import {busyboxImage} from '../helpers/images.ts';
import {printDocument, runProgram, type Launch} from '../helpers/documents.ts';
import {Workshop} from '../helpers/workshop.ts';
import {containerIn, openZoo} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('odd');
const workshop = new Workshop();
const ids = new Map<string, string>();
const withoutEngine = ['--no-engine', '--interval', '0.6'];

before(async () => {
	if (skip === false) {
		ids.set('plain', await zoo.run('plain', '--', 'sleep', '3000'));
	}
});

test('Where /proc/uptime is a container\'s own, as under lxcfs, start times stay true', {skip}, async () => {
	const file = path.join(workshop.folder, 'uptime');
	writeFileSync(file, '5.00 5.00\n');
	const elsewhere: Launch = {before: ['unshare', '--mount', 'sh', '-c', `mount --bind ${file} /proc/uptime && exec "$@"`, 'sh']};
	const [usual, shown] = await Promise.all([{}, elsewhere].map(async how => {
		const {startedAt, initPid} = containerIn(await printDocument(withoutEngine, how), ids.get('plain')!);
		return {initPid, at: Date.parse(startedAt!)};
	}));
	assert.equal(shown!.initPid, usual!.initPid);
	assert.ok(Math.abs(shown!.at - usual!.at) < 1000, `${shown!.at - usual!.at} ms`);
});

test('A user without an account and without a home sees what any user sees', {skip}, async () => {
	const document = await printDocument(withoutEngine, {
		before: ['env', '--unset', 'HOME', 'setpriv', '--reuid', '54321', '--regid', '54321', '--clear-groups'],
	});
	assert.equal(containerIn(document, ids.get('plain')!).state, 'running');
});

test('A disk of data in a container is not the disk of the host, and the root of the host is', {skip}, async context => {
	const data = path.join(workshop.folder, 'data');
	mkdirSync(data);
	assert.equal(spawnSync('mount', ['-t', 'ramfs', 'nstop-test', data]).status, 0);
	context.after(() => {
		spawnSync('umount', ['--lazy', data]);
	});
	await zoo.run('data', '--volume', `${data}:/data`, '--', 'sleep', '3001');
	await zoo.run('root', '--volume', '/:/host', '--', 'sleep', '3002');
	const {stdout} = await runProgram(['--host', zoo.engine.address, '--interval', '0.4']);
	const flags = ['data', 'root'].map(name => {
		const row = stdout.split('\n').find(line => line.includes(zoo.fullName(name)));
		return row?.includes('HOST-FS');
	});
	assert.deepEqual(flags, [false, true], stdout);
});

test('A container whose image has lost its name to another shows the id of the image', {skip}, async () => {
	const name = `${zoo.fullName('image')}:1`;
	const {docker} = zoo.engine;
	await docker('tag', busyboxImage, name);
	const id = await docker('run', '--detach', '--network', 'none', '--name', zoo.fullName('moved'), name, 'sleep', '3003');
	try {
		const imageId = await docker('inspect', '--format', '{{.Image}}', id);
		const shown = async () => containerIn(await printDocument(['--host', zoo.engine.address, '--interval', '0.3']), id).image;
		assert.equal(await shown(), name);
		await docker('commit', '--change', 'LABEL moved=yes', id, name);
		assert.equal(await shown(), imageId.slice('sha256:'.length, 'sha256:'.length + 12));
	} finally {
		await docker('rm', '--force', id);
		await docker('rmi', '--force', name);
	}
});
