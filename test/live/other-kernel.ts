/**
Engines of which only the socket is here: what they tell of pids is never taken for processes of this kernel.
*/
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import type {ServerResponse} from 'node:http';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, test} from 'node:test';
import {printDocument, type Document} from '../helpers/documents.ts';
import {startFakeEngine} from '../helpers/fake-engine.ts';
import {programInside, programVolumes} from '../helpers/inside.ts';
import {Workshop} from '../helpers/workshop.ts';
import {containerIn, openZoo} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('kernel');
const workshop = new Workshop();
const id = 'ab'.repeat(32);

/**
A sandbox that no cgroup names: only an engine could say whose it is. Gives the pid of its first process.
*/
async function sandbox(word: string): Promise<number> {
	const words = ['unshare', '--pid', '--fork', '--kill-child', '--mount', '--uts', '--ipc', 'sh', '-c', `sleep ${word} & wait`];
	return workshop.initOf(workshop.start(words), words.at(-1)!);
}

/**
What is printed of an engine that calls this pid the first process of its one container, and says this of its machine.
*/
async function documentOf(pid: number, info: Readonly<Record<string, unknown>>): Promise<Document> {
	const answer = (response: ServerResponse, value: unknown): false => {
		response.writeHead(200, {'Content-Type': 'application/json'}).end(JSON.stringify(value));
		return false;
	};

	const engine = await startFakeEngine((question, response) => {
		switch (question) {
			case 'GET /info': {
				return answer(response, info);
			}

			case `GET /containers/${id}/json`: {
				return answer(response, {
					Id: id, Name: '/far', Config: {Image: 'bb:1'}, State: {Status: 'running', Pid: pid, StartedAt: new Date().toISOString()},
				});
			}

			default: {
				return true;
			}
		}
	}, [{id, name: 'far'}]);
	try {
		return await printDocument(['--host', engine.address, '--interval', '0.5']);
	} finally {
		await engine.close();
	}
}

const away = [
	['with another release', {KernelVersion: '6.10.14-linuxkit', Name: os.hostname(), OperatingSystem: 'Docker Desktop'}, /6\.10\.14-linuxkit \(Docker Desktop\)/],
	['with another name', {KernelVersion: os.release(), Name: 'colima'}, /^Its host is called colima, and this one .* \(pid \d+\) passes on/],
] as const;
for (const [index, [what, info, reason]] of away.entries()) {
	test(`a pid that an engine ${what} tells is not that of the process which has it here`, {skip}, async () => {
		const pid = await sandbox(String(3000 + index));
		const document = await documentOf(pid, info);
		const [engine] = document.engines;
		assert.deepEqual([engine?.state, engine?.elsewhere, engine?.kernel], ['up', 'kernel', info.KernelVersion]);
		assert.match(engine!.elsewhereReason!, reason);
		const far = containerIn(document, id);
		assert.deepEqual([far.name, far.state, far.initPid, far.pids, far.usage.cpuPercent], ['far', 'running', null, [], null]);
		const here = document.containers.find(({initPid}) => initPid === pid);
		assert.ok(here, 'the sandbox is there as well');
		assert.notEqual(here.name, 'far');
	});
}

test('the same pid is that of its container where the engine is on this kernel', {skip}, async () => {
	const pid = await sandbox('3005');
	const document = await documentOf(pid, {KernelVersion: os.release(), Name: os.hostname()});
	assert.equal(document.engines[0]?.elsewhere, null);
	assert.equal(containerIn(document, id).initPid, pid);
});

test('an engine of this host behind a program that passes on is here', {skip}, async () => {
	const web = await zoo.run('web', '--', 'sleep', '3000');
	const socket = path.join(workshop.folder, 'forwarded.sock');
	const script = `
		const net = require('node:net');
		net.createServer(client => {
			const engine = net.connect(${JSON.stringify(zoo.engine.socketPath)});
			client.pipe(engine).pipe(client);
			for (const end of [client, engine]) end.on('error', () => { client.destroy(); engine.destroy(); });
		}).listen(${JSON.stringify(socket)}, () => console.log('listening'));
	`;
	const forwarder = spawn(process.execPath, ['--eval', script], {stdio: ['ignore', 'pipe', 'inherit']});
	after(() => {
		forwarder.kill();
	});
	await once(forwarder.stdout, 'data');
	const document = await printDocument(['--host', `unix://${socket}`, '--interval', '0.5']);
	assert.deepEqual([document.engines[0]?.state, document.engines[0]?.elsewhere], ['up', null]);
	const container = containerIn(document, web);
	assert.equal(container.name, zoo.fullName('web'));
	assert.equal(String(container.initPid), await zoo.inspect('web', '.State.Pid'));
});

test('the socket of the host in a container: outside, but with the pid namespace of the host here', {skip}, async () => {
	const web = await zoo.run('seen', '--', 'sleep', '3001');
	const shown = async (name: string, ...options: readonly string[]): Promise<Document> => {
		const mounted = ['--volume', `${zoo.engine.socketPath}:/var/run/docker.sock`];
		await zoo.run(name, ...options, ...mounted, ...programVolumes(), '--', 'sleep', '3002');
		const text = await zoo.inside(name, 'sh', '-c', `exec ${programInside} --json --host unix:///var/run/docker.sock --interval 0.5`);
		return JSON.parse(text) as Document;
	};

	for (const [name, ...options] of [['apart'], ['named', '--uts', 'host']] as const) {
		const document = await shown(name, ...options);
		assert.deepEqual([document.engines[0]?.state, document.engines[0]?.elsewhere], ['up', 'outside'], name);
		const container = containerIn(document, web);
		assert.deepEqual([container.name, container.initPid, container.pids], [zoo.fullName('seen'), null, []], name);
	}

	const document = await shown('among', '--pid', 'host');
	assert.equal(document.engines[0]?.elsewhere, null);
	assert.equal(String(containerIn(document, web).initPid), await zoo.inspect('seen', '.State.Pid'));
});
