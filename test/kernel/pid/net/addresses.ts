import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {endianness} from 'node:os';
import {test} from 'node:test';
import {addressNumber, prefixLengthOf} from '../../../../source/kernel/pid/net/address.ts';
import {parseOwnAddresses} from '../../../../source/kernel/pid/net/fib-trie.ts';
import {parseAddresses6} from '../../../../source/kernel/pid/net/if-inet6.ts';
import {parseInterfaceIndexes} from '../../../../source/kernel/pid/net/igmp.ts';
import {parseRoutes, parseRoutes6} from '../../../../source/kernel/pid/net/route.ts';

const skip = endianness() === 'BE' && 'these rows are of a machine with the other byte order';

// As they were in a container on Docker's bridge.
const trie = `Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 127.0.0.0/8 2 0 2
        +-- 127.0.0.0/31 1 0 0
           |-- 127.0.0.0
              /8 host LOCAL
           |-- 127.0.0.1
              /32 host LOCAL
        |-- 127.255.255.255
           /32 link BROADCAST
     +-- 172.17.0.0/16 2 0 2
        +-- 172.17.0.0/30 2 0 2
           |-- 172.17.0.0
              /16 link UNICAST
           |-- 172.17.0.3
              /32 host LOCAL
        |-- 172.17.255.255
           /32 link BROADCAST
`;
const routes = `Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT                                                       
eth0	00000000	010011AC	0003	0	0	0	00000000	0	0	0                                                                               
eth0	000011AC	00000000	0001	0	0	0	0000FFFF	0	0	0                                                                               
*	0000000A	00000000	0201	0	0	0	000000FF	0	0	0                                                                               
eth1	0000000A
`;
const routes6 = [
	'fd000000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0',
	'00000000000000000000000000000000 00 00000000000000000000000000000000 00 fd000000000000000000000000000001 00000400 00000003 00000000 00000003     eth0',
	'00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo',
	'fd00000000000000000000000000',
].join('\n');

test('fib_trie: own addresses are told once, although both tables have them; networks and broadcasts are none', () => {
	assert.deepEqual(parseOwnAddresses(Buffer.from(trie + trie.replace('Main', 'Local'))), ['127.0.0.1', '172.17.0.3']);
	assert.deepEqual(parseOwnAddresses(Buffer.from('')), []);
});

test('route: networks that are reached directly and by a gateway; what refuses and what is cut short is left out', {skip}, () => {
	assert.deepEqual(parseRoutes(Buffer.from(routes)), [
		{
			interface: 'eth0', destination: '0.0.0.0', prefixLength: 0, gateway: '172.17.0.1',
		},
		{
			interface: 'eth0', destination: '172.17.0.0', prefixLength: 16, gateway: undefined,
		},
	]);
});

test('ipv6_route: the same, and the kernel\'s own refusal is no default route', () => {
	assert.deepEqual(parseRoutes6(Buffer.from(routes6)), [
		{
			interface: 'eth0', destination: 'fd00::', prefixLength: 64, gateway: undefined,
		},
		{
			interface: 'eth0', destination: '::', prefixLength: 0, gateway: 'fd00::1',
		},
	]);
});

test('if_inet6: numbers are hexadecimal, of the address, the interface and the prefix', () => {
	assert.deepEqual(
		parseAddresses6(Buffer.from('00000000000000000000000000000001 01 80 10 80       lo\nfe8000000000000070fb8efffe5584db 139 40 20 80 veth2afcb71\nfe80\n')),
		[
			{
				interface: 'lo', index: 1, address: '::1', prefixLength: 128,
			},
			{
				interface: 'veth2afcb71', index: 313, address: 'fe80::70fb:8eff:fe55:84db', prefixLength: 64,
			},
		],
	);
});

test('igmp: numbers of interfaces, and not the groups below them', () => {
	const text = 'Idx\tDevice    : Count Querier\tGroup    Users Timer\tReporter\n1\tlo        :     1      V3\n\t\t\t\t010000E0     1 0:00000000\t\t0\n'
		+ '320\teth0      :     1      V3\n\t\t\t\t010000E0     1 0:00000000\t\t0\n';
	assert.deepEqual([...parseInterfaceIndexes(Buffer.from(text))], [['lo', 1], ['eth0', 320]]);
});

test('a mask is a length where its bits lead, and an address is a number', {skip}, () => {
	assert.deepEqual(['00000000', '0000FFFF', '00F0FFFF', 'FFFFFFFF', 'FF00FF00', 'x'].map(mask => prefixLengthOf(mask)), [
		0,
		16,
		20,
		32,
		undefined,
		undefined,
	]);
	assert.deepEqual(['0.0.1.2', '255.255.255.255', '1.2.3', '::1'].map(address => addressNumber(address)), [
		258,
		4_294_967_295,
		undefined,
		undefined,
	]);
});
