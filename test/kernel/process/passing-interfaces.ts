import assert from 'node:assert/strict';
import {test} from 'node:test';
import {passingInterfaces} from '../../../source/kernel/process/passing-interfaces.ts';
import {KernelScanner} from '../../../source/kernel/scan.ts';
import {isMissing} from '../../../source/known.ts';
import {isRoot, startProgram} from '../../helpers/live-process.ts';

const passing = (...names: string[]): string[] => [...passingInterfaces(names, '/', new Set(['/']))];

test('by their names alone, bridges and the near ends of inner containers pass on what comes in elsewhere', () => {
	assert.deepEqual(passing('lo', 'eth0', 'docker0', 'veth12ab', 'br-9f31', 'eth0.10'), ['docker0', 'veth12ab', 'br-9f31', 'eth0.10']);
	assert.deepEqual(passing('lo', 'tap0'), []);
	assert.deepEqual(passing('lo', 'host0', 'eth1'), []);
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
