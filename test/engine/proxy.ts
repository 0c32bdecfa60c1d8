import assert from 'node:assert/strict';
import test, {after} from 'node:test';
import {connect} from '../../source/engine/reach/connect.ts';
import {sentence} from '../../source/engine/sentence.ts';
import {socketTarget} from '../../source/engine/reach/target.ts';
import type {WatchPace} from '../../source/engine/watch/pace.ts';
import {EngineWatch} from '../../source/engine/watch/watch.ts';
import {failureOf} from '../helpers/engine-error.ts';
import {eventually} from '../helpers/engine.ts';
import {readOutput} from '../helpers/exec-output.ts';
import {busyboxImage} from '../helpers/images.ts';
import {ownContainers} from '../helpers/own-containers.ts';
import {startProxy, type Proxy} from '../helpers/proxy.ts';

const {
	skip,
	engine: testEngine,
	fullName,
	run: runContainer,
} = await ownContainers('proxy', [busyboxImage]);
const {signal} = new AbortController();
const open: Array<() => Promise<void>> = [];

after(async () => {
	await Promise.all(open.map(async close => close()));
});

/**
A container that sleeps, with a name of this file's own. Gives its id.
*/
async function run(name: string): Promise<string> {
	return runContainer(name, '--stop-timeout', '0', busyboxImage, 'sleep', '1000');
}

async function proxyFor(isAllowed: (asked: string) => boolean): Promise<Proxy> {
	const proxy = await startProxy(testEngine.socketPath, isAllowed);
	open.push(async () => proxy.close());
	return proxy;
}

async function watchThrough(proxy: Proxy, pace: Partial<WatchPace> = {}): Promise<EngineWatch> {
	const target = socketTarget(proxy.socketPath);
	const watch = new EngineWatch(target, async () => connect(target), pace);
	open.unshift(async () => watch.dispose());
	watch.start();
	await eventually('it is up', () => watch.reading.status.state === 'up');
	return watch;
}

async function shows(watch: EngineWatch, name: string, state: string | undefined): Promise<void> {
	await eventually(
		`${name} is ${state ?? 'gone'}`,
		() => watch.reading.containers.find(container => container.name === fullName(name))?.state === state,
	);
}

async function complaintOf(action: Promise<unknown>): Promise<string> {
	return sentence(await failureOf(action), 'web');
}

const forbids = 'the engine, or a proxy in front of it, refused (403 Forbidden Request forbidden by administrative rules).';

test('where events are forbidden, the list is asked for again and again, and this is said', {skip}, async () => {
	const id = await run('listed');
	const proxy = await proxyFor(asked => asked !== 'GET /events');
	const watch = await watchThrough(proxy, {listMilliseconds: 50});
	const details = new Set<string | undefined>([watch.reading.status.detail]);
	const states = new Set<string>();
	watch.subscribe(({status}) => {
		details.add(status.detail);
		states.add(status.state);
	});
	await shows(watch, 'listed', 'running');
	const pid = Number(await testEngine.docker('inspect', '--format', '{{.State.Pid}}', id));
	await eventually('its pid is known', () => watch.reading.containers.find(container => container.id === id)?.initPid === pid);
	await testEngine.docker('pause', id);
	await shows(watch, 'listed', 'paused');
	await testEngine.docker('rm', '--force', id);
	await shows(watch, 'listed', undefined);
	await run('later');
	await shows(watch, 'later', 'running');
	assert.deepEqual([...details], [`The event stream of ${proxy.address} is forbidden: it is polled every 0.05 seconds instead.`]);
	assert.deepEqual([...states], ['up']);
	assert.equal(proxy.asked.filter(asked => asked === 'GET /events').length, 1, 'what is forbidden is not asked for again');
	await watch.dispose();
});

test('between two lists nothing is asked, and a list asks about single containers only where they have changed', {skip}, async () => {
	const start = performance.now();
	const id = await run('quiet');
	const proxy = await proxyFor(asked => asked !== 'GET /events');
	const watch = await watchThrough(proxy, {listMilliseconds: 20});
	await shows(watch, 'quiet', 'running');
	const lists = () => proxy.asked.filter(asked => asked === 'GET /containers/json').length;
	const before = lists();
	await eventually('thirty lists', () => lists() >= before + 30);
	const others = proxy.asked.filter(asked => !/^GET \/(?:version|info|events|containers\/json)$/.test(asked));
	assert.deepEqual(
		[...new Set(others.map(asked => asked.replace(/\/\w+\/json$/, '')))],
		['GET /containers'],
		'never statistics, never processes',
	);
	const looks = others.filter(asked => asked === `GET /containers/${id}/json`).length;
	// Its uptime in words changes with each second.
	const most = 2 + Math.ceil((performance.now() - start) / 1000);
	assert.ok(looks <= most, `it has changed no more than ${most} times, and was inspected ${looks} times`);
	await watch.dispose();
});

test('with nothing but the list, there are names, images and states', {skip}, async () => {
	const id = await run('least');
	const proxy = await proxyFor(asked => asked === 'GET /containers/json');
	const watch = await watchThrough(proxy, {listMilliseconds: 50, pingMilliseconds: 20});
	await shows(watch, 'least', 'running');
	const {status, containers} = watch.reading;
	const container = containers.find(found => found.id === id);
	assert.equal(container?.image, busyboxImage);
	assert.equal(container.initPid, undefined);
	assert.equal(status.version, undefined);
	assert.equal(status.apiVersion, undefined);
	await testEngine.docker('kill', id);
	await shows(watch, 'least', 'exited');
	assert.equal(watch.reading.containers.find(found => found.id === id)?.exitCode, 137);
	await eventually('it was asked whether it is still there', () => proxy.asked.includes('GET /_ping'));
	assert.equal(watch.reading.status.state, 'up');
	await watch.dispose();
});

test('where inspections are forbidden, what changes is seen in the list after an event', {skip}, async () => {
	const id = await run('uninspected');
	const proxy = await proxyFor(asked => !/^GET \/containers\/\w+\/json$/.test(asked));
	const watch = await watchThrough(proxy);
	await shows(watch, 'uninspected', 'running');
	assert.equal(watch.reading.containers.find(found => found.id === id)?.image, busyboxImage);
	assert.equal(watch.reading.status.detail, undefined);
	await testEngine.docker('pause', id);
	await shows(watch, 'uninspected', 'paused');
	await testEngine.docker('unpause', id);
	await shows(watch, 'uninspected', 'running');
	const engine = await connect(socketTarget(proxy.socketPath));
	assert.equal(await complaintOf(engine.inspect(id, signal)), `Could not inspect web: ${forbids}`);
	await engine.stop(id);
	await shows(watch, 'uninspected', 'exited');
	engine.close();
	await watch.dispose();
});

test('where nothing may be done, each action says so, and what may be seen is seen', {skip}, async () => {
	const id = await run('untouched');
	const proxy = await proxyFor(asked => asked.startsWith('GET '));
	const watch = await watchThrough(proxy);
	await shows(watch, 'untouched', 'running');
	const engine = await connect(socketTarget(proxy.socketPath));
	assert.equal(await complaintOf(engine.stop(id)), `Could not stop web: ${forbids}`);
	assert.equal(await complaintOf(engine.restart(id)), `Could not restart web: ${forbids}`);
	assert.equal(await complaintOf(engine.start(id)), `Could not start web: ${forbids}`);
	assert.equal(await complaintOf(engine.pause(id)), `Could not pause web: ${forbids}`);
	assert.equal(await complaintOf(engine.unpause(id)), `Could not resume web: ${forbids}`);
	assert.equal(await complaintOf(engine.kill(id, 'SIGKILL')), `Could not signal web: ${forbids}`);
	assert.equal(await complaintOf(engine.remove(id, {force: true})), `Could not remove web: ${forbids}`);
	assert.equal(await complaintOf(engine.exec(id, ['sh'], {columns: 80, rows: 24})), `Could not run a command in web: ${forbids}`);
	assert.deepEqual([...new Set(proxy.passed.map(asked => asked.split(' ', 1)[0]))], ['GET']);
	assert.equal(await testEngine.docker('inspect', '--format', '{{.State.Status}}', id), 'running');
	engine.close();
	await watch.dispose();
});

test('a command that may be made but not started says so too', {skip}, async () => {
	const id = await run('unstarted');
	const proxy = await proxyFor(asked => !asked.startsWith('POST /exec/'));
	const engine = await connect(socketTarget(proxy.socketPath));
	assert.equal(await complaintOf(engine.exec(id, ['sh'], {columns: 80, rows: 24})), `Could not run a command in web: ${forbids}`);
	engine.close();
});

test('a proxy that forbids all is a denial, not an engine that is away', {skip}, async () => {
	const proxy = await proxyFor(() => false);
	const target = socketTarget(proxy.socketPath);
	const watch = new EngineWatch(target, async () => connect(target));
	watch.start();
	await eventually('it is denied', () => watch.reading.status.state === 'denied');
	assert.equal(watch.reading.status.detail, `Could not list the containers of ${proxy.address}: ${forbids}`);
	await watch.dispose();
});

test('a terminal works through a proxy that hands connections over', {skip}, async () => {
	const id = await run('terminal');
	const proxy = await proxyFor(() => true);
	const engine = await connect(socketTarget(proxy.socketPath));
	const session = await engine.exec(id, ['sh', '-c', 'read line; echo "<$line>"; exit 3'], {columns: 80, rows: 24});
	const {whole} = readOutput(session);
	session.stream.write('hello\n');
	assert.match(await whole(), /<hello>/);
	assert.equal(await session.exitCode(), 3);
	engine.close();
});
