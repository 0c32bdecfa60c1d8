import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test, {after, before, type TestContext} from 'node:test';
import type {Container} from '../../source/model/container.ts';
import {parseOptions} from '../../source/options.ts';
import {prepare, type LocalHost} from '../../source/host/local.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {DocumentStream, printDocument, type Document} from '../helpers/documents.ts';
import {machineImage, prepareNesting, startEngineInside} from '../helpers/nested-engine.ts';
import {containerIn, openZoo, statusField} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('three');
let lack: string | undefined;

/**
The engine of each level by a client of its own: that of the host, the one in its container, and the one in a container of that.
*/
const dockers = [
	async (...words: readonly string[]) => zoo.engine.docker(...words),
	async (...words: readonly string[]) => zoo.inside('outer', 'docker', ...words),
	async (...words: readonly string[]) => zoo.inside('outer', 'docker', 'exec', 'middle', 'docker', ...words),
] as const;

/**
Containers with the engines, by their level: `around[1]` is the one with the engine of level 1.
*/
const around: string[] = [''];

/**
One container on each level, all with the same name below the host's.
*/
const twins: string[] = [];

const twinOptions = ['--detach', '--stop-signal', 'KILL', '--network', 'none'] as const;
const twinCommand = [busyboxImage, 'sh', '-c', 'sleep 3000 & wait'] as const;
const twinName = (level: number): string => level === 0 ? zoo.fullName('twin') : 'twin';

let watching: LocalHost | undefined;
before(async () => {
	if (skip !== false) {
		return;
	}

	const nesting = await prepareNesting(zoo.engine);
	twins.push(await zoo.run('twin', ...twinOptions.slice(1), '--label', 'level=0', '--', ...twinCommand.slice(1)));
	around.push(await zoo.runImage(machineImage, 'outer', ...nesting.options, '--', startEngineInside));
	for (const level of [1, 2] as const) {
		const docker = dockers[level];
		try {
			await eventually(`the engine of level ${level} answers`, async () => docker('version'));
		} catch (error) {
			lack = `an engine in ${level} containers does not start here: ${(error as Error).message}`;
			return;
		}

		await nesting.load(docker);
		twins.push(await docker('run', ...twinOptions, '--name', 'twin', '--label', `level=${level}`, ...twinCommand));
		if (level === 1) {
			around.push(
				await docker('run', '--detach', '--network', 'none', '--name', 'middle', ...nesting.optionsInside, machineImage, startEngineInside),
			);
		}
	}
});

after(async () => {
	await watching?.end();
});

function isLacking(t: TestContext): boolean {
	if (lack !== undefined) {
		t.skip(lack);
	}

	return lack !== undefined;
}

const numbersOf = (pid: number): readonly number[] => statusField(pid, 'NSpid')!.split(/\s+/).map(Number);

/**
Where each container lies and which numbers its processes have on the way, as the engines of all levels tell them.
*/
async function assertPlaces(document: Document): Promise<void> {
	for (const [level, docker] of dockers.entries()) {
		const {parent, initPid, pids, runtime, state} = containerIn(document, twins[level]!);
		assert.deepEqual([parent, runtime, state, pids.length], [level === 0 ? null : around[level], 'docker', 'running', 2], `level ${level}`);
		for (const pid of pids) {
			const {nspid, pidInside, container} = document.processes.find(process => process.pid === pid)!;
			assert.deepEqual(nspid, numbersOf(pid));
			assert.deepEqual([nspid.length, nspid[0], pidInside, container], [level + 2, pid, nspid.at(-1), twins[level]]);
		}

		// An engine numbers processes as it sees them itself.
		const told = Number(await docker('inspect', '--format', '{{.State.Pid}}', twins[level]!));
		assert.deepEqual([numbersOf(initPid!)[level], numbersOf(initPid!).at(-1)], [told, 1]);
		const top = await docker('top', twins[level]!, '-eo', 'pid');
		// Numbers begin again when they are used up, which happens to each namespace at another time: their order is not the same in all.
		const ascending = (numbers: readonly number[]): number[] => numbers.toSorted((first, second) => first - second);
		assert.deepEqual(ascending(pids.map(pid => numbersOf(pid)[level]!)), ascending(top.split('\n').slice(1).map(Number)));
	}

	for (const level of [1, 2]) {
		const {parent, pids, initPid} = containerIn(document, around[level]!);
		assert.equal(parent, level === 1 ? null : around[1]);
		assert.equal(numbersOf(initPid!).length, level + 1);
		assert.ok(twins.every(id => containerIn(document, id).pids.every(pid => !pids.includes(pid))), 'what lies in it is not its own');
	}
}

test('Three engines in each other: each names its own containers, which lie where they were started', {skip}, async t => {
	if (isLacking(t)) {
		return;
	}

	const stream = new DocumentStream([...zoo.words, '--interval', '0.5']);
	try {
		const {document} = await stream.until(
			'the innermost engine has told its containers',
			({containers}) => containers.some(({id, engine}) => id === twins[2] && engine !== null),
			0,
		);
		await assertPlaces(document);
		for (const level of [0, 1, 2]) {
			const {name, image, labels, engine} = containerIn(document, twins[level]!);
			assert.deepEqual([name, image, labels], [twinName(level), busyboxImage, {level: String(level)}]);
			const found = document.engines.find(({id}) => id === engine)!;
			assert.deepEqual([found.container, found.state], [level === 0 ? null : around[level], 'up']);
			assert.equal(document.engines.filter(({container}) => container === found.container).length, 1, 'an engine with two sockets is one');
		}

		for (const level of [1, 2]) {
			const {engine} = containerIn(document, twins[level]!);
			const {pid} = document.engines.find(({id}) => id === engine)!;
			assert.equal(containerIn(document, around[level]!).isolation.nestedEngine, engine);
			assert.equal(readFileSync(`/proc/${pid}/comm`, 'utf8'), 'dockerd\n');
			assert.ok(containerIn(document, around[level]!).pids.includes(pid!));
		}

		assert.equal(containerIn(document, around[2]!).name, 'middle');
		assert.equal(containerIn(document, around[2]!).engine, containerIn(document, twins[1]!).engine);
	} finally {
		assert.deepEqual(await stream.end(), {code: 0, stderr: ''});
	}
});

test('Where no engine is asked they lie in each other just so, and root reads all names in the engines\' files', {skip}, async t => {
	if (isLacking(t)) {
		return;
	}

	const document = await printDocument(['--no-engine', '--interval', '0.4']);
	await assertPlaces(document);
	assert.deepEqual(twins.map(id => containerIn(document, id).name), [0, 1, 2].map(level => twinName(level)));
	assert.deepEqual([1, 2].map(level => containerIn(document, around[level]!).name), [zoo.fullName('outer'), 'middle']);
	assert.deepEqual([1, 2].map(level => containerIn(document, around[level]!).isolation.nestedEngineProgram), ['dockerd', 'dockerd']);
});

test('The memory of a container has that of all which lie in it in it, as the engines around count too', {skip}, async t => {
	if (isLacking(t)) {
		return;
	}

	const document = await printDocument(['--no-engine', '--interval', '0.4']);
	const [outer, middle, twin] = [around[1]!, around[2]!, twins[2]!].map(id => containerIn(document, id).usage);
	assert.ok(twin!.memoryBytes! > 0);
	assert.ok(middle!.memoryBytes! > twin!.memoryBytes!);
	assert.ok(outer!.memoryBytes! > middle!.memoryBytes!);
	assert.ok(outer!.pids! > middle!.pids!);
	assert.ok(middle!.pids! > twin!.pids!);
});

test('The innermost of three containers with one name is stopped, and it alone', {skip}, async t => {
	if (isLacking(t)) {
		return;
	}

	watching = prepare(parseOptions([...zoo.words, '--interval', '0.2']));
	const {snapshots, sampler, pool} = watching;
	const find = (id: string): Container | undefined => snapshots.get()?.containers.values().find(candidate => candidate.id === id);
	watching.begin();
	sampler.start();
	const id = twins[2]!;
	await pool.engine(await eventually('its engine tells it', () => find(id)?.engine))!.stop!(id);
	const running = await Promise.all(
		dockers.map(async (docker, level) => docker('inspect', '--format', '{{.State.Running}}', twins[level]!)),
	);
	assert.deepEqual(running, ['true', 'true', 'false']);
	await eventually('it is shown as exited where it was', () => find(id)?.state === 'exited' && find(id)?.parent === around[2]);
	assert.deepEqual([0, 1].map(level => [find(twins[level]!)?.state, find(twins[level]!)?.pids.length]), [['running', 2], ['running', 2]]);
	await pool.engine(find(id)!.engine)!.start!(id);
	await eventually('it runs again, four numbers deep', () => find(id)?.state === 'running' && numbersOf(find(id)!.pids[0]!).length === 4);
});

test('When the one in the middle ends, what lay in it is gone, and what lies beside and around it goes on', {skip}, async t => {
	if (isLacking(t)) {
		return;
	}

	const stream = new DocumentStream([...zoo.words, '--interval', '0.4']);
	try {
		await stream.until('the innermost engine', ({engines}) => engines.some(({container}) => container === around[2]), 0);
		const {pids} = containerIn(stream.since(stream.count - 1)[0]!, twins[2]!);
		await dockers[1]('kill', 'middle');
		const {document} = await stream.until(
			'neither it nor its engine',
			({engines, containers}) =>
				engines.every(({container}) => container !== around[2]) && containers.every(({id, state}) => id !== twins[2] || state === 'exited'),
		);
		assert.deepEqual([containerIn(document, around[2]!).state, containerIn(document, around[2]!).parent], ['exited', around[1]]);
		assert.ok(pids.every(pid => document.processes.every(({pid: shown}) => shown !== pid)));
		assert.deepEqual([0, 1].map(level => containerIn(document, twins[level]!).state), ['running', 'running']);
	} finally {
		assert.deepEqual(await stream.end(), {code: 0, stderr: ''});
	}
});
