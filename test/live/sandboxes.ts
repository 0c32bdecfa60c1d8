import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {before} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {
	printDocument,
	runProgram,
	type ContainerDocument,
	type Document,
} from '../helpers/documents.ts';
import {Workshop, workshopLack} from '../helpers/workshop.ts';
import {
	kinds,
	namespaceInode,
	namespaceInodes,
	pidsInNamespace,
	statusField,
} from '../helpers/zoo.ts';

const skip = workshopLack;
const workshop = new Workshop();
const inits = new Map<string, number>();
const lacks = new Map<string, string>();
const apart = ['--pid', '--fork', '--kill-child', '--mount', '--uts', '--ipc', '--net'] as const;

async function make(name: string, words: readonly string[], cgroup?: string): Promise<number> {
	const init = await workshop.initOf(workshop.start(words, {cgroup}), words.at(-1)!);
	inits.set(name, init);
	return init;
}

/**
A container of a program that the machine may lack.
*/
async function makeWith(name: string, packages: readonly string[], words: readonly string[], cgroup?: string): Promise<void> {
	try {
		await make(name, [workshop.program(name, packages), ...words], cgroup);
	} catch (error) {
		lacks.set(name, (error as Error).message);
	}
}

before(async () => {
	if (skip !== false) {
		return;
	}

	await make('unshare', ['unshare', ...apart, 'sh', '-c', 'sleep 3000 & sleep 3001 & wait']);
	const hostname = path.join(workshop.folder, 'hostname');
	writeFileSync(hostname, 'sandbox-with-a-name\n');
	await make(
		'named',
		['unshare', ...apart, 'sh', '-c', `mount --bind ${hostname} /etc/hostname; sleep 3002 & wait`],
		workshop.cgroup('/any-name'),
	);
	// As a service of systemd with a /tmp of its own.
	await make('service', ['unshare', ...apart, 'sh', '-c', 'unshare --mount sleep 3003 & wait']);
	const mapped = await make('mapped', [
		'unshare',
		'--user',
		...apart,
		'--root',
		workshop.rootDirectory('mapped'),
		'sh',
		'-c',
		'sleep 3005; true',
	]);
	for (const file of ['uid_map', 'gid_map']) {
		writeFileSync(`/proc/${mapped}/${file}`, '0 100000 65536');
	}

	await makeWith(
		'bwrap',
		['bubblewrap'],
		[
			'--die-with-parent',
			'--ro-bind',
			'/',
			'/',
			'--dev',
			'/dev',
			'--proc',
			'/proc',
			'--unshare-all',
			'--hostname',
			'bubble',
			'sleep',
			'3006',
		],
	);
	const [, version] = spawnSync('dpkg-query', ['--show', 'systemd'], {encoding: 'utf8'}).stdout.trim().split('\t', 2);
	const machine = workshop.rootDirectory('machine');
	await makeWith(
		'systemd-nspawn',
		[`systemd-container${version === undefined ? '' : `=${version}`}`],
		[
			'--quiet',
			'--keep-unit',
			'--register=no',
			'--directory',
			machine,
			'--machine',
			'spawned-machine',
			'--console=pipe',
			'/bin/sleep',
			'3007',
		],
		workshop.cgroup('/nspawn'),
	);
});

/**
The container with this first process, which is in the document once.
*/
function find(document: Document, name: string): ContainerDocument {
	const found = document.containers.filter(({initPid}) => initPid === inits.get(name));
	assert.equal(found.length, 1, `${name}: ${document.containers.map(({initPid, name: shown}) => `${shown} ${initPid}`).join(', ')}`);
	return found[0]!;
}

const look = async (): Promise<Document> => printDocument(['--no-engine', '--interval', '0.4']);

function assertAsTheKernelHasIt(document: Document, name: string, pids: readonly number[]): void {
	const {id, namespaces, pids: shown, initPid, state, engine} = find(document, name);
	assert.deepEqual(Object.fromEntries(kinds.map(kind => [kind, namespaces[kind].inode])), namespaceInodes(initPid!), name);
	assert.deepEqual(shown, pids, name);
	assert.equal(state, 'running');
	assert.equal(engine, null);
	for (const {pid, nspid, container} of document.processes.filter(process => shown.includes(process.pid))) {
		assert.equal(container, id);
		assert.deepEqual(nspid, statusField(pid, 'NSpid')!.split(/\s+/).map(Number));
	}
}

/**
Processes that `ps` tells in the pid namespace of a container.
*/
function pidsOfPs(name: string): readonly number[] {
	const inode = namespaceInode(inits.get(name)!, 'pid');
	const {stdout} = spawnSync('ps', ['-eo', 'pid,pidns'], {encoding: 'utf8'});
	return stdout
		.split('\n')
		.map(line => line.trim().split(/\s+/).map(Number))
		.filter(([, namespace]) => namespace === inode)
		.map(([pid]) => pid!);
}

test('What unshare has made is a container, with the processes that ps tells in its pid namespace', {skip}, async () => {
	const document = await look();
	assertAsTheKernelHasIt(document, 'unshare', pidsOfPs('unshare'));
	assert.equal(pidsOfPs('unshare').length, 3);
	const {runtime, namespaces, parent} = find(document, 'unshare');
	assert.equal(runtime, 'unshare');
	assert.equal(parent, null);
	for (const kind of ['pid', 'mnt', 'uts', 'ipc', 'net'] as const) {
		assert.deepEqual([namespaces[kind].host, namespaces[kind].sharedWith], [false, []], kind);
	}

	assert.deepEqual(['user', 'time'].map(kind => namespaces[kind as 'user'].host), [true, true]);
});

test('The namespaces of each are those that lsns names, with as many processes', {skip}, async t => {
	// It gives up at a process whose name has a line feed, which another test may have made.
	const text = await eventually('lsns works', () => {
		const {status, stdout} = spawnSync('lsns', ['--json', '--output', 'NS,TYPE,NPROCS'], {encoding: 'utf8'});
		return status === 0 ? stdout : undefined;
	}).catch(() => undefined);
	const listed =
		text === undefined
			? undefined
			: (JSON.parse(text) as {namespaces: ReadonlyArray<{readonly ns: number; readonly type: string; readonly nprocs: number}>}).namespaces;
	const document = await printDocument(['--no-engine', '--all', '--interval', '0.4']);
	for (const name of inits.keys()) {
		const {id, namespaces} = find(document, name);
		for (const kind of kinds) {
			const {inode, host} = namespaces[kind];
			const ours = document.namespaces.find(namespace => namespace.kind === kind && namespace.inode === inode);
			const theirs = listed?.find(({ns, type}) => ns === inode && type === kind);
			assert.equal(ours?.host, host, `${name}: ${kind}`);
			assert.ok(ours?.containers.includes(id), `${name}: ${kind}`);
			assert.ok(listed === undefined || theirs, `${name}: ${kind} ${inode} is in the list of lsns`);
			assert.ok(host === true || ours?.processes === pidsInNamespace(kind, inode!).length, `${name}: ${kind}: ${ours?.processes}`);
			assert.ok(host === true || listed === undefined || ours?.processes === theirs?.nprocs, `${name}: ${kind}: ${theirs?.nprocs} by lsns`);
		}
	}

	t.diagnostic(`${inits.size} containers, lsns ${listed ? 'agrees' : 'does not work here just now'}`);
});

test('A container without an id has the name of its own /etc/hostname, and the cgroup that it has to itself', {skip}, async () => {
	const document = await look();
	const {name, cgroup, usage} = find(document, 'named');
	assert.equal(name, 'sandbox-with-a-name');
	assert.equal(cgroup, `${workshop.top}/any-name`);
	assert.ok(usage.memoryBytes! > 0);
	// With unshare itself, which waits for it there.
	assert.equal(usage.pids, 3);
	// Without one its name would be the host's.
	assert.match(find(document, 'unshare').name, /^pid-\d+$/);
});

test('A process with mounts of its own in the same pid namespace is of the same container', {skip}, async () => {
	const pids = pidsOfPs('service');
	const mounts = new Set(pids.map(pid => namespaceInode(pid, 'mnt')));
	assert.deepEqual([pids.length, mounts.size], [2, 2]);
	assertAsTheKernelHasIt(await look(), 'service', pids);
});

test('Mapped ids are told as they are, and root inside is an ordinary user outside', {skip}, async () => {
	const {isolation, namespaces, name} = find(await look(), 'mapped');
	assert.deepEqual(isolation.idMap, [{inside: 0, outside: 100_000, count: 65_536}]);
	assert.equal(namespaces.user.host, false);
	const {stdout} = await runProgram(['--no-engine', '--interval', '0.4']);
	const line = stdout.split('\n').find(row => row.startsWith(name));
	assert.match(line!, /ROOTLESS/);
	assert.doesNotMatch(line!, /PRIV/);
});

test('All capabilities in a user namespace of its own are no privilege on the host', {skip}, async () => {
	const {isolation} = find(await look(), 'mapped');
	assert.equal(isolation.privileged, false);
	assert.ok(isolation.capabilities!.includes('SYS_ADMIN') || isolation.capabilities!.length === 0);
});

test('bubblewrap: its runtime, the name that it was given, its processes', {skip}, async t => {
	if (lacks.has('bwrap')) {
		t.skip(lacks.get('bwrap'));
		return;
	}

	const document = await look();
	assertAsTheKernelHasIt(document, 'bwrap', pidsOfPs('bwrap'));
	const {runtime, name, isolation} = find(document, 'bwrap');
	assert.deepEqual([runtime, name], ['bubblewrap', 'bubble']);
	assert.equal(isolation.noNewPrivileges, true);
	assert.equal(isolation.readOnlyRoot, true);
});

test('systemd-nspawn: its runtime, the name of the machine, its processes, its root', {skip}, async t => {
	if (lacks.has('systemd-nspawn')) {
		t.skip(lacks.get('systemd-nspawn'));
		return;
	}

	const document = await look();
	assertAsTheKernelHasIt(document, 'systemd-nspawn', pidsOfPs('systemd-nspawn'));
	const {runtime, name, isolation, namespaces} = find(document, 'systemd-nspawn');
	assert.deepEqual([runtime, name], ['nspawn', 'spawned-machine']);
	assert.equal(isolation.rootFileSystemIsHost, false);
	assert.equal(namespaces.net.host, true);
	assert.ok(isolation.hostNamespaces.includes('net'));
});

test('Where there are many containers, what isolates each is told in one document', {skip}, async () => {
	const many = Array.from({length: 45}, () => workshop.start(['unshare', '--pid', '--fork', '--kill-child', '--mount', 'sleep', '3008']));
	const pids = await Promise.all(many.map(async child => workshop.initOf(child, '3008')));
	const {containers} = await look();
	const isolations = pids.map(pid => containers.find(({initPid}) => initPid === pid)?.isolation);
	assert.deepEqual(isolations.map(isolation => isolation?.capabilities?.includes('SYS_ADMIN')), pids.map(() => true));
});
