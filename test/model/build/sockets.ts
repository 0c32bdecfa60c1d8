import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {InternetSocket} from '../../../source/kernel/pid/net/tcp.ts';
import type {UnixSocket} from '../../../source/kernel/pid/net/unix.ts';
import {joinSockets} from '../../../source/model/build/sockets.ts';

const internet = (changes: Partial<InternetSocket>): InternetSocket => ({
	protocol: 'tcp',
	localAddress: '127.0.0.1',
	localPort: 80,
	remoteAddress: '0.0.0.0',
	remotePort: 0,
	state: 'LISTEN',
	isListening: true,
	uid: 0,
	inode: 10,
	...changes,
});
const unix = (changes: Partial<UnixSocket>): UnixSocket => ({
	inode: 50, type: 'stream', isListening: false, path: '/run/x.sock', ...changes,
});
const holder = (pid: number, name: string, ...inodes: readonly number[]) => ({pid, name, inodes: new Set(inodes)});

test('a socket that was handed down to children belongs to all who have it', () => {
	const [socket] = joinSockets([internet({})], [], [holder(1, 'master', 10), holder(2, 'worker', 10, 11), holder(3, 'other', 12)]);
	assert.deepEqual(socket?.owners, [{pid: 1, name: 'master'}, {pid: 2, name: 'worker'}]);
});

test('ends are written as people write them', () => {
	const ends = (changes: Partial<InternetSocket>) => joinSockets([internet(changes)], [], []).map(({local, remote}) => [local, remote])[0];
	assert.deepEqual(ends({}), ['127.0.0.1:80', '']);
	assert.deepEqual(ends({localAddress: '0.0.0.0'}), ['*:80', '']);
	assert.deepEqual(ends({localAddress: '::', localPort: 0}), ['*:*', '']);
	assert.deepEqual(ends({localAddress: '::1', remoteAddress: '::ffff:10.0.0.1', remotePort: 443}), ['[::1]:80', '[::ffff:10.0.0.1]:443']);
});

test('an internet socket without an owner stays, a Unix socket of nobody here does not', () => {
	const sockets = joinSockets(
		[internet({inode: 0, state: 'TIME_WAIT', isListening: false})],
		[unix({}), unix({inode: 51, path: undefined})],
		[holder(1, 'a', 51)],
	);
	assert.deepEqual(
		sockets.map(({protocol, local, owners}) => [protocol, local, owners.length]),
		[
			['tcp', '127.0.0.1:80', 0],
			['unix', '', 1],
		],
	);
});

test('nobody owns the inode 0, which stands for none', () => {
	assert.deepEqual(joinSockets([internet({inode: 0})], [], [holder(1, 'a', 10)])[0]?.owners, []);
});

test('a Unix socket whose row another one imitates is nobody\'s', () => {
	assert.deepEqual(joinSockets([], [unix({path: '/a'}), unix({path: '/b'})], [holder(1, 'a', 50)]), []);
});

test('a Unix socket has the name of its other end and who has that, wherever its name is listed', () => {
	const near = [unix({inode: 51, path: undefined}), unix({inode: 52, path: undefined}), unix({inode: 53, path: undefined})];
	const sockets = joinSockets([], near, [holder(1, 'a', 51, 52, 53)], {
		peers: new Map([[51, 60], [52, 61]]),
		sockets: [...near, unix({inode: 60, path: '/run/far.sock'}), unix({inode: 61, path: undefined})],
		holders: [holder(1, 'a', 51, 52, 53), holder(2, 'b', 61), holder(3, 'c', 61)],
	});
	assert.deepEqual(sockets.map(({inode, remote, peer}) => [inode, remote, peer]), [
		[51, '/run/far.sock', {inode: 60, owners: []}],
		[52, '', {inode: 61, owners: [{pid: 2, name: 'b'}, {pid: 3, name: 'c'}]}],
		[53, '', undefined],
	]);
});

test('what listens comes first, then by protocol and by number, not by letter', () => {
	const sockets = joinSockets(
		[
			internet({protocol: 'udp', state: 'CLOSE'}),
			internet({state: 'ESTABLISHED', isListening: false}),
			internet({localPort: 9000}),
			internet({localPort: 443}),
		],
		[unix({isListening: true})],
		[holder(1, 'a', 50)],
	);
	assert.deepEqual(
		sockets.map(({protocol, local, state}) => `${protocol} ${local} ${state}`),
		[
			'tcp 127.0.0.1:443 LISTEN',
			'tcp 127.0.0.1:9000 LISTEN',
			'udp 127.0.0.1:80 CLOSE',
			'unix /run/x.sock LISTEN',
			'tcp 127.0.0.1:80 ESTABLISHED',
		],
	);
});
