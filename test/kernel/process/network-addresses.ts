import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';
import {readShownNetwork} from '../../../source/kernel/process/network-addresses.ts';
import {placeAddresses} from '../../../source/kernel/process/placed-addresses.ts';
import {isMissing} from '../../../source/known.ts';

const direct = (name: string, destination: string, prefixLength: number) => ({
	interface: name, destination, prefixLength, gateway: undefined,
});

test('an address is on the interface that reaches its network, by the closest route', () => {
	const {interfaces, unplaced} = placeAddresses({
		names: ['lo', 'eth0', 'eth1'],
		own: ['127.0.0.1', '10.1.0.2', '10.1.2.3'],
		routes: [direct('eth0', '10.1.0.0', 16), direct('eth1', '10.1.2.0', 24), direct('eth0', '0.0.0.0', 0)],
		addresses6: [{
			interface: 'eth1', index: 3, address: 'fd00::2', prefixLength: 64,
		}],
	});
	assert.deepEqual(interfaces, [
		{name: 'lo', addresses: [{address: '127.0.0.1', prefixLength: 8}]},
		{name: 'eth0', addresses: [{address: '10.1.0.2', prefixLength: 16}]},
		{name: 'eth1', addresses: [{address: '10.1.2.3', prefixLength: 24}, {address: 'fd00::2', prefixLength: 64}]},
	]);
	assert.deepEqual(unplaced, []);
});

test('where no route, or those of two interfaces, lead to the network of an address, its interface is not guessed', () => {
	const {interfaces, unplaced} = placeAddresses({
		names: ['eth0', 'eth1'],
		own: ['10.65.0.7', '10.1.0.2'],
		routes: [
			{
				interface: 'eth0', destination: '10.65.0.0', prefixLength: 16, gateway: '169.254.1.1',
			},
			direct('eth0', '10.1.0.0', 16),
			direct('eth1', '10.1.0.0', 16),
		],
		addresses6: [],
	});
	assert.deepEqual(interfaces.map(({addresses}) => addresses), [[], []]);
	assert.deepEqual(unplaced, ['10.65.0.7', '10.1.0.2']);
});

test('of several addresses in one network none is said to have its prefix: one may be of /32', () => {
	const {interfaces} = placeAddresses({
		names: ['lo', 'eth0'],
		own: ['10.1.0.2', '10.1.0.99', '10.2.0.2', '127.0.0.1', '127.0.0.2'],
		routes: [direct('eth0', '10.1.0.0', 16), direct('eth0', '10.2.0.0', 24)],
		addresses6: [],
	});
	assert.deepEqual(interfaces, [
		{
			name: 'lo',
			addresses: ['127.0.0.1', '127.0.0.2'].map(address => ({address, prefixLength: undefined, sharedNetwork: '127.0.0.0/8'})),
		},
		{
			name: 'eth0',
			addresses: [
				...['10.1.0.2', '10.1.0.99'].map(address => ({address, prefixLength: undefined, sharedNetwork: '10.1.0.0/16'})),
				{address: '10.2.0.2', prefixLength: 24},
			],
		},
	]);
});

type IpAddress = {readonly ifname: string; readonly addr_info: ReadonlyArray<{readonly local: string; readonly prefixlen: number}>};

test('on this machine it is what ip says', t => {
	const {stdout, error} = spawnSync('ip', ['-j', 'addr'], {encoding: 'utf8'});
	if (error) {
		t.skip('there is no ip here');
		return;
	}

	const shown = readShownNetwork('/proc/self');
	assert.ok(!isMissing(shown));
	const unplaced = new Set(shown.unplaced);
	const theirs = (JSON.parse(stdout) as readonly IpAddress[])
		.flatMap(({ifname, addr_info: list}) => list.filter(({local}) => !unplaced.has(local)).map(({local, prefixlen}) => `${ifname} ${local}/${prefixlen}`));
	const ours = shown.interfaces.flatMap(({name, addresses}) => addresses.map(({address, prefixLength}) => `${name} ${address}/${prefixLength}`));
	// Other tests make and remove interfaces meanwhile.
	const isLasting = (line: string): boolean => /^(?:lo|eth\d+|en\S+) /.test(line);
	assert.deepEqual(ours.filter(line => isLasting(line)).toSorted(), theirs.filter(line => isLasting(line)).toSorted());
	assert.ok(ours.includes('lo 127.0.0.1/8'));
});
