import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {
	mkdirSync,
	readFileSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {parseMountinfo} from '../../../source/kernel/pid/mountinfo.ts';
import {
	findOuterEnd,
	readHardware,
	type InterfaceHardware,
	type SeenRoot,
} from '../../../source/kernel/process/interface-hardware.ts';
import {
	gone,
	isMissing,
	unsupported,
	type Known,
} from '../../../source/known.ts';
import {isRoot, makeFolder} from '../../helpers/live-process.ts';
import {programsOfTests} from '../../helpers/started-programs.ts';

const {startProgram} = programsOfTests();

type Files = Readonly<Record<string, string>>;

/**
Mounts of a process, each as `place type`.
*/
function mountsOf(...mounts: readonly string[]): SeenRoot['mounts'] {
	const lines = mounts.map((mount, index) => {
		const [place, fileSystem] = mount.split(' ', 2);
		return `${index + 20} 1 0:${index + 20} / ${place} rw - ${fileSystem} none rw\n`;
	});
	return parseMountinfo(Buffer.from(lines.join('')));
}

/**
A root directory with these interfaces, whose files are as the kernel's are, and a link `master` where a bridge is named.
*/
function makeRoot(interfaces: Readonly<Record<string, Files>>, mounts = mountsOf('/ overlay', '/sys sysfs')): SeenRoot {
	const directory = makeFolder();
	for (const [name, {master, ...files}] of Object.entries(interfaces)) {
		const device = path.join(directory, 'sys/devices/virtual/net', name);
		mkdirSync(device, {recursive: true});
		mkdirSync(path.join(directory, 'sys/class/net'), {recursive: true});
		symlinkSync(`../../devices/virtual/net/${name}`, path.join(directory, 'sys/class/net', name));
		for (const [file, text] of Object.entries(files)) {
			writeFileSync(path.join(device, file), `${text}\n`);
		}

		if (master !== undefined) {
			symlinkSync(`../${master}`, path.join(device, 'master'));
		}
	}

	return {directory, mounts};
}

const eth0: Files = {
	ifindex: '8', iflink: '9', address: '02:42:ac:11:00:02', uevent: 'INTERFACE=eth0\nIFINDEX=8', mtu: '1500',
};

function known<Value>(value: Known<Value>): Value {
	assert.ok(!isMissing(value), JSON.stringify(value));
	return value;
}

test('an interface is told as its files tell it', () => {
	const root = makeRoot({
		eth0,
		lo: {
			ifindex: '1', iflink: '1', address: '00:00:00:00:00:00', uevent: 'INTERFACE=lo\nIFINDEX=1', mtu: '65536',
		},
		wg0: {
			ifindex: '3', iflink: '3', address: '', uevent: 'DEVTYPE=wireguard\nINTERFACE=wg0\nIFINDEX=3', mtu: 'x',
		},
	});
	assert.deepEqual(readHardware('eth0', root, 8), {
		macAddress: '02:42:ac:11:00:02', index: 8, linkedIndex: 9, type: undefined, mtu: 1500,
	});
	assert.deepEqual(readHardware('lo', root, undefined), {
		macAddress: undefined, index: 1, linkedIndex: 1, type: undefined, mtu: 65_536,
	});
	const wireguard = known(readHardware('wg0', root, 3));
	assert.deepEqual([wireguard.macAddress, wireguard.type], [undefined, 'wireguard']);
	assert.ok(isMissing(wireguard.mtu));
});

test('an interface that is not there is gone; another number means the /sys of another namespace', () => {
	const {iflink: _iflink, ...half} = eth0;
	const root = makeRoot({eth0, half});
	assert.deepEqual(readHardware('eth1', root, undefined), gone);
	assert.deepEqual(readHardware('half', root, undefined), gone);
	assert.deepEqual(readHardware('eth0', root, 12), unsupported);
});

test('what is not the kernel\'s own is not believed', () => {
	for (const mounts of [
		mountsOf('/ overlay'),
		mountsOf('/ overlay', '/sys tmpfs'),
		mountsOf('/ overlay', '/sys sysfs', '/sys/devices/virtual/net/eth0 ext4'),
		mountsOf('/ overlay', '/sys sysfs', '/sys/devices/virtual/net/eth0/address ext4'),
	]) {
		assert.deepEqual(readHardware('eth0', makeRoot({eth0}, mounts), undefined), unsupported);
	}

	// What else is mounted below /sys does not matter.
	const beside = mountsOf('/ overlay', '/sys sysfs', '/sys/fs/cgroup cgroup2', '/sys/firmware tmpfs');
	assert.equal(known(readHardware('eth0', makeRoot({eth0}, beside), undefined)).index, 8);
});

test('a name that leads out of /sys is not followed to there', () => {
	const root = makeRoot({eth0});
	const elsewhere = path.join(root.directory, 'etc/false');
	mkdirSync(elsewhere, {recursive: true});
	for (const [file, text] of Object.entries(eth0)) {
		writeFileSync(path.join(elsewhere, file), text);
	}

	symlinkSync('/etc/false', path.join(root.directory, 'sys/class/net/false'));
	assert.deepEqual(readHardware('false', root, undefined), unsupported);
});

const inside: InterfaceHardware = {
	macAddress: undefined, index: 8, linkedIndex: 9, type: undefined, mtu: 1500,
};

test('the other end of a pair is the interface that names it too, with the bridge that it is a port of', () => {
	const root = makeRoot({
		eth0: {...eth0, ifindex: '2', iflink: '2'},
		veth1: {
			...eth0, ifindex: '9', iflink: '8', master: 'docker0',
		},
	});
	for (const likely of [undefined, 'veth1', 'eth0', 'gone0']) {
		assert.deepEqual(findOuterEnd(inside, root, likely), {kind: 'peer', name: 'veth1', bridge: 'docker0'}, likely);
	}

	const without = makeRoot({veth1: {...eth0, ifindex: '9', iflink: '8'}});
	assert.deepEqual(findOuterEnd(inside, without, undefined), {kind: 'peer', name: 'veth1', bridge: undefined});
});

test('numbers are those of a namespace: one that happens to be the same is no other end', () => {
	const root = makeRoot({eth0: {...eth0, ifindex: '9', iflink: '9'}, veth2: {...eth0, ifindex: '12', iflink: '8'}});
	assert.equal(findOuterEnd(inside, root, 'eth0'), undefined);
	for (const type of ['macvlan', 'macvtap', 'ipvlan', 'ipvtap']) {
		assert.deepEqual(findOuterEnd({...inside, type}, root, undefined), {kind: 'parent', name: 'eth0', bridge: undefined});
	}

	assert.equal(findOuterEnd({...inside, type: 'bridge'}, root, undefined), undefined);
});

test('where the interfaces of the host cannot be listed it is not said that there is none', () => {
	assert.deepEqual(findOuterEnd(inside, {directory: makeFolder(), mounts: mountsOf('/sys sysfs')}, undefined), gone);
	assert.deepEqual(findOuterEnd(inside, makeRoot({eth0}, mountsOf('/ fuse.sshfs')), undefined), unsupported);
});

function rootOf(pid: number): SeenRoot {
	return {directory: `/proc/${pid}/root`, mounts: parseMountinfo(readFileSync(`/proc/${pid}/mountinfo`))};
}

test('of real namespaces the pair and the bridge are found', {skip: !isRoot && 'needs root'}, async () => {
	const waiting = 'mount -t sysfs sysfs /sys; echo ready; read -r line';
	const outer = await startProgram('unshare', ['--net', '--mount', 'sh', '-ec', [
		'ip link add lan type bridge',
		waiting,
	].join('\n')]);
	const inner = await startProgram('unshare', ['--net', '--mount', 'sh', '-ec', [
		`nsenter --net=/proc/${outer.pid}/ns/net ip link add near type veth peer name far netns $$`,
		`nsenter --net=/proc/${outer.pid}/ns/net ip link set near master lan`,
		waiting,
	].join('\n')]);
	const far = known(readHardware('far', rootOf(inner.pid), undefined));
	assert.match(far.macAddress ?? '', /^(?:[\da-f]{2}:){5}[\da-f]{2}$/);
	assert.deepEqual(findOuterEnd(far, rootOf(outer.pid), undefined), {kind: 'peer', name: 'near', bridge: 'lan'});
});
