import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseUnixPeers} from '../../../../source/kernel/pid/net/unix-peers.ts';

const peersOf = (...lines: readonly string[]) => Object.fromEntries(parseUnixPeers(lines.map(line => `${line}\n`).join('')));

test('each socket that is connected has its peer, by their inodes', () => {
	assert.deepEqual(
		peersOf(
			'u_str LISTEN 0      4096      /run/x.sock 100            * 0    ',
			'u_str ESTAB  0      0                   * 101            * 102  ',
			'u_str ESTAB  0      0         /run/x.sock 102            * 101',
			'u_dgr ESTAB  0      0                   * 103            * 104  ',
			'u_dgr UNCONN 0      0            /dev/log 104            * 0    ',
			'u_seq ESTAB  0      0         @abstract@x 105 /run/named.s 106  ',
		),
		{
			101: 102, 102: 101, 103: 104, 105: 106,
		},
	);
});

test('a name that imitates a row makes a socket unknown, never connected to another one', () => {
	assert.deepEqual(
		peersOf(
			'u_str ESTAB  0      0                   * 101            * 102',
			'u_str LISTEN 0      1           /tmp/evil',
			'u_str ESTAB 0 0 * 101 * 666',
			' 200            * 0',
			'u_str ESTAB  0      0       /tmp/a 1 * 77 201            * 202',
		),
		{},
	);
});

test('of nothing, or of what is no row, there are none', () => {
	assert.deepEqual(peersOf(), {});
	assert.deepEqual(peersOf('Cannot open netlink socket: Permission denied', 'tcp ESTAB 0 0 127.0.0.1:80 127.0.0.1:4000'), {});
});
