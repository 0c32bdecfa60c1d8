import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {
	chownSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {before} from 'node:test';
import type {Container} from '../../source/model/container.ts';
import {parseOptions} from '../../source/options.ts';
import {prepare} from '../../source/host/local.ts';
import {
	eventually,
	hasResourceCapability,
	sharedEngine,
	writeRuntimeWrapper,
} from '../helpers/engine.ts';
import {
	printDocument,
	programFolder,
	runProgram,
	type Document,
} from '../helpers/documents.ts';
import {busyboxImage, ensureImage} from '../helpers/images.ts';
import {asOrdinaryUser, ordinaryUser, ordinaryUserMap} from '../helpers/ordinary-user.ts';
import {descendantsOf, Workshop, workshopLack} from '../helpers/workshop.ts';
import {
	containerIn,
	kinds,
	namespaceInode,
	namespaceInodes,
	statusField,
} from '../helpers/zoo.ts';

/**
Words that run what comes after them in a network namespace that forwards packets: a rootless engine wants that, and may not turn it on.
*/
const inForwardingNetwork = ['unshare', '--net', 'sh', '-c', 'echo 1 >/proc/sys/net/ipv4/ip_forward && exec "$@"', 'sh'] as const;

function lack(): string | false {
	if (workshopLack !== false) {
		return workshopLack;
	}

	if (spawnSync('sh', ['-c', 'command -v dockerd && command -v docker']).status !== 0) {
		return 'there is no dockerd';
	}

	const {status} = spawnSync('setpriv', [`--reuid=${ordinaryUser.id}`, '--clear-groups', 'unshare', '--user', 'true']);
	return status !== 0 && 'ordinary users may make no user namespaces here';
}

const skip = lack();
const workshop = new Workshop();
const home = path.join(workshop.folder, 'home');
const engine = sharedEngine(path.join(home, 'docker.sock'));
const words = ['--host', engine.address] as const;
const names = {first: 'rootless-first', second: 'rootless-second'} as const;
type Name = keyof typeof names;
const ids = new Map<Name, string>();
let daemon = 0;

async function startEngine(): Promise<void> {
	const packages = workshop.unpack(['rootlesskit', 'uidmap']);
	mkdirSync(home);
	const runtime = hasResourceCapability() ? [] : ['--add-runtime', `fitting=${writeRuntimeWrapper(home)}`, '--default-runtime', 'fitting'];
	const user = asOrdinaryUser(home);
	for (const place of ['', 'tmp', 'runtime']) {
		mkdirSync(path.join(home, place), {recursive: true});
		chownSync(path.join(home, place), ordinaryUser.id, ordinaryUser.id);
	}

	const child = workshop.start(
		[
			...inForwardingNetwork,
			...user,
			'rootlesskit',
			'--net=host',
			'--copy-up=/etc',
			'--copy-up=/run',
			'sh',
			'-c',
			// What was copied leads to the sockets of the host's own engine.
			'rm -rf /run/docker /run/containerd /run/docker.sock /run/xtables.lock; exec "$@" >$HOME/log 2>&1',
			'sh',
			'dockerd',
			'--rootless',
			'--host',
			engine.address,
			'--data-root',
			path.join(home, 'data'),
			'--storage-driver=vfs',
			'--bridge=none',
			'--iptables=false',
			...runtime,
		],
		{
			environment: {
				PATH: `${path.join(packages, 'usr/bin')}:${process.env.PATH}:/usr/sbin:/sbin`,
				HOME: home,
				USER: ordinaryUser.name,
				XDG_RUNTIME_DIR: path.join(home, 'runtime'),
				TMPDIR: path.join(home, 'tmp'),
			},
		},
	);
	await eventually(
		'the engine answers',
		async () => child.exitCode !== null || (existsSync(engine.socketPath) && engine.docker('version')),
	);
	if (child.exitCode !== null) {
		throw new Error(
			`a rootless dockerd does not start here: ${existsSync(path.join(home, 'log')) ? readFileSync(path.join(home, 'log'), 'utf8').trim().split('\n').at(-1) : 'rootlesskit fails'}`,
		);
	}

	daemon = descendantsOf(child.pid!).find(pid => readFileSync(`/proc/${pid}/comm`, 'utf8') === 'dockerd\n')!;
}

before(async () => {
	if (skip !== false) {
		return;
	}

	await startEngine();
	workshop.atEnd(async () => {
		await engine.docker('rm', '--force', '--volumes', ...ids.values());
	});
	await ensureImage(engine, busyboxImage);
	const options = ['run', '--detach', '--network', 'none', '--stop-signal', 'KILL'] as const;
	ids.set(
		'first',
		await engine.docker(...options, '--name', names.first, '--label', 'colour=blue', busyboxImage, 'sh', '-c', 'sleep 3000 & wait'),
	);
	ids.set('second', await engine.docker(...options, '--name', names.second, '--user', '7:7', busyboxImage, 'sleep', '3001'));
});

const find = (document: Document, name: Name) => containerIn(document, ids.get(name)!);

/**
What the kernel tells, whoever looks at it and whether an engine is asked or not.
*/
async function assertAsItIs(document: Document): Promise<void> {
	for (const name of ['first', 'second'] as const) {
		const container = find(document, name);
		const init = Number(await engine.docker('inspect', '--format', '{{.State.Pid}}', names[name]));
		assert.deepEqual([container.runtime, container.parent, container.state, container.initPid], ['docker', null, 'running', init]);
		assert.deepEqual(Object.fromEntries(kinds.map(kind => [kind, container.namespaces[kind].inode])), namespaceInodes(init));
		assert.deepEqual(container.isolation.idMap, ordinaryUserMap);
		assert.equal(container.isolation.privileged, false);
		const inode = namespaceInode(init, 'pid');
		const {stdout} = spawnSync('ps', ['--no-headers', '-eo', 'pid,pidns,uid,rss'], {encoding: 'utf8'});
		const rows = stdout
			.trim()
			.split('\n')
			.map(line => line.trim().split(/\s+/).map(Number) as [number, number, number, number])
			.filter(([, namespace]) => namespace === inode);
		assert.deepEqual(
			container.pids,
			rows.map(([pid]) => pid),
		);
		for (const [pid, , uid] of rows) {
			assert.deepEqual(
				[document.processes.find(candidate => candidate.pid === pid)?.uid, uid],
				Array.from({length: 2}, () => (name === 'first' ? ordinaryUser.id : ordinaryUser.firstGiven + 6)),
			);
		}
	}

	// All containers of a rootless engine have its own users.
	const {user} = find(document, 'first').namespaces;
	assert.deepEqual(user, {inode: namespaceInode(daemon, 'user'), host: false, sharedWith: [ids.get('second')!]});
}

test('A rootless engine says so, and its containers are there with names, users and numbers', {skip}, async () => {
	assert.match(await engine.docker('info', '--format', '{{.SecurityOptions}}'), /name=rootless/);
	const document = await printDocument([...words, '--interval', '0.4']);
	await assertAsItIs(document);
	const told = document.engines.find(({address}) => address === engine.address);
	assert.deepEqual([told?.state, told?.rootless, told?.pid, told?.container], ['up', true, daemon, null]);
	const {name, image, labels, engine: its} = find(document, 'first');
	assert.deepEqual([name, image, labels, its], [names.first, busyboxImage, {colour: 'blue'}, told?.id]);
});

test('The numbers are those of its processes, also where the engine takes the whole host\'s for them', {skip}, async t => {
	const {usage, pids} = find(await printDocument([...words, '--interval', '0.4']), 'first');
	const resident = pids.reduce((total, pid) => total + Number.parseInt(statusField(pid, 'VmRSS')!, 10) * 1024, 0);
	const driver = await engine.docker('info', '--format', '{{.CgroupDriver}}');
	t.diagnostic(`cgroup driver ${driver}: nstop ${usage.memoryBytes}, resident ${resident}`);
	assert.equal(usage.cpuPercent, 0);
	assert.equal(usage.pids, 2);
	const isOfProcesses = Math.abs(usage.memoryBytes! - resident) <= resident / 10;
	assert.ok(driver !== 'none' || isOfProcesses, `nstop ${usage.memoryBytes}, resident ${resident}`);
});

test('Without asking the engine root finds the same containers, under the names in its files', {skip}, async () => {
	const document = await printDocument(['--no-engine', '--interval', '0.4']);
	await assertAsItIs(document);
	assert.deepEqual([find(document, 'first').name, find(document, 'second').name], [names.first, names.second]);
	assert.deepEqual(
		[find(document, 'first').image, find(document, 'first').labels, find(document, 'first').engine],
		[busyboxImage, {colour: 'blue'}, null],
	);
	const {stdout} = await runProgram(['--no-engine', '--interval', '0.4']);
	assert.match(
		stdout.split('\n').find(line => line.startsWith(names.first))!,
		/ ROOTLESS/,
	);
});

test('The user whose engine it is sees of its containers what root sees', {skip}, async () => {
	const node = path.join(programFolder(), 'node');
	copyFileSync(process.execPath, node);
	const {id} = ordinaryUser;
	const document = await printDocument([...words, '--interval', '0.4'], {
		before: ['setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups'],
		node,
	});
	await assertAsItIs(document);
	assert.deepEqual([find(document, 'first').name, find(document, 'first').labels], [names.first, {colour: 'blue'}]);
});

test('One of them is stopped through its engine, and started again', {skip}, async () => {
	const watching = prepare(parseOptions([...words, '--interval', '0.2']));
	const look = (name: Name): Container | undefined => watching.snapshots.get()?.containers.values().find(({id}) => id === ids.get(name));
	try {
		watching.begin();
		watching.sampler.start();
		const told = watching.pool.engine(await eventually('its engine tells it', () => look('second')?.engine))!;
		await told.stop!(ids.get('second')!);
		assert.equal(await engine.docker('inspect', '--format', '{{.State.Running}}', names.second), 'false');
		await eventually('it is shown as exited', () => look('second')?.state === 'exited' && look('second')?.pids.length === 0);
		assert.deepEqual([look('first')?.state, look('first')?.pids.length], ['running', 2]);
		await told.start!(ids.get('second')!);
		await eventually('it runs again', () => look('second')?.state === 'running' && look('second')?.pids.length === 1);
	} finally {
		await watching.end();
	}
});
