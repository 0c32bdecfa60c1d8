import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {passingInterfaces} from '../../../source/kernel/process/passing-interfaces.ts';
import {KernelScanner} from '../../../source/kernel/scan.ts';
import {isMissing} from '../../../source/known.ts';
import {isRoot, makeFolder, startProgram} from '../../helpers/live-process.ts';

const passing = (...names: string[]): string[] => [...passingInterfaces(names, '/', new Set(['/']))];

test('by their names alone, bridges and the near ends of inner containers pass on what comes in elsewhere', () => {
	assert.deepEqual(passing('lo', 'eth0', 'docker0', 'veth12ab', 'br-9f31', 'eth0.10'), ['docker0', 'veth12ab', 'br-9f31', 'eth0.10']);
	assert.deepEqual(passing('lo', 'tap0'), []);
	assert.deepEqual(passing('lo', 'host0', 'eth1'), []);
});

/**
A root directory in whose /sys/class/net these interfaces have these entries.
*/
function makeRoot(interfaces: Readonly<Record<string, readonly string[]>>): string {
	const root = makeFolder();
	for (const [name, entries] of Object.entries(interfaces)) {
		for (const entry of ['statistics', ...entries]) {
			mkdirSync(path.join(root, 'sys/class/net', name, entry), {recursive: true});
		}
	}

	return root;
}

test('by what stands on others, whatever it is called; an upper interface alone makes nobody pass on', () => {
	const root = makeRoot({
		uplink: ['upper_lan'], lan: ['bridge', 'lower_uplink'], empty: ['bridge'], pair: ['lower_a', 'lower_b'], plain: [],
	});
	const names = ['lo', 'uplink', 'lan', 'empty', 'pair', 'plain', 'gone'];
	assert.deepEqual([...passingInterfaces(names, root, new Set())], ['lan', 'empty', 'pair']);
	// Of what may not be read only the name counts.
	assert.deepEqual([...passingInterfaces([...names, 'docker0'], root, new Set(['/sys']))], ['docker0']);
});

test('names that only begin alike are those of interfaces that lead out', () => {
	const leading = ['eth0', 'enp3s0', 'ens5', 'wlan0', 'wlp2s0', 'tun0', 'tap0', 'wg0', 'docker', 'cilium', 'ppp0', 'ib0', 'host0'];
	assert.deepEqual(passing(...leading, 'veth0'), ['veth0']);
	const all = ['cali1', 'vnet3', 'podman1', 'cni0', 'cbr0', 'virbr0', 'lxcbr0', 'lxdbr0', 'incusbr0', 'flannel.1', 'kube-ipvs0', 'vxlan7'];
	assert.deepEqual(passing('eth0', ...all, 'tunl0', 'gre0', 'sit0', 'dummy0', 'bond0', 'team0', 'bond0.7'), [
		...all, 'tunl0', 'gre0', 'sit0', 'dummy0', 'bond0', 'team0', 'bond0.7',
	]);
});

test('loopback is none of them, and of nothing there is none', () => {
	assert.deepEqual(passing('lo'), []);
	assert.deepEqual(passing(), []);
	assert.deepEqual(passing('lo', 'docker0', 'eth0'), ['docker0']);
});

test('where all would be such, none is', () => {
	assert.deepEqual(passing('lo', 'veth1'), []);
});

test('of a real namespace, what stands on others is known whatever its name', {skip: !isRoot && 'needs root'}, async () => {
	const child = await startProgram('unshare', ['--net', '--mount', 'sh', '-ec', [
		'mount -t sysfs sysfs /sys',
		'ip link add outer type veth peer name far',
		'ip link add lan type bridge',
		'ip link set outer master lan',
		'echo ready',
		'read -r line',
	].join('\n')]);
	try {
		const network = new KernelScanner().network(child.pid);
		assert.ok(!isMissing(network));
		assert.deepEqual(network.filter(({isPassing}) => isPassing).map(({name}) => name), ['lan']);
		assert.deepEqual(network.map(({name}) => name).toSorted(), ['far', 'lan', 'lo', 'outer']);
	} finally {
		await child.stop();
	}
});
