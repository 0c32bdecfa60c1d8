import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {parsePageBytes} from '../../../source/kernel/pid/auxv.ts';
import {parseIo} from '../../../source/kernel/pid/io.ts';
import {parseLimits} from '../../../source/kernel/pid/limits.ts';
import {parseNetDev} from '../../../source/kernel/pid/net/dev.ts';
import {parseSmapsRollup} from '../../../source/kernel/pid/smaps-rollup.ts';
import {isIdentityMap, parseUidMap} from '../../../source/kernel/pid/uid-map.ts';
import {unsupported} from '../../../source/known.ts';

const container = 'test/fixtures/hosts/debian-hybrid/proc/14920';

test('io: every counter has its place, and an incomplete file is unsupported', () => {
	assert.deepEqual(
		parseIo(Buffer.from('rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 6\ncancelled_write_bytes: 7\n')),
		{
			readCharacters: 1,
			writtenCharacters: 2,
			readCalls: 3,
			writeCalls: 4,
			readBytes: 5,
			writeBytes: 6,
			cancelledWriteBytes: 7,
		},
	);
	assert.equal(parseIo(Buffer.from('rchar: 1\nwchar: 2\n')), unsupported);
	assert.equal(parseIo(Buffer.from('')), unsupported);
});

test('net/dev: names keep to their counters, with or without a blank between', () => {
	const headings =
		'Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';
	assert.deepEqual(
		parseNetDev(
			Buffer.from(
				`${headings}    lo:       0       0    0    0    0     0          0         0        0       0    0    0    0     0       0          0\n  eth0:9876543210 12 1 2 0 0 0 0 4321 34 3 4 0 0 0 0\nhalf: 1 2 3\n`,
			),
		).slice(1),
		[
			{
				name: 'eth0',
				receivedBytes: 9_876_543_210,
				receivedPackets: 12,
				receiveErrors: 1,
				receiveDrops: 2,
				sentBytes: 4321,
				sentPackets: 34,
				sendErrors: 3,
				sendDrops: 4,
			},
		],
	);
	assert.deepEqual(parseNetDev(Buffer.from(headings)), []);
	assert.deepEqual(parseNetDev(readFileSync(`${container}/net/dev`)).map(({name}) => name).toSorted(), ['eth0', 'lo']);
	assert.ok(parseNetDev(readFileSync('/proc/self/net/dev')).some(({name}) => name === 'lo'));
});

test('uid_map: only the map of all ids to themselves is the identity', () => {
	const ranges = parseUidMap(Buffer.from('         0       1001          1\n         1     100000      65536\n'));
	assert.deepEqual(ranges, [{inside: 0, outside: 1001, count: 1}, {inside: 1, outside: 100_000, count: 65_536}]);
	assert.equal(isIdentityMap(ranges), false);
	assert.equal(isIdentityMap(parseUidMap(Buffer.from(''))), false);
	assert.equal(isIdentityMap(parseUidMap(Buffer.from('1000 1000 1\n'))), false);
	assert.equal(isIdentityMap(parseUidMap(readFileSync(`${container}/uid_map`))), true);
});

test('limits: names hold blanks, and some have no unit', () => {
	const limits = parseLimits(readFileSync(`${container}/limits`));
	assert.equal(limits.length, 16);
	assert.deepEqual(
		limits.find(({name}) => name === 'Max nice priority'),
		{
			name: 'Max nice priority',
			soft: 0,
			hard: 0,
			unit: '',
		},
	);
	assert.deepEqual(
		limits.find(({name}) => name === 'Max cpu time'),
		{
			name: 'Max cpu time',
			soft: 'unlimited',
			hard: 'unlimited',
			unit: 'seconds',
		},
	);
	assert.deepEqual(
		parseLimits(Buffer.from('Max file size             18446744073709549568 unlimited            bytes     \n')).map(({soft, hard}) => [
			soft,
			hard,
		]),
		[[2 ** 64 - 2048, 'unlimited']],
	);
});

test('smaps_rollup: shares are told, and what is not there is unknown', () => {
	assert.deepEqual(
		parseSmapsRollup(
			Buffer.from(
				'00400000-7fff [rollup]\nRss:                1532 kB\nPss:                 122 kB\nPss_Dirty:            48 kB\nSwap:                  4 kB\nSwapPss:               0 kB\n',
			),
		),
		{
			residentBytes: 1532 * 1024,
			proportionalBytes: 122 * 1024,
			swapBytes: 4096,
		},
	);
	assert.equal(parseSmapsRollup(Buffer.from('')).proportionalBytes, unsupported);
});

test('auxv: the size of a page is among the words that a process is started with', () => {
	assert.equal(parsePageBytes(readFileSync('test/fixtures/hosts/debian-hybrid/proc/self/auxv')), 4096);
	const words = Buffer.alloc(48);
	words.writeBigUInt64BE(33n, 0);
	words.writeBigUInt64BE(6n, 16);
	words.writeBigUInt64BE(65_536n, 24);
	assert.equal(parsePageBytes(words), 65_536);
	assert.equal(parsePageBytes(Buffer.alloc(0)), unsupported);
	assert.equal(parsePageBytes(Buffer.alloc(32)), unsupported);
	assert.match(JSON.stringify(parsePageBytes(readFileSync('/proc/self/auxv'))), /^(?:4096|16384|65536)$/u);
});
