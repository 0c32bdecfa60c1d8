import assert from 'node:assert/strict';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {after, before, type TestContext} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	DocumentStream,
	printDocument,
	type ContainerDocument,
	type Document,
} from '../helpers/documents.ts';
import {containerIn, namespaceInode, openZoo} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('away', {isPrivate: true, privilegedRuntime: true});
const ids = new Map<string, string>();
const inits = new Map<string, number>();
let stream: DocumentStream;

async function keep(name: string, ...words: readonly string[]): Promise<void> {
	ids.set(name, await zoo.run(name, ...words));
	inits.set(name, Number(await zoo.inspect(name, '.State.Pid')));
}

before(async () => {
	if (skip !== false) {
		return;
	}

	const folder = path.dirname(zoo.engine.socketPath);
	// Containers outlive an engine that is set so.
	writeFileSync(path.join(folder, 'settings.json'), '{"live-restore": true}');
	process.kill(zoo.engine.pid()!, 'SIGHUP');
	await eventually(
		'the engine has read its settings',
		async () => (await zoo.engine.docker('info', '--format', '{{.LiveRestoreEnabled}}')) === 'true',
	);
	// The engine takes its own network namespace for the host's, so a container of the real one has to be put there.
	const wrapper = path.join(folder, 'runc');
	const script = readFileSync(wrapper, 'utf8');
	const putOnHost = `grep -q NSTOP_REAL_HOST "$word/config.json" && sed -i -e 's#"path":"[^"]*/netns/default"#"path":"/proc/${process.pid}/ns/net"#' "$word/config.json"`;
	writeFileSync(wrapper, script.replace('sed -i', () => `${putOnHost}\n\t\tsed -i`));
	await keep('burner', '--cpus', '0.2', '--', 'sh', '-c', 'while :; do :; done');
	await keep('steady', '--memory', '64m', '--', 'sh', '-c', 'sleep 3000 & wait');
	await keep('paused', '--', 'sleep', '3000');
	await keep('dies-while-stopped', '--', 'sleep', '3000');
	await keep('dies-while-killed', '--', 'sleep', '3000');
	await keep('real-host', '--network', 'host', '--env', 'NSTOP_REAL_HOST=1', '--', 'sleep', '3000');
	await keep('ended', '--', 'sh', '-c', 'exit 5');
	await zoo.engine.docker('wait', zoo.fullName('ended'));
	await zoo.engine.docker('pause', zoo.fullName('paused'));
	stream = new DocumentStream([...zoo.words, '--interval', '0.5']);
	await stream.until(
		'the engine and its containers',
		document => document.engines[0]?.state === 'up' && document.containers.some(({name}) => name === zoo.fullName('ended')),
		0,
	);
});
after(async () => {
	assert.deepEqual(skip === false ? await stream.end() : 'skipped', skip === false ? {code: 0, stderr: ''} : 'skipped');
});

const find = (document: Document, name: string): ContainerDocument => containerIn(document, ids.get(name)!);

/**
Names, pids and numbers as before; the engine is not needed for any of them.
*/
function assertGoesOn(document: Document): void {
	for (const name of ['burner', 'steady', 'real-host']) {
		const {name: shown, image, state, initPid, usage} = find(document, name);
		assert.equal(shown, zoo.fullName(name));
		assert.equal(image, busyboxImage, name);
		assert.equal(state, 'running', name);
		assert.equal(initPid, inits.get(name));
		assert.ok(usage.memoryBytes! > 0, name);
		assert.ok(usage.cpuPercent! >= 0, name);
	}

	assert.equal(find(document, 'steady').pids.length, 2);
	assert.equal(find(document, 'steady').usage.memoryLimitBytes, 64 * 2 ** 20);
	assert.equal(find(document, 'paused').state, 'paused');
	assert.equal(find(document, 'ended').state, 'exited');
	assert.equal(find(document, 'ended').exitCode, 5);
}

async function dieUnseen(t: TestContext, name: string): Promise<void> {
	const pid = inits.get(name)!;
	const place = stream.count;
	process.kill(pid, 'SIGKILL');
	await eventually(
		'the kernel has ended it',
		() => !existsSync(`/proc/${pid}`) || readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '),
	);
	const start = performance.now();
	const withoutProcesses = await stream.until('no processes', document => find(document, name).pids.length === 0, place);
	t.diagnostic(`no processes any more: after ${Math.round(withoutProcesses.atMilliseconds - start)} ms`);
	const dead = await stream.until('dead', document => find(document, name).state === 'exited', place);
	t.diagnostic(`shown as exited: after ${Math.round(dead.atMilliseconds - start)} ms`);
	assert.equal(find(dead.document, name).usage.missing?.memoryBytes, 'gone');
	assert.equal(find(dead.document, name).exitCode, null);
}

test('A container in the network namespace of the host says so, and is not billed for the traffic of the host', {skip}, async () => {
	const document = await printDocument([...zoo.words, '--interval', '0.4']);
	const {namespaces, usage} = find(document, 'real-host');
	assert.equal(namespaces.net.inode, namespaceInode(process.pid, 'net'));
	assert.equal(namespaces.net.host, document.host.namespaces.net === namespaceInode(process.pid, 'net'));
	assert.deepEqual(namespaces.net.host ? namespaces.net.sharedWith : [], []);
	assert.equal(usage.networkRxBytes, namespaces.net.host ? null : usage.networkRxBytes);
	assert.equal(namespaces.mnt.host, false);
});

test('While the engine hangs, containers, processes and numbers go on', {skip}, async t => {
	process.kill(zoo.engine.pid()!, 'SIGSTOP');
	try {
		const place = stream.count;
		await stream.until('ten samples', () => stream.count >= place + 10);
		for (const document of stream.since(place)) {
			assertGoesOn(document);
		}

		const {value: percent} = await stream.until('that it burns', document => {
			const {cpuPercent} = find(document, 'burner').usage;
			return cpuPercent! > 5 && cpuPercent!;
		}, place);
		assert.ok(percent < 100, `${percent}`);
		await dieUnseen(t, 'dies-while-stopped');
		const away = await stream.until('that the engine does not answer', document => document.engines[0]?.state === 'unreachable', place);
		t.diagnostic(`engine: ${away.document.engines[0]!.detail}`);
		assertGoesOn(away.document);
	} finally {
		process.kill(zoo.engine.pid()!, 'SIGCONT');
	}
});

test('A program that is started while the engine hangs shows what the kernel knows', {skip}, async t => {
	process.kill(zoo.engine.pid()!, 'SIGSTOP');
	try {
		const start = performance.now();
		const document = await printDocument([...zoo.words, '--interval', '0.4']);
		t.diagnostic(
			`printed after ${Math.round(performance.now() - start)} ms, engine: ${document.engines[0]!.state}, ${document.engines[0]!.detail}`,
		);
		assert.deepEqual([document.engines[0]!.state, document.engines[0]!.detail], ['connecting', 'It has not answered yet.']);
		const {name, state, initPid, usage} = find(document, 'steady');
		// The engine's own files may tell the name to root.
		assert.ok([ids.get('steady')!.slice(0, 12), zoo.fullName('steady')].includes(name), name);
		assert.equal(state, 'running');
		assert.equal(initPid, inits.get('steady'));
		assert.equal(usage.memoryLimitBytes, 64 * 2 ** 20);
		assert.equal(find(document, 'paused').state, 'paused');
	} finally {
		process.kill(zoo.engine.pid()!, 'SIGCONT');
	}
});

test('When the engine answers again, it tells how the dead one ended', {skip}, async () => {
	const {document} = await stream.until(
		'the engine is up',
		document => document.engines[0]?.state === 'up' && find(document, 'dies-while-stopped').exitCode !== null,
	);
	assert.equal(find(document, 'dies-while-stopped').exitCode, 137);
	assertGoesOn(document);
});

test('When the engine is killed, containers, processes and numbers go on', {skip}, async t => {
	const start = performance.now();
	process.kill(zoo.engine.pid()!, 'SIGKILL');
	const {atMilliseconds} = await stream.until('that the engine does not answer', document => document.engines[0]?.state === 'unreachable');
	t.diagnostic(`told as unreachable after ${Math.round(atMilliseconds - start)} ms`);
	const place = stream.count;
	await stream.until('four samples', () => stream.count >= place + 4);
	assert.ok(stream.since(place).length >= 4);
	for (const document of stream.since(place)) {
		assertGoesOn(document);
	}

	await dieUnseen(t, 'dies-while-killed');
});

test(
	'When another engine takes the place of the killed one, it tells how the dead one ended, and the rest is the same',
	{skip},
	async t => {
		await zoo.engine.startAgain();
		const start = performance.now();
		const {document, atMilliseconds} = await stream.until(
			'the engine is up',
			document => document.engines[0]?.state === 'up' && find(document, 'dies-while-killed').exitCode !== null,
		);
		t.diagnostic(`told as up, with the exit code, after ${Math.round(atMilliseconds - start)} ms`);
		assert.equal(String(find(document, 'dies-while-killed').exitCode), await zoo.inspect('dies-while-killed', '.State.ExitCode'));
		assertGoesOn(document);
	},
);
