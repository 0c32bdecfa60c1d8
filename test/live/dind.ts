import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test, {before} from 'node:test';
import type {Container} from '../../source/model/container.ts';
import {parseOptions} from '../../source/options.ts';
import {prepare} from '../../source/host/local.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {DocumentStream, printDocument, type Document} from '../helpers/documents.ts';
import {machineImage, prepareNesting, startEngineInside} from '../helpers/nested-engine.ts';
import {containerIn, openZoo, statusField} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('dind');
let outer = '';
const inner = new Map<string, string>();

/**
Runs the client of the engine inside.
*/
const docker = async (...words: readonly string[]): Promise<string> => zoo.inside('outer', 'docker', ...words);

before(async () => {
	if (skip !== false) {
		return;
	}

	const nesting = await prepareNesting(zoo.engine);
	outer = await zoo.runImage(machineImage, 'outer', ...nesting.options, '--', startEngineInside);
	await eventually('the engine inside answers', async () => docker('version'));
	await nesting.load(docker);
	for (const [name, command] of [
		['family', 'sleep 3000 & sleep 3001 & wait'],
		['victim', 'exec sleep 3002'],
	] as const) {
		inner.set(
			name,
			await docker(
				'run',
				'--detach',
				'--stop-signal',
				'KILL',
				'--network',
				'none',
				'--name',
				`inside-${name}`,
				'--label',
				'level=inside',
				busyboxImage,
				'sh',
				'-c',
				command,
			),
		);
	}
});

/**
The container inside, with what the kernel tells of it whoever names it.
*/
async function assertInside(document: Document): Promise<void> {
	const id = inner.get('family')!;
	const container = containerIn(document, id);
	assert.equal(container.parent, outer);
	assert.equal(container.runtime, 'docker');
	const innerPid = Number(await docker('inspect', '--format', '{{.State.Pid}}', id));
	const processes = document.processes.filter(({container: owner}) => owner === id);
	assert.deepEqual(processes.map(({pid}) => pid), container.pids);
	assert.equal(processes.length, 3);
	for (const {pid, nspid, pidInside} of processes) {
		const numbers = statusField(pid, 'NSpid')!.split(/\s+/).map(Number);
		assert.deepEqual(nspid, numbers);
		assert.equal(numbers.length, 3);
		assert.deepEqual([numbers[0], pidInside], [pid, numbers.at(-1)]);
	}

	const init = processes.find(({pid}) => pid === container.initPid);
	assert.deepEqual(init?.nspid.slice(1), [innerPid, 1]);
	assert.equal(containerIn(document, outer).parent, null);
	assert.ok(containerIn(document, outer).pids.every(pid => !container.pids.includes(pid)));
}

test('Containers in a container are its children, with every pid on the way, named by the engine inside', {skip}, async () => {
	const stream = new DocumentStream([...zoo.words, '--interval', '0.5']);
	try {
		const {document} = await stream.until(
			'the engine inside has told its containers',
			candidate => candidate.containers.some(({id, engine}) => id === inner.get('victim') && engine !== null),
			0,
		);
		await assertInside(document);
		const {name, image: shown, engine, labels, state} = containerIn(document, inner.get('family')!);
		assert.deepEqual([name, shown, labels, state], ['inside-family', busyboxImage, {level: 'inside'}, 'running']);
		const found = document.engines.find(({id}) => id === engine);
		assert.equal(found?.container, outer);
		assert.equal(found.state, 'up');
		assert.equal(readFileSync(`/proc/${found.pid}/comm`, 'utf8'), 'dockerd\n');
		assert.ok(containerIn(document, outer).pids.includes(found.pid!));
		const {isolation, name: outerName, engine: outerEngine} = containerIn(document, outer);
		assert.equal(isolation.nestedEngine, engine);
		assert.equal(document.engines.filter(({container}) => container === outer).length, 1, 'an engine with two sockets is one');
		assert.equal(outerName, zoo.fullName('outer'));
		assert.equal(document.engines.find(({id}) => id === outerEngine)?.address, zoo.engine.address);
	} finally {
		assert.deepEqual(await stream.end(), {code: 0, stderr: ''});
	}
});

test('A single document waits for the engine inside too, which only its first sample shows', {skip}, async () => {
	const document = await printDocument([...zoo.words, '--interval', '0.4']);
	const {name, engine, labels} = containerIn(document, inner.get('family')!);
	assert.deepEqual([name, labels], ['inside-family', {level: 'inside'}]);
	assert.deepEqual(document.engines.filter(({id}) => id === engine).map(({container, state}) => [container, state]), [[outer, 'up']]);
});

test(
	'They are the same containers where no engine is asked, and root reads their names in the files of the engine inside',
	{skip},
	async () => {
		const document = await printDocument(['--no-engine', '--interval', '0.4']);
		await assertInside(document);
		const {name, image: shown, engine, labels, isolation} = containerIn(document, inner.get('family')!);
		assert.deepEqual([name, shown, engine, labels], ['inside-family', busyboxImage, null, {level: 'inside'}]);
		assert.equal(isolation.engineSockets.length, 0);
		assert.equal(containerIn(document, outer).isolation.nestedEngineProgram, 'dockerd');
	},
);

test(
	'A container inside is stopped, started and removed through the engine that knows it, and no other engine hears of it',
	{skip},
	async () => {
		const watching = prepare(parseOptions([...zoo.words, '--interval', '0.2']));
		const id = inner.get('victim')!;
		const find = (): Container | undefined =>
			[...(watching.snapshots.get()?.containers.values() ?? [])].find(candidate => candidate.id === id);
		try {
			watching.begin();
			watching.sampler.start();
			const engine = watching.pool.engine(await eventually('its engine tells it', () => find()?.engine))!;
			await engine.stop!(id);
			assert.equal(await docker('inspect', '--format', '{{.State.Running}}', id), 'false');
			await eventually(
				'it is shown as exited, in its container',
				() => find()?.state === 'exited' && find()?.pids.length === 0 && find()?.parent === outer,
			);
			await engine.start!(id);
			await eventually('it runs again', () => find()?.state === 'running' && find()?.pids.length === 1);
			const init = find()!;
			assert.equal(statusField(init.pids[0]!, 'NSpid')!.split(/\s+/).length, 3);
			await engine.remove!(id, {force: true});
			assert.equal(await docker('ps', '--all', '--quiet', '--no-trunc', '--filter', `id=${id}`), '');
			await assert.rejects(zoo.engine.docker('inspect', id), /inspect/);
		} finally {
			await watching.end();
		}
	},
);

test('When the outer container ends, the inner ones and their engine are gone with it', {skip}, async () => {
	const stream = new DocumentStream([...zoo.words, '--interval', '0.4']);
	try {
		await stream.until('the engine inside', ({engines}) => engines.some(({container}) => container === outer), 0);
		const {pids} = containerIn(stream.since(stream.count - 1)[0]!, inner.get('family')!);
		await zoo.engine.docker('kill', zoo.fullName('outer'));
		const {document} = await stream.until('neither', ({engines, containers}) => engines.every(({container}) => container !== outer)
			&& containers.every(({id, state}) => id !== inner.get('family') || state === 'exited'));
		assert.equal(containerIn(document, outer).state, 'exited');
		assert.ok(pids.every(pid => document.processes.every(({pid: shown}) => shown !== pid)));
	} finally {
		assert.deepEqual(await stream.end(), {code: 0, stderr: ''});
	}
});
