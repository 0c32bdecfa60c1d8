import test from 'node:test';
import assert from 'node:assert/strict';
import {denied, gone} from '../../../source/known.ts';
import {namespaceKinds, type NamespaceInodes} from '../../../source/kernel/pid/ns.ts';
import {
	collectNamespaces,
	namespaceKey,
	namespaceUses,
	unknownNamespaces,
	type NamespaceMember,
} from '../../../source/model/build/namespaces.ts';
import {inodes} from '../../helpers/readings.ts';

const host = inodes(0);
const own = inodes(100);
const member = (pid: number, container: string | undefined, namespaces: NamespaceInodes = own): NamespaceMember => ({
	pid,
	container,
	namespaces,
});

test('a namespace has the processes and the containers that are in it', () => {
	const all = collectNamespaces(
		[member(1, undefined, host), member(5, 'web'), member(6, 'web'), member(7, 'db', {...inodes(200), net: own.net})],
		host,
	);
	const net = all.get(namespaceKey('net', own.net));
	assert.deepEqual(net, {
		key: `net:${own.net}`, kind: 'net', inode: own.net, isHost: false, pids: [5, 6, 7], containers: ['web', 'db'],
	});
	assert.deepEqual(all.get(`pid:${own.pid}`)?.containers, ['web']);
	const hosts = all.get(`uts:${host.uts}`);
	assert.deepEqual([hosts?.isHost, hosts?.pids, hosts?.containers], [true, [1], []]);
});

test('they come ordered by kind, then by inode as a number', () => {
	const all = collectNamespaces([member(1, 'a', inodes(1000)), member(2, 'b', inodes(90))], host);
	const kinds = namespaceKinds.map(({kind}) => kind);
	assert.deepEqual([...all.values()].map(({kind}) => kind), kinds.flatMap(kind => [kind, kind]));
	const [first, second] = all.keys();
	assert.deepEqual([first, second], ['cgroup:91', 'cgroup:1001']);
});

test('the same inode of another kind is another namespace', () => {
	const all = collectNamespaces([member(1, 'a', {...own, net: 77, ipc: 77})], host);
	assert.deepEqual([all.get('net:77')?.kind, all.get('ipc:77')?.kind], ['net', 'ipc']);
});

test('namespaces that may not be read are not in the list', () => {
	assert.equal(collectNamespaces([member(1, 'a', unknownNamespaces(denied))], host).size, 0);
	assert.equal(collectNamespaces([member(1, 'a', {...own, net: gone})], host).size, 7);
});

test('--network=container:x: both name the other, and neither itself', () => {
	const sidecar = {...inodes(200), net: own.net};
	const all = collectNamespaces([member(5, 'web'), member(7, 'sidecar', sidecar)], host);
	assert.deepEqual(namespaceUses(own, 'web', all, host).net, {inode: own.net, isHost: false, sharedWith: ['sidecar']});
	assert.deepEqual(namespaceUses(sidecar, 'sidecar', all, host).net, {inode: own.net, isHost: false, sharedWith: ['web']});
	assert.deepEqual(namespaceUses(own, 'web', all, host).pid, {inode: own.pid, isHost: false, sharedWith: []});
});

test('a host namespace is told as such, and nobody is named there', () => {
	const hostNetwork = {...own, net: host.net};
	const all = collectNamespaces(
		[member(1, undefined, host), member(5, 'web', hostNetwork), member(6, 'db', {...inodes(200), net: host.net})],
		host,
	);
	assert.deepEqual(namespaceUses(hostNetwork, 'web', all, host).net, {inode: host.net, isHost: true, sharedWith: []});
});

test('where the host\'s own namespace is not known, nothing is claimed of it', () => {
	const unknown = {...host, net: denied};
	const all = collectNamespaces([member(5, 'web'), member(6, 'db')], unknown);
	assert.deepEqual(namespaceUses(own, 'web', all, unknown).net, {inode: own.net, isHost: denied, sharedWith: ['db']});
	assert.equal(all.get(`net:${own.net}`)?.isHost, false);
});

test('namespaces that may not be read are unknown with their reason', () => {
	const uses = namespaceUses(unknownNamespaces(denied), 'web', new Map(), host);
	for (const {kind} of namespaceKinds) {
		assert.deepEqual(uses[kind], {inode: denied, isHost: denied, sharedWith: []});
	}
});
