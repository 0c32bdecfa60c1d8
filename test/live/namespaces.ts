import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import test, {before} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {printDocument, type Document} from '../helpers/documents.ts';
import {
	containerIn,
	kinds,
	namespaceInode,
	namespaceInodes,
	openZoo,
	pidsInNamespace,
} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('namespaces');
const ids = new Map<string, string>();
const inits = new Map<string, number>();

/**
Programs of this machine, for what busybox cannot do.
*/
const machinePrograms = ['/usr', '/lib', '/lib64'].flatMap(folder => existsSync(folder) ? ['--volume', `${folder}:${folder}:ro`] : []);

async function keep(name: string, ...options: readonly string[]): Promise<void> {
	const words = options.includes('--') ? options : [...options, '--', 'sleep', '3000'];
	ids.set(name, await zoo.run(name, ...words));
	inits.set(name, Number(await zoo.inspect(name, '.State.Pid')));
}

before(async () => {
	if (skip !== false) {
		return;
	}

	const base = `container:${zoo.fullName('base')}`;
	await keep('base', '--ipc', 'shareable');
	await keep('join-net', '--network', base);
	await keep('join-pid', '--pid', base);
	await keep('join-ipc', '--ipc', base);
	await keep('host-pid', '--pid', 'host');
	await keep('host-ipc', '--ipc', 'host');
	await keep('host-uts', '--uts', 'host');
	await keep('engine-net-one', '--network', 'host');
	await keep('engine-net-two', '--network', 'host');
	await keep('no-net', '--network', 'none');
	await keep('own-cgroup', '--cgroupns', 'private');
	await keep('host-cgroup', '--cgroupns', 'host');
	await keep('own-user', '--security-opt', 'seccomp=unconfined', '--', 'unshare', '-U', '-r', 'sleep', '3000');
	await keep(
		'own-clock',
		'--cap-add',
		'SYS_ADMIN',
		'--security-opt',
		'seccomp=unconfined',
		...machinePrograms,
		'--',
		'/usr/bin/unshare',
		'--time',
		'--fork',
		'/usr/bin/sleep',
		'3000',
	);
	await eventually(
		'the namespaces of the programs in the containers are made',
		() =>
			namespaceInode(inits.get('own-user')!, 'user') !== namespaceInode('self', 'user')
			&& pidsInNamespace('pid', namespaceInode(inits.get('own-clock')!, 'pid')).length === 2,
	);
});

/**
One line of lsns.
*/
type Listed = {readonly ns: number; readonly type: string; readonly nprocs: number};

/**
Namespaces of the containers as the links of their first processes tell.
*/
const truth = () => new Map([...inits].map(([name, pid]) => [name, namespaceInodes(pid)]));

async function look(): Promise<Document> {
	return printDocument([...zoo.words, '--interval', '0.5']);
}

test('The namespaces of each container are those that the links of its first process name', {skip}, async () => {
	const document = await look();
	for (const [name, inodes] of truth()) {
		const {initPid, namespaces} = containerIn(document, ids.get(name)!);
		assert.equal(initPid, inits.get(name), `${name}: first process as docker inspect tells`);
		assert.deepEqual(Object.fromEntries(kinds.map(kind => [kind, namespaces[kind].inode])), inodes, name);
	}
});

test('Each process has its own eight namespaces, also where it has left those of its container', {skip}, async () => {
	const document = await look();
	const zooIds = new Set(ids.values());
	const processes = document.processes.filter(({container}) => container !== null && zooIds.has(container));
	assert.equal(processes.length, ids.size + 1, 'one process each, and the one with clocks of its own');
	for (const {pid, namespaces} of processes) {
		assert.deepEqual(namespaces, namespaceInodes(pid), `process ${pid}`);
	}

	const clocks = processes.filter(({container}) => container === ids.get('own-clock')).map(({namespaces}) => namespaces.time);
	assert.notEqual(clocks[0], clocks[1]);
});

test(
	'The namespaces of the host are those of the kernel\'s own threads',
	{skip: skip || (!existsSync('/proc/2/ns/net') && 'the kernel threads are not in sight')},
	async () => {
		const document = await look();
		assert.deepEqual(document.host.namespaces, namespaceInodes(2));
		for (const [name, inodes] of truth()) {
			const {namespaces} = containerIn(document, ids.get(name)!);
			for (const kind of kinds) {
				assert.equal(namespaces[kind].host, inodes[kind] === namespaceInode(2, kind), `${name}: ${kind}`);
			}
		}
	},
);

test('A container is told to share a namespace with those whose links name the same, and the host\'s with nobody', {skip}, async () => {
	const document = await look();
	const inodesByName = truth();
	for (const [name, inodes] of inodesByName) {
		const {namespaces} = containerIn(document, ids.get(name)!);
		for (const kind of kinds) {
			const others = [...inodesByName].filter(([other, {[kind]: inode}]) => other !== name && inode === inodes[kind]).map(([other]) => other);
			const told = [...ids].filter(([, id]) => namespaces[kind].sharedWith.includes(id)).map(([other]) => other);
			assert.deepEqual(told, namespaces[kind].host ? [] : others, `${name}: ${kind}`);
		}
	}
});

test('Docker\'s options show as what they share', {skip}, async () => {
	const document = await look();
	const shares = (name: string, kind: (typeof kinds)[number]) => {
		const {host, sharedWith} = containerIn(document, ids.get(name)!).namespaces[kind];
		return host ? 'host' : [...ids].filter(([, id]) => sharedWith.includes(id)).map(([other]) => other).join(' ');
	};

	assert.equal(shares('base', 'net'), 'join-net');
	assert.equal(shares('join-net', 'net'), 'base');
	assert.equal(shares('join-net', 'pid'), '');
	assert.equal(shares('join-pid', 'pid'), 'base');
	assert.equal(shares('join-pid', 'net'), '');
	assert.equal(shares('join-ipc', 'ipc'), 'base');
	assert.equal(shares('host-pid', 'pid'), 'host');
	assert.equal(shares('host-ipc', 'ipc'), 'host');
	assert.equal(shares('host-uts', 'uts'), 'host');
	// The engine of the tests lives in a network namespace of its own, and that is what it takes for the host's.
	assert.equal(shares('engine-net-one', 'net'), 'engine-net-two');
	assert.equal(shares('no-net', 'net'), '');
	assert.equal(shares('own-cgroup', 'cgroup'), '');
	assert.equal(shares('host-cgroup', 'cgroup'), 'host');
	assert.equal(shares('own-user', 'user'), '');
	assert.equal(shares('base', 'user'), 'host');
	for (const name of ids.keys()) {
		assert.equal(shares(name, 'mnt'), '', `${name} has mounts of its own`);
	}
});

test('The list of namespaces counts the processes that have them', {skip}, async () => {
	const document = await look();
	for (const [name, inodes] of truth()) {
		for (const kind of kinds) {
			// Others come and go in the namespaces of the host and of the engine.
			if (inodes[kind] === document.host.namespaces[kind] || (kind === 'net' && name.startsWith('engine-net'))) {
				continue;
			}

			const rows = document.namespaces.filter(row => row.kind === kind && row.inode === inodes[kind]);
			const pids = pidsInNamespace(kind, inodes[kind]).filter(pid => document.processes.some(process => process.pid === pid));
			assert.equal(rows.length, 1, `${name}: ${kind}`);
			assert.equal(rows[0]!.processes, pids.length, `${name}: ${kind}`);
			assert.ok(rows[0]!.containers.includes(ids.get(name)!), `${name}: ${kind}`);
		}
	}
});

const lacksLsns = skip || (spawnSync('lsns', ['--version']).error !== undefined && 'there is no lsns');

test(
	'Lsns of util-linux names the same namespaces, and counts the same processes in those of the whole host',
	{skip: lacksLsns},
	async t => {
		// It gives up where the name of any process holds a line feed, which others may have just now.
		const listed = await eventually('lsns works', () => {
			const {namespaces} = JSON.parse(execFileSync('lsns', ['--json', '--output', 'NS,TYPE,NPROCS'], {encoding: 'utf8'})) as {
				namespaces: readonly Listed[];
			};
			return namespaces;
		}).catch(() => undefined);
		if (!listed) {
			t.skip('lsns does not work here just now');
			return;
		}

		const document = await printDocument([...zoo.words, '--interval', '0.5', '--all']);
		for (const [name, id] of ids) {
			for (const kind of kinds) {
				const {inode, host} = containerIn(document, id).namespaces[kind];
				const row: Listed | undefined = listed.find(({ns, type}) => ns === inode && type === kind);
				assert.ok(row, `${name}: ${kind} ${inode} is in the list of lsns`);
				const isSettled = !host && !name.startsWith('engine-net');
				const shown = document.namespaces.find(candidate => candidate.kind === kind && candidate.inode === inode)?.processes;
				assert.ok(!isSettled || shown === row.nprocs, `${name}: ${kind}: ${shown}, lsns ${row.nprocs}`);
			}
		}
	},
);
