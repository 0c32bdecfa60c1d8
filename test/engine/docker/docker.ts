import assert from 'node:assert/strict';
import test, {after as afterAll} from 'node:test';
import {connect} from '../../../source/engine/reach/connect.ts';
import {sentence} from '../../../source/engine/sentence.ts';
import {socketTarget} from '../../../source/engine/reach/target.ts';
import {failureOf} from '../../helpers/engine-error.ts';
import {eventually} from '../../helpers/engine.ts';
import {busyboxImage} from '../../helpers/images.ts';
import {ownContainers} from '../../helpers/own-containers.ts';

const {
	skip,
	engine: testEngine,
	fullName,
	run: runContainer,
} = await ownContainers('docker', [busyboxImage]);
const {signal} = new AbortController();
const engine = skip === false ? await connect(socketTarget(testEngine.socketPath)) : undefined!;

afterAll(() => {
	if (skip === false) {
		engine.close();
	}
});

/**
Starts a container that sleeps, with a name of this file's own, and gives its id.
*/
async function run(name: string, ...options: readonly string[]): Promise<string> {
	return runContainer(name, ...options, busyboxImage, 'sleep', '1000');
}

test('the engine says who it is', {skip}, async () => {
	const identity = await engine.identify(signal);
	assert.equal(identity.kind, 'docker');
	assert.match(identity.version ?? '', /^\d+\./);
	assert.match(identity.apiVersion ?? '', /^1\.\d+$/);
	assert.equal(identity.isRootless, false);
});

test('the list has what only an inspection knows, and the early list has the names', {skip}, async () => {
	const id = await run('list', '--label', 'colour=green', '--network', 'none');
	const pid = await testEngine.docker('inspect', '--format', '{{.State.Pid}}', id);
	let early: ReadonlyArray<{readonly id: string; readonly name: string}> = [];
	const containers = await engine.containers(signal, listed => {
		early = listed;
	});
	const container = containers.find(found => found.id === id);
	assert.equal(container?.initPid, Number(pid));
	assert.equal(container.name, fullName('list'));
	assert.equal(container.image, busyboxImage);
	assert.equal(container.command, 'sleep 1000');
	assert.deepEqual(container.labels, {colour: 'green'});
	assert.ok((container.startedAt ?? 0) >= (container.createdAt ?? Infinity));
	assert.equal(early.find(found => found.id === id)?.name, fullName('list'));
});

test('a container has the address that its engine gave it', {skip}, async () => {
	const id = await run('address');
	const address = await testEngine.docker('inspect', '--format', '{{.NetworkSettings.Networks.bridge.IPAddress}}', id);
	assert.match(address, /^\d+\./);
	const containers = await engine.containers(signal);
	assert.deepEqual(containers.find(found => found.id === id)?.addresses, [address]);
});

test('a container that was restarted between two lists shows its new pid', {skip}, async () => {
	const id = await run('again');
	const listedPid = async () => {
		const containers = await engine.containers(signal);
		return containers.find(found => found.id === id)?.initPid;
	};

	const before = await listedPid();
	assert.notStrictEqual(before, undefined);
	await testEngine.docker('restart', '--time', '0', id);
	const inspected = Number(await testEngine.docker('inspect', '--format', '{{.State.Pid}}', id));
	assert.notEqual(inspected, before);
	await eventually('its uptime in words is another one', async () => await listedPid() === inspected);
});

test('a container that is gone is undefined, not an error', {skip}, async () => {
	assert.equal(await engine.container('0'.repeat(64), signal), undefined);
	const error = await failureOf(engine.container('../images/json?x=', signal));
	assert.equal(sentence(error), 'Could not inspect ../images/json?x=: this is not a valid container id.');
});

test('each action does what it says', {skip}, async () => {
	const id = await run('act', '--stop-timeout', '1');
	const look = async () => engine.container(id, signal);
	const state = async () => {
		const container = await look();
		return container?.state;
	};

	await engine.pause(id);
	assert.equal(await state(), 'paused');
	await engine.unpause(id);
	assert.equal(await state(), 'running');
	const before = await look();
	await engine.restart(id);
	const after = await look();
	assert.notEqual(after?.initPid, before?.initPid);
	await engine.stop(id);
	const stopped = await look();
	assert.equal(stopped?.state, 'exited');
	assert.equal(stopped.exitCode, 137);
	await engine.start(id);
	assert.equal(await state(), 'running');
	await engine.kill(id, 'SIGKILL');
	await eventually('it has ended', async () => await state() === 'exited');
	await engine.remove(id, {force: false});
	assert.equal(await state(), undefined);
	const error = await failureOf(engine.inspect(id, signal));
	assert.equal(error.statusCode, 404);
});

test('starting what runs and stopping what does not is no failure', {skip}, async () => {
	const id = await run('twice', '--stop-timeout', '0');
	await engine.start(id);
	await engine.stop(id);
	await engine.stop(id);
	assert.equal(await testEngine.docker('inspect', '--format', '{{.State.Running}}', id), 'false');
});

test('a refusal carries the engine\'s own reason', {skip}, async () => {
	const id = await run('refuse');
	const removal = await failureOf(engine.remove(id, {force: false}));
	assert.equal(removal.operation, 'remove');
	assert.equal(removal.statusCode, 409);
	assert.match(sentence(removal, 'web'), /^Could not remove web: .*running.*\.$/);
	assert.doesNotMatch(sentence(removal, 'web'), /[\da-f]{20}|HTTP code/);
	assert.match(sentence(await failureOf(engine.unpause(id)), 'web'), /^Could not resume web: .*not paused\.$/);
	assert.match(sentence(await failureOf(engine.kill(id, 'SIGNONSENSE')), 'web'), /^could not signal web: .*signal.*\.$/i);
	await engine.remove(id, {force: true});
	const actions = [
		engine.start(id),
		engine.stop(id),
		engine.restart(id),
		engine.pause(id),
		engine.kill(id, 'TERM'),
		engine.remove(id, {force: true}),
	];
	for (const error of await Promise.all(actions.map(async action => failureOf(action)))) {
		assert.equal(error.statusCode, 404);
		assert.match(sentence(error, 'web'), /^Could not \w+ web: it is gone\.$/);
	}
});

test('events tell what happens, until the caller has enough', {skip}, async () => {
	const controller = new AbortController();
	const seen: string[] = [];
	const opened = Promise.withResolvers<void>();
	const id = await testEngine.docker('create', '--name', fullName('events'), busyboxImage, 'sleep', '1000');
	const following = (async () => {
		for await (const event of engine.events(controller.signal, () => {
			opened.resolve();
		})) {
			if ('id' in event && event.id === id) {
				seen.push(event.action);
			}
		}
	})();
	await opened.promise;
	await testEngine.docker('start', id);
	await testEngine.docker('exec', id, 'true');
	await testEngine.docker('rename', id, fullName('events-renamed'));
	await testEngine.docker('rm', '--force', id);
	await eventually('the removal is told', () => seen.includes('destroy'));
	controller.abort();
	const error = await failureOf(following);
	assert.equal(error.code, 'ABORT_ERR');
	assert.deepEqual(seen.filter(action => !['kill', 'die'].includes(action)), ['start', 'rename', 'destroy']);
});
