import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import test, {before} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {printDocument, runProgram, type Document} from '../helpers/documents.ts';
import {messageOn, openSession} from '../helpers/session.ts';
import {asNobody} from '../helpers/nobody.ts';
import {Workshop, workshopLack} from '../helpers/workshop.ts';
import {openZoo} from '../helpers/zoo.ts';

const {skip: zooLack, zoo} = await openZoo('ports');
const skip = zooLack === false ? workshopLack : zooLack;
const workshop = new Workshop();
// Below those that the kernel gives to whoever asks for none.
const port = 20_000 + (process.pid % 5000);
const freePort = port + 5000;
const ids = new Map<string, string>();
let hostInit = 0;

/**
Pids of the processes that listen on the port in the network namespace of a process, as ss tells them.
*/
function pidsOfSs(pid: number | string): readonly number[] {
	const {stdout} = spawnSync('nsenter', ['--net', '--target', String(pid), 'ss', '-Hltnp', `sport = :${port}`], {encoding: 'utf8'});
	return [...stdout.matchAll(/pid=(\d+)/g)].map(([, found]) => Number(found));
}

before(async () => {
	if (skip !== false) {
		return;
	}

	ids.set('published', await zoo.run('published', '--publish', `127.0.0.1:${port}:80`, '--', 'sleep', '3000'));
	// Not its first process, which a first look may see alone.
	ids.set('inside', await zoo.run('inside', '--', 'sh', '-c', `httpd -f -p ${port} & exec sleep 3000`));
	ids.set('guest', await zoo.run('guest', '--network', `container:${zoo.fullName('inside')}`, '--', 'sleep', '3000'));
	const script = `busybox httpd -f -p 127.0.0.1:${port} & sleep 3009; true`;
	hostInit = await workshop.initOf(workshop.start(['unshare', '--pid', '--fork', '--kill-child', '--mount', 'sh', '-c', script]), script);
	const inside = await zoo.inspect('inside', '.State.Pid');
	await eventually('both listen', () => pidsOfSs(inside).length > 0 && pidsOfSs(hostInit).length > 0);
});

type PortUseDocument = {
	readonly container: string;
	readonly place: string;
	readonly protocol: string;
	readonly address: string;
	readonly pid: number | null;
};

async function look(...words: readonly string[]): Promise<Document & {readonly portUses: readonly PortUseDocument[]}> {
	return await printDocument(['--interval', '0.2', ...words]) as Document & {readonly portUses: readonly PortUseDocument[]};
}

test('A port is found where it is published, where it is listened on in the host\'s namespace, and inside', {skip}, async () => {
	const {containers, portUses, host} = await look(...zoo.words, '--port', String(port));
	const ofHost = containers.find(({initPid}) => initPid === hostInit)!;
	assert.equal(ofHost.namespaces.net.inode, host.namespaces.net);
	assert.deepEqual(portUses, [
		{
			container: ids.get('published'), place: 'published', protocol: 'tcp', address: '127.0.0.1', pid: null,
		},
		{
			container: ofHost.id, place: 'host', protocol: 'tcp', address: '127.0.0.1', pid: pidsOfSs(hostInit)[0],
		},
		{
			container: ids.get('inside'), place: 'inside', protocol: 'tcp6', address: '::', pid: pidsOfSs(await zoo.inspect('inside', '.State.Pid'))[0],
		},
	]);
	assert.deepEqual(new Set(containers.map(({id}) => id)), new Set(portUses.map(({container}) => container)));
});

test('Without an engine the listeners are found all the same, and a name narrows further', {skip}, async () => {
	const {portUses} = await look('--no-engine', '--port', String(port));
	assert.deepEqual(portUses.map(({place}) => place), ['host', 'inside']);
	const narrowed = await look(...zoo.words, '--port', String(port), zoo.fullName('inside'));
	assert.deepEqual(narrowed.portUses.map(({container}) => container), [ids.get('inside')]);
	assert.deepEqual(narrowed.containers.map(({id}) => id), [ids.get('inside')]);
});

test('That nobody listens is said, and to whoever may not look that it cannot be seen', {skip}, async () => {
	const words = ['--no-engine', '--interval', '0.2', '--port', String(freePort)];
	assert.deepEqual(await runProgram(words), {
		code: 1, stdout: '', stderr: `nstop: No container publishes port ${freePort} or listens on it.\n`,
	});
	assert.deepEqual(await runProgram(words, asNobody()), {
		code: 1,
		stdout: '',
		stderr: `nstop: No container publishes port ${freePort}. Whether one listens on it cannot be seen: permission denied.\n`,
	});
});

test('The screen opens on the one that has it, and says where', {skip}, async context => {
	const session = openSession(context, 120, 40, {words: ['--no-engine', '--port', String(port)]});
	const [[ofHost], [inside]] = [pidsOfSs(hostInit), pidsOfSs(await zoo.inspect('inside', '.State.Pid'))];
	const screen = await session.until('the sentence', shown => messageOn(shown).includes(`Port ${port}: `));
	assert.match(
		messageOn(screen),
		new RegExp(String.raw`: \S+ \(PID ${ofHost}\) listens on it in the host's network namespace; \S+ \(PID ${inside}\) listens on it inside`),
	);
	await session.until('its first process', shown => shown.split('\n').some(line => line.includes(` ${hostInit} `)));
	assert.equal(await session.quit(), 0);
});
