import assert from 'node:assert/strict';
import {
	existsSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import test, {before, type TestContext} from 'node:test';
import {parseOptions} from '../../source/options.ts';
import {prepare} from '../../source/host/local.ts';
import {eventually} from '../helpers/engine.ts';
import {printDocument, type Document} from '../helpers/documents.ts';
import {ordinaryUser, ordinaryUserMap} from '../helpers/ordinary-user.ts';
import {
	makePodman,
	podmanImage as image,
	removeParents,
	unpackPodman,
	type Podman,
} from '../helpers/podman.ts';
import {Workshop, workshopLack} from '../helpers/workshop.ts';
import {
	containerIn,
	kinds,
	namespaceInodes,
	statusField,
} from '../helpers/zoo.ts';

const skip = workshopLack;
const workshop = new Workshop();
const podmans = new Map<string, Podman>();
const ids = new Map<string, string>();
let lack: string | undefined;

/**
A pod with one container; what holds its namespaces is a container too.
*/
function runPod({run}: Podman): void {
	run(
		'pod',
		'create',
		'--name',
		'nstop-pod',
		'--infra-image',
		image,
		'--infra-command',
		'/bin/sleep 3003',
		'--network',
		'none',
		'--share',
		'net,ipc,uts',
	);
	ids.set('in pod', run('run', '--detach', '--ulimit', 'host', '--pod', 'nstop-pod', '--name', 'nstop-in-pod', image, 'sleep', '3004'));
}

/**
Two containers of each, the second one in the network and pid namespace of the first.
*/
function runContainers(name: string, {run}: Podman): void {
	const options = ['--detach', '--ulimit', 'host', '--label', `made-by=${name}`] as const;
	const first = run('run', ...options, '--name', `nstop-${name}-first`, '--network', 'none', image, 'sh', '-c', 'sleep 3001 & wait');
	ids.set(`${name} first`, first);
	ids.set(
		`${name} second`,
		run(
			'run',
			...options,
			'--name',
			`nstop-${name}-second`,
			'--network',
			`container:${first}`,
			'--pid',
			`container:${first}`,
			image,
			'sleep',
			'3002',
		),
	);
}

before(async () => {
	if (skip !== false) {
		return;
	}

	try {
		const unpacked = unpackPodman(workshop);
		for (const name of ['root', 'rootless']) {
			const podman = makePodman(workshop, unpacked, name);
			podmans.set(name, podman);
			runContainers(name, podman);
			if (name === 'root') {
				runPod(podman);
			}

			await podman.serve();
		}
	} catch (error) {
		lack = (error as Error).message;
	}
});
workshop.atEnd(async () => {
	for (const podman of podmans.values()) {
		await podman.end();
	}

	removeParents('/sys/fs/cgroup');
});

function assertAsPodmanHasIt(document: Document, name: string, isAsked: boolean): void {
	const {run, socket} = podmans.get(name)!;
	for (const which of ['first', 'second'] as const) {
		const id = ids.get(`${name} ${which}`)!;
		const container = containerIn(document, id);
		assert.equal(container.name, `nstop-${name}-${which}`);
		assert.equal(container.runtime, 'podman');
		assert.equal(container.parent, null);
		assert.equal(container.initPid, Number(run('inspect', '--format', '{{.State.Pid}}', id)));
		assert.deepEqual(Object.fromEntries(kinds.map(kind => [kind, container.namespaces[kind].inode])), namespaceInodes(container.initPid));
		assert.equal(container.image, image);
		assert.equal(document.engines.find(engine => engine.id === container.engine)?.address, isAsked ? `unix://${socket}` : undefined);
		assert.equal(container.labels['made-by'], isAsked ? name : undefined);
		assert.ok(container.usage.memoryBytes! > 0);
	}

	const listed = JSON.parse(run('ps', '--no-trunc', '--format', 'json')) as ReadonlyArray<{
		readonly Id: string;
		readonly Names: readonly string[];
		readonly Pid: number;
		readonly State: string;
	}>;
	const ours = listed
		.map(({Id: id}) => containerIn(document, id))
		.map(({id, name: shown, initPid, state}) => [id, shown, initPid, state]);
	assert.deepEqual(
		ours,
		listed.map(({Id: id, Names: [shown], Pid: pid, State: state}) => [id, shown, pid, state]),
	);
	const [first, second] = ['first', 'second'].map(which => containerIn(document, ids.get(`${name} ${which}`)!));
	// It numbers processes as they see themselves, and shows all of a pid namespace in each container that uses it.
	const top = run('top', first!.id, 'pid,comm,hpid').split('\n').slice(1).map(line => line.trim().split(/\s+/));
	const processes = [...first!.pids, ...second!.pids].map(pid => document.processes.find(candidate => candidate.pid === pid)!);
	// Of one with a cgroup of its own it does not find the number outside.
	const told = new Map(top.map(([inside, , outside]) => [inside, outside]));
	const words = processes.map(({pid, pidInside, comm}) => [
		String(pidInside),
		comm,
		told.get(String(pidInside)) === '?' ? '?' : String(pid),
	]);
	assert.deepEqual(words.map(row => row.join(' ')).toSorted(), top.map(row => row.join(' ')).toSorted());
	assert.deepEqual([first!.pids.length, second!.pids.length], [2, 1]);
	for (const kind of ['net', 'pid'] as const) {
		assert.deepEqual(first!.namespaces[kind].sharedWith, [second!.id], kind);
	}

	assert.deepEqual(first!.namespaces.mnt.sharedWith, []);
}

function isLacking(t: TestContext): boolean {
	if (lack !== undefined) {
		t.skip(lack);
	}

	return lack !== undefined;
}

for (const name of ['root', 'rootless']) {
	test(`Podman (${name}): its containers are recognised by what watches them, and no engine is needed`, {skip}, async t => {
		if (isLacking(t)) {
			return;
		}

		const document = await printDocument(['--no-engine', '--interval', '0.4']);
		assert.deepEqual(document.engines, []);
		assertAsPodmanHasIt(document, name, false);
	});

	test(`Podman (${name}): what answers on its socket tells images and labels of the same containers`, {skip}, async t => {
		if (isLacking(t)) {
			return;
		}

		const document = await printDocument(['--host', `unix://${podmans.get(name)!.socket}`, '--interval', '0.4']);
		assertAsPodmanHasIt(document, name, true);
		const engine = document.engines.find(({address}) => address.includes(workshop.folder));
		assert.equal(engine?.kind, 'podman');
		assert.equal(document.containers.filter(({id}) => [...ids.values()].includes(id)).length, ids.size);
	});
}

test('Podman: what is in a pod belongs to it together with what holds the pod, and all else to no project', {skip}, async t => {
	if (isLacking(t)) {
		return;
	}

	const {socket, run} = podmans.get('root')!;
	const document = await printDocument(['--host', `unix://${socket}`, '--interval', '0.4']);
	const project = {
		name: 'nstop-pod', kind: 'pod', service: null, number: null, namespace: null, dependsOn: [],
	};
	const infraId = run('pod', 'inspect', '--format', '{{.InfraContainerID}}', 'nstop-pod');
	assert.deepEqual(
		[infraId, ids.get('in pod')!, ids.get('root first')!].map(id => containerIn(document, id).project),
		[project, project, null],
	);
});

for (const name of ['root', 'rootless']) {
	test(
		`Podman (${name}): of a pod, the container that holds it is one with a name and an image too, in whose network the others are`,
		{skip},
		async t => {
			if (isLacking(t)) {
				return;
			}

			const {run} = podmans.get(name)!;
			run('pod', 'create', '--name', `nstop-${name}-pod`, '--network', 'none', '--infra-image', image, '--infra-command', 'sleep 3003');
			const id = run(
				'run',
				'--detach',
				'--ulimit',
				'host',
				'--pod',
				`nstop-${name}-pod`,
				'--name',
				`nstop-${name}-member`,
				image,
				'sleep',
				'3004',
			);
			const infraId = run('pod', 'inspect', '--format', '{{.InfraContainerID}}', `nstop-${name}-pod`);
			const document = await printDocument(['--no-engine', '--interval', '0.4']);
			const [infra, member] = [containerIn(document, infraId), containerIn(document, id)];
			assert.deepEqual([infra.name, infra.image, infra.command], [run('inspect', '--format', '{{.Name}}', infraId), image, 'sleep 3003']);
			assert.deepEqual([member.name, member.image, member.command], [`nstop-${name}-member`, image, 'sleep 3004']);
			assert.deepEqual(member.namespaces.net.sharedWith, [infraId]);
			assert.deepEqual(member.namespaces.mnt.sharedWith, []);
			assert.deepEqual([infra.parent, member.parent], [null, null]);
		},
	);
}

test('Podman: a container that is removed when it ends has its image from the file of such containers', {skip}, async t => {
	if (isLacking(t)) {
		return;
	}

	const {run} = podmans.get('root')!;
	const words = ['--detach', '--rm', '--ulimit', 'host', '--network', 'none', '--name', 'nstop-once', image, 'sleep', '3005'];
	const id = run('run', ...words);
	const folder = path.join(workshop.folder, 'root/graph/vfs-containers');
	const [all, volatile] = ['containers.json', 'volatile-containers.json'].map(name => path.join(folder, name)) as [string, string];
	const text = readFileSync(all, 'utf8');
	const isAmongAll = !existsSync(volatile);
	if (isAmongAll) {
		// As versions before 5 have it; they mark it.
		const entries = JSON.parse(text) as ReadonlyArray<{readonly id: string; readonly flags: {readonly Volatile?: boolean}}>;
		writeFileSync(volatile, JSON.stringify(entries.filter(entry => entry.id === id && entry.flags.Volatile)));
		writeFileSync(all, JSON.stringify(entries.filter(entry => entry.id !== id)));
	}

	try {
		const container = containerIn(await printDocument(['--no-engine', '--interval', '0.4']), id);
		assert.deepEqual([container.name, container.image, container.runtime], ['nstop-once', image, 'podman']);
	} finally {
		if (isAmongAll) {
			writeFileSync(all, text);
			rmSync(volatile);
		}

		run('rm', '--force', '--time', '0', id);
	}
});

test('Podman without root: root inside is that user outside, and its processes are counted one by one', {skip}, async t => {
	if (isLacking(t)) {
		return;
	}

	const {isolation, initPid, namespaces, usage} = containerIn(
		await printDocument(['--no-engine', '--interval', '0.4']),
		ids.get('rootless first')!,
	);
	assert.deepEqual(isolation.idMap, ordinaryUserMap);
	assert.equal(statusField(initPid!, 'Uid')!.split(/\s+/, 1)[0], String(ordinaryUser.id));
	assert.equal(namespaces.user.host, false);
	assert.equal(isolation.privileged, false);
	assert.equal(usage.cpuPercent, 0);
});

test('The containers of a pod share its namespaces with the one that holds them, and each has its own processes', {skip}, async t => {
	if (isLacking(t)) {
		return;
	}

	const {run} = podmans.get('root')!;
	const infraId = run('pod', 'inspect', '--format', '{{.InfraContainerID}}', 'nstop-pod');
	for (const words of [['--no-engine'], ['--host', `unix://${podmans.get('root')!.socket}`]]) {
		const document = await printDocument([...words, '--interval', '0.4']);
		const [infra, container] = [infraId, ids.get('in pod')!].map(id => containerIn(document, id));
		assert.deepEqual([container!.name, infra!.name], ['nstop-in-pod', run('inspect', '--format', '{{.Name}}', infraId)]);
		assert.deepEqual(
			[infra!, container!].map(({runtime: maker, parent, initPid, pids}) => [maker, parent, pids, initPid]),
			[infraId, ids.get('in pod')!].map(id => {
				const pid = Number(run('inspect', '--format', '{{.State.Pid}}', id));
				return ['podman', null, [pid], pid];
			}),
		);
		for (const kind of kinds) {
			const isShared = namespaceInodes(infra!.initPid!)[kind] === namespaceInodes(container!.initPid!)[kind];
			assert.equal(
				isShared,
				['net', 'ipc', 'uts', 'user', 'time'].includes(kind) || (kind === 'cgroup' && container!.namespaces.cgroup.host === true),
				kind,
			);
			assert.deepEqual(container!.namespaces[kind].sharedWith, isShared && !container!.namespaces[kind].host ? [infraId] : [], kind);
		}
	}
});

for (const name of ['root', 'rootless']) {
	test(`Podman (${name}): one of two containers in one pid namespace is stopped through its engine, and started again`, {skip}, async t => {
		if (isLacking(t)) {
			return;
		}

		const [first, second] = ['first', 'second'].map(which => ids.get(`${name} ${which}`)!) as [string, string];
		const {socket, run} = podmans.get(name)!;
		const watching = prepare(parseOptions(['--host', `unix://${socket}`, '--interval', '0.2']));
		const find = (id: string) => watching.snapshots.get()?.containers.values().find(container => container.id === id);
		try {
			watching.begin();
			watching.sampler.start();
			const engine = watching.pool.engine(await eventually('its engine tells it', () => find(second)?.engine))!;
			await engine.stop!(second);
			assert.equal(run('inspect', '--format', '{{.State.Running}}', second), 'false');
			await eventually('it is shown as exited', () => find(second)?.state === 'exited' && find(second)?.pids.length === 0);
			assert.deepEqual([find(first)?.state, find(first)?.pids.length], ['running', 2]);
			await engine.start!(second);
			await eventually('it runs again', () => find(second)?.state === 'running' && find(second)?.pids.length === 1);
		} finally {
			await watching.end();
		}
	});
}
