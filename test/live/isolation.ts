import assert from 'node:assert/strict';
import {createServer, type Server} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import test, {after, before} from 'node:test';
import {
	printDocument,
	runProgram,
	type ContainerDocument,
	type Document,
} from '../helpers/documents.ts';
import {Workshop, wordsOf} from '../helpers/workshop.ts';
import {
	containerIn,
	namespaceInode,
	openZoo,
	statusField,
} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('isolation');
const workshop = new Workshop();
const ids = new Map<string, string>();
let other: Server | undefined;
let document: Document;
let table: readonly string[];
const socket = zoo.engine.socketPath;

before(async () => {
	if (skip !== false) {
		return;
	}

	// Some other daemon's socket.
	const otherSocket = path.join(workshop.folder, 'other.sock');
	other = createServer().listen(otherSocket);
	const sleep = ['--', 'sleep', '3000'] as const;
	const containers: Readonly<Record<string, readonly string[]>> = {
		plain: sleep,
		hosts: ['--pid', 'host', '--ipc', 'host', '--uts', 'host', ...sleep],
		privileged: ['--privileged', ...sleep],
		added: ['--cap-add', 'SYS_ADMIN', '--cap-drop', 'KILL', ...sleep],
		unfiltered: ['--security-opt', 'seccomp=unconfined', ...sleep],
		hardened: ['--read-only', '--security-opt', 'no-new-privileges', '--cap-drop', 'ALL', ...sleep],
		dood: ['--volume', `${socket}:/var/run/docker.sock`, ...sleep],
		'dood-renamed': ['--volume', `${socket}:/tmp/nothing-to-see`, ...sleep],
		'dood-directory': ['--volume', `${path.dirname(socket)}:/somewhere:ro`, ...sleep],
		'other-socket': ['--volume', `${otherSocket}:/var/run/docker.sock`, ...sleep],
		elsewhere: ['--cgroup-parent', workshop.cgroup('/below'), '--pid', 'host', ...sleep],
	};
	for (const [name, words] of Object.entries(containers)) {
		ids.set(name, await zoo.run(name, ...words));
	}

	ids.set('shares', await zoo.run('shares', '--network', `container:${zoo.fullName('plain')}`, ...sleep));
	document = await printDocument([...zoo.words, '--interval', '0.4']);
	const {stdout} = await runProgram([...zoo.words, '--interval', '0.4']);
	table = stdout.split('\n');
});
after(() => {
	other?.close();
});

const find = (name: string): ContainerDocument => containerIn(document, ids.get(name)!);

/**
What stands in the plain table's column, up to where it is cut.
*/
function flagsOf(name: string): string {
	const [head, ...rows] = table;
	const row = rows.find(line => `${line} `.includes(` ${find(name).initPid} `))!;
	return row.slice(head!.indexOf('FLAGS'), head!.includes('PORTS') ? head!.indexOf('PORTS') : undefined).trim();
}

function countBits(mask: string): number {
	return [...BigInt(`0x${mask}`).toString(2)].filter(bit => bit === '1').length;
}

test('An ordinary container has the rights that its status tells, and no flag', {skip}, async () => {
	const {isolation, root, initPid} = find('plain');
	assert.equal(isolation.capabilities!.length, countBits(statusField(initPid!, 'CapEff')!));
	assert.deepEqual(
		[
			isolation.privileged,
			isolation.addedCapabilities,
			isolation.droppedCapabilities,
			isolation.noNewPrivileges,
			isolation.readOnlyRoot,
			isolation.rootFileSystemIsHost,
			isolation.rootUserIsHostRoot,
		],
		[false, [], [], false, false, false, true],
	);
	assert.equal(isolation.seccomp, statusField(initPid!, 'Seccomp') === '2' ? 'filter' : 'disabled');
	assert.deepEqual(isolation.engineSockets, []);
	assert.equal(isolation.nestedEngine, null);
	assert.deepEqual(isolation.idMap, [{inside: 0, outside: 0, count: 4_294_967_295}]);
	assert.equal(root?.kind, await zoo.engine.docker('info', '--format', '{{.Driver}}') === 'overlay2' ? 'overlay' : root?.kind);
	assert.equal(flagsOf('plain'), '');
});

test('The namespaces of the host that a container shares are told, by what the kernel says', {skip}, () => {
	const {isolation, namespaces, initPid} = find('hosts');
	for (const kind of ['pid', 'ipc', 'uts'] as const) {
		assert.equal(namespaces[kind].inode, namespaceInode(process.pid, kind), kind);
		assert.equal(namespaces[kind].host, true, kind);
		assert.deepEqual(namespaces[kind].sharedWith, [], kind);
		assert.ok(isolation.hostNamespaces.includes(kind), kind);
	}

	assert.equal(namespaces.net.host, false);
	assert.deepEqual(document.processes.find(({pid}) => pid === initPid)?.nspid, [initPid]);
	assert.match(flagsOf('hosts'), /^HOST-PID HOST-/);
});

test('Two containers in one network namespace share it, and nothing else', {skip}, () => {
	const [first, second] = [find('plain'), find('shares')];
	assert.equal(first.namespaces.net.inode, second.namespaces.net.inode);
	assert.deepEqual(second.namespaces.net.sharedWith, [first.id]);
	assert.deepEqual(second.namespaces.pid.sharedWith, []);
	assert.equal(second.name, zoo.fullName('shares'));
});

test('A privileged container is one', {skip}, () => {
	const {isolation, initPid} = find('privileged');
	assert.equal(isolation.privileged, true);
	assert.equal(isolation.seccomp, 'disabled');
	assert.equal(isolation.capabilities!.length, countBits(statusField(initPid!, 'CapEff')!));
	assert.equal(flagsOf('privileged'), 'PRIV');
});

test('Capabilities that were added and dropped are named', {skip}, () => {
	assert.deepEqual([find('added').isolation.addedCapabilities, find('added').isolation.droppedCapabilities], [['SYS_ADMIN'], ['KILL']]);
	assert.equal(find('added').isolation.privileged, false);
	assert.equal(flagsOf('added'), 'CAP+');
	assert.equal(find('unfiltered').isolation.seccomp, 'disabled');
	assert.equal(flagsOf('unfiltered'), 'NOSECC');
	const {isolation, root} = find('hardened');
	assert.deepEqual([isolation.capabilities, isolation.noNewPrivileges, isolation.readOnlyRoot, root?.readOnly], [[], true, true, true]);
	assert.equal(flagsOf('hardened'), '');
});

test('Who holds the socket of an engine is recognised by what the socket is, whatever it is called and however it came there', {skip}, () => {
	assert.deepEqual(find('dood').isolation.engineSockets, ['/var/run/docker.sock']);
	assert.deepEqual(find('dood-renamed').isolation.engineSockets, ['/tmp/nothing-to-see']);
	// That of the engine's containerd lies there too.
	assert.ok(find('dood-directory').isolation.engineSockets.includes(`/somewhere/${path.basename(socket)}`));
	assert.deepEqual(find('other-socket').isolation.engineSockets, []);
	for (const name of ['dood', 'dood-renamed', 'dood-directory']) {
		assert.match(flagsOf(name), /^DooD/, name);
	}

	assert.equal(flagsOf('other-socket'), '');
});

test(
	'A container whose cgroup was put elsewhere, and which has the pid namespace of the host, has its own process and no other',
	{skip},
	() => {
		const {initPid, pids, cgroup, name} = find('elsewhere');
		assert.deepEqual(pids, [initPid]);
		assert.deepEqual(wordsOf(initPid!), ['sleep', '3000']);
		assert.equal(cgroup, `${workshop.top}/below/${ids.get('elsewhere')}`);
		assert.equal(name, zoo.fullName('elsewhere'));
	},
);
