import assert from 'node:assert/strict';
import test, {after, before, type TestContext} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {
	DocumentStream,
	printDocument,
	type ContainerDocument,
	type Document,
} from '../helpers/documents.ts';
import {containerIn, openZoo} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('lifecycle');
const ids = new Map<string, string>();
let stream: DocumentStream;
before(async () => {
	if (skip !== false) {
		return;
	}

	ids.set('steady', await zoo.run('steady', '--', 'sleep', '3000'));
	stream = new DocumentStream([...zoo.words, '--interval', '0.5']);
	await stream.until('the first container', ({containers}) => containers.some(({id}) => id === ids.get('steady')), 0);
});
after(async () => {
	assert.deepEqual(skip === false ? await stream.end() : 'skipped', skip === false ? {code: 0, stderr: ''} : 'skipped');
});

/**
Does something with Docker's own client and waits for the first document that shows it. Tells how long that took from the client's return.
*/
async function showsAfter(
	t: TestContext,
	what: string,
	act: () => Promise<unknown>,
	isShown: (document: Document) => boolean,
): Promise<Document> {
	const place = stream.count;
	await act();
	const returned = performance.now();
	const {document, atMilliseconds} = await stream.until(what, isShown, place);
	t.diagnostic(`${what}: ${Math.round(atMilliseconds - returned)} ms after docker's return`);
	return document;
}

function find(document: Document, name: string): ContainerDocument | undefined {
	return document.containers.find(({id}) => id === ids.get(name));
}

const docker = async (command: string, name: string, ...words: readonly string[]) =>
	zoo.engine.docker(command, ...words, zoo.fullName(name));

test('A container that is started elsewhere appears, under its name and with its processes', {skip}, async t => {
	const name = zoo.fullName('comer');
	const start = async () => zoo.run('comer', '--', 'sh', '-c', 'sleep 3000 & wait');
	const document = await showsAfter(t, 'start', start, ({containers, processes}) => {
		const comer = containers.find(container => container.name === name);
		return comer?.state === 'running' && comer.engine !== null && processes.filter(process => process.container === comer.id).length === 2;
	});
	const container = document.containers.find(candidate => candidate.name === name)!;
	ids.set('comer', container.id);
	assert.equal(container.initPid, Number(await zoo.inspect('comer', '.State.Pid')));
	assert.equal(new Date(container.startedAt!).getTime(), new Date(await zoo.inspect('comer', '.State.StartedAt')).getTime());
	// The pids of the runtime, which started it and have gone, are not among its own.
	assert.equal(container.pids.length, 2);
});

test('A container that is renamed shows its new name', {skip}, async t => {
	const id = await zoo.run('before-rename', '--', 'sleep', '3000');
	await stream.until('the old name', ({containers}) => containers.some(container => container.id === id));
	const place = stream.count;
	const name = zoo.fullName('after-rename');
	const rename = async () => zoo.engine.docker('rename', zoo.fullName('before-rename'), name);
	await showsAfter(t, 'rename', rename, ({containers}) => containers.some(container => container.id === id && container.name === name));
	await zoo.engine.docker('rm', '--force', name);
	for (const document of stream.since(place)) {
		assert.ok(document.containers.filter(container => container.id === id).length <= 1);
	}
});

test('A paused container is paused, and runs again', {skip}, async t => {
	const document = await showsAfter(t, 'pause', async () => docker('pause', 'steady'), shown => find(shown, 'steady')?.state === 'paused');
	const [pid] = containerIn(document, ids.get('steady')!).pids;
	assert.equal(pid, Number(await zoo.inspect('steady', '.State.Pid')));
	await showsAfter(t, 'unpause', async () => docker('unpause', 'steady'), shown => find(shown, 'steady')?.state === 'running');
});

test('Without an engine to ask, the kernel tells that a container is paused', {skip}, async () => {
	await docker('pause', 'steady');
	try {
		const container = containerIn(await printDocument(['--no-engine', '--interval', '0.4']), ids.get('steady')!);
		assert.equal(container.state, 'paused');
		assert.equal(container.engine, null);
		assert.equal(container.initPid, Number(await zoo.inspect('steady', '.State.Pid')));
	} finally {
		await docker('unpause', 'steady');
	}
});

test('A health check that passes and then fails shows as healthy and as unhealthy', {skip}, async t => {
	const dockerSays = async (health: string) =>
		eventually(`docker says ${health}`, async () => (await zoo.inspect('patient', '.State.Health.Status')) === health);
	ids.set(
		'patient',
		await zoo.run(
			'patient',
			'--health-cmd',
			'test ! -e /ill',
			'--health-interval',
			'0.2s',
			'--health-retries',
			'1',
			'--',
			'sleep',
			'3000',
		),
	);
	await showsAfter(
		t,
		'healthy',
		async () => dockerSays('healthy'),
		document => find(document, 'patient')?.health === 'healthy',
	);
	await zoo.inside('patient', 'touch', '/ill');
	await showsAfter(t, 'unhealthy', async () => dockerSays('unhealthy'), document => find(document, 'patient')?.health === 'unhealthy');
	const {value: steady} = await stream.until('another one', document => find(document, 'steady'));
	assert.equal(steady.health, null);
});

test('A stopped container shows its exit code, a started one its new process, a removed one is not there', {skip}, async t => {
	ids.set('goer', await zoo.run('goer', '--', 'sleep', '3000'));
	const {value: first} = await stream.until('it runs', document => find(document, 'goer')?.state === 'running' && find(document, 'goer'));
	const stopped = await showsAfter(
		t,
		'stop',
		async () => docker('stop', 'goer', '--time', '0'),
		// That it has no process the kernel shows, its exit code the engine tells.
		document => find(document, 'goer')?.state === 'exited' && find(document, 'goer')?.exitCode !== null,
	);
	assert.equal(find(stopped, 'goer')!.exitCode, 137);
	assert.deepEqual(find(stopped, 'goer')!.pids, []);
	assert.equal(find(stopped, 'goer')!.usage.cpuPercent, null);
	const started = await showsAfter(
		t,
		'start again',
		async () => docker('start', 'goer'),
		document => find(document, 'goer')?.state === 'running',
	);
	assert.equal(find(started, 'goer')!.exitCode, null);
	const {value: again} = await stream.until('its process', document =>
		find(document, 'goer')?.initPid ? find(document, 'goer') : undefined,
	);
	assert.notEqual(again.initPid, first.initPid);
	assert.equal(again.initPid, Number(await zoo.inspect('goer', '.State.Pid')));
	await showsAfter(t, 'restart', async () => docker('restart', 'goer', '--time', '0'), document => {
		const pid = find(document, 'goer')?.initPid;
		return pid !== undefined && pid !== null && pid !== again.initPid;
	});
	await showsAfter(t, 'kill', async () => docker('kill', 'goer'), document => find(document, 'goer')?.state === 'exited');
	const place = stream.count;
	await showsAfter(t, 'remove', async () => docker('rm', 'goer'), document => find(document, 'goer') === undefined);
	await stream.until('two more samples', () => stream.count > place + 2);
	assert.ok(stream.since(-1).every(document => find(document, 'goer') === undefined), 'it does not come back');
});

test('Counters that start over with a restart give no negative rates', {skip}, async () => {
	ids.set('burner', await zoo.run('burner', '--cpus', '0.2', '--', 'sh', '-c', 'while :; do :; done'));
	await stream.until('some use', document => (find(document, 'burner')?.usage.cpuPercent ?? 0) > 1);
	const place = stream.count;
	await docker('restart', 'burner', '--time', '0');
	await stream.until('use again', document => (find(document, 'burner')?.usage.cpuPercent ?? 0) > 1);
	for (const document of stream.since(place)) {
		const {cpuPercent} = containerIn(document, ids.get('burner')!).usage;
		assert.ok(cpuPercent === null || (cpuPercent >= 0 && cpuPercent < 100), `${cpuPercent}`);
	}

	await docker('rm', 'burner', '--force');
});

test('In no document is a container or a process there twice', {skip}, () => {
	for (const {containers, processes} of stream.since(0)) {
		assert.equal(new Set(containers.map(({id}) => id)).size, containers.length);
		assert.equal(new Set(processes.map(({pid}) => pid)).size, processes.length);
	}
});

test('A container that was killed for lack of memory is distinguished from one that a signal ended', {skip}, async () => {
	// The shell outlives the kill for a moment: the engine hears of it before the end.
	const script = 'tail /dev/zero & wait $!; sleep 1; exit 137';
	ids.set('hungry', await zoo.run('hungry', '--memory', '20m', '--memory-swap', '20m', '--', 'sh', '-c', script));
	ids.set('shot', await zoo.run('shot', '--', 'sleep', '3000'));
	await docker('kill', 'shot');
	await docker('wait', 'hungry');
	const {document} = await stream.until('both have ended', shown =>
		['hungry', 'shot'].every(name => find(shown, name)?.exitCode === 137));
	const killed = async (name: string) => await zoo.inspect(name, '.State.OOMKilled') === 'true';
	for (const name of ['hungry', 'shot']) {
		assert.equal(find(document, name)?.oomKilled, await killed(name), name);
	}
});

test('A container that ends again and again says how often it was restarted, and with which code it ended', {skip}, async () => {
	ids.set('loop', await zoo.run('loop', '--restart', 'always', '--', 'sh', '-c', 'exit 7'));
	const {value: loop} = await stream.until('it waits for its next start', shown => {
		const found = find(shown, 'loop');
		return found?.state === 'restarting' && (found.restartCount ?? 0) > 1 && found.exitCode !== null && found;
	});
	await docker('rm', 'loop', '--force');
	assert.equal(loop.exitCode, 7);
});
