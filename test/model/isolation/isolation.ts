import test from 'node:test';
import assert from 'node:assert/strict';
import {denied, isMissing, unsupported} from '../../../source/known.ts';
import {capabilityNames, defaultContainerCapabilities} from '../../../source/kernel/pid/capabilities.ts';
import type {Mount} from '../../../source/kernel/pid/mountinfo.ts';
import type {IsolationReading} from '../../../source/kernel/reading.ts';
import {findingsOf} from '../../../source/model/isolation/findings.ts';
import {flagsOf} from '../../../source/model/isolation/flags.ts';
import {buildIsolation, type Isolation, type IsolationInput} from '../../../source/model/isolation/isolation.ts';
import {makeContainer, makeIsolation} from '../../helpers/make.ts';
import {inodes, makeStatus} from '../../helpers/readings.ts';

const everything = 0x3E_FF_FF_FF_FFn;
const {capabilities: none} = makeStatus();

const mount = (root: string, mountPoint: string, changes: Partial<Mount> = {}): Mount => ({
	mountId: 1,
	parentId: 0,
	device: '254:0',
	root,
	mountPoint,
	options: ['rw'],
	propagation: [],
	fileSystem: 'ext4',
	source: '/dev/vda',
	superOptions: [],
	...changes,
});

const sys = (mode: string) => mount('/', '/sys', {fileSystem: 'sysfs', options: [mode]});

function build(reading: Partial<IsolationReading> = {}, input: Partial<IsolationInput> = {}): Isolation {
	return buildIsolation({
		container: 'web',
		reading: {
			capabilities: {...none, effective: defaultContainerCapabilities},
			seccomp: 'filter',
			noNewPrivileges: false,
			lsmLabel: unsupported,
			isLabelEnforced: unsupported,
			idMaps: {users: [{inside: 0, outside: 0, count: 4_294_967_295}], groups: []},
			root: unsupported,
			rootIsHostRoot: false,
			devices: unsupported,
			mounts: [sys('ro')],
			hostMounts: [mount('/', '/')],
			...reading,
		},
		namespaces: inodes(100),
		hostNamespaces: inodes(0),
		hostCapabilities: everything,
		sockets: [],
		enginesBySocket: new Map(),
		nestedEngine: undefined,
		...input,
	});
}

const flagsWith = (isolation: Isolation) => flagsOf(makeContainer({isolation}));

test('privileged is all that this host can give, no filter and a writable /sys, all three', () => {
	const all = {capabilities: {...none, effective: everything}, seccomp: 'disabled', mounts: [sys('rw')]} as const;
	assert.equal(build(all).isPrivileged, true, 'although the host itself lacks a capability');
	assert.equal(build({...all, seccomp: 'filter'}).isPrivileged, false);
	assert.equal(build({...all, mounts: [sys('ro')]}).isPrivileged, false);
	assert.equal(build({...all, capabilities: {...none, effective: defaultContainerCapabilities}}).isPrivileged, false);
	assert.equal(
		build({...all, idMaps: {users: [{inside: 0, outside: 100_000, count: 65_536}], groups: []}}).isPrivileged,
		false,
		'in users of its own they are worth nothing outside',
	);
	assert.equal(build({...all, capabilities: denied}).isPrivileged, denied);
	assert.equal(build(all, {hostCapabilities: undefined}).isPrivileged, unsupported);
});

test('capabilities beyond the default and those taken away', () => {
	const [first] = capabilityNames(defaultContainerCapabilities);
	// eslint-disable-next-line no-bitwise -- capabilities are bits
	const isolation = build({capabilities: {...none, effective: (defaultContainerCapabilities & ~1n) | (1n << 21n)}});
	assert.deepEqual([isolation.addedCapabilities, isolation.droppedCapabilities], [['SYS_ADMIN'], [first]]);
	assert.deepEqual([build().addedCapabilities, build().droppedCapabilities], [[], []]);
	assert.deepEqual(flagsWith(isolation), ['CAP+']);
	assert.deepEqual(flagsWith(build()), []);
});

test('namespaces of the host; one that may not be read is not claimed', () => {
	assert.deepEqual(build({}, {namespaces: {...inodes(100), net: inodes(0).net, user: inodes(0).user}}).hostNamespaces, ['net', 'user']);
	assert.deepEqual(build({}, {namespaces: {...inodes(100), net: denied}, hostNamespaces: {...inodes(0), net: denied}}).hostNamespaces, []);
});

test('DooD: a socket counts when an engine listens on that very file, whatever it is called', () => {
	const enginesBySocket = new Map([['25:1000', 'dockerd']]);
	const socket = (inode: number) => ({path: '/tmp/renamed.sock', identity: {device: 25, inode}});
	const held = build(
		{},
		{
			enginesBySocket,
			sockets: [socket(1000), socket(1001), {path: '/var/run/docker.sock', identity: denied}] as unknown as IsolationInput['sockets'],
		},
	);
	assert.deepEqual(held.engineSockets, [{path: '/tmp/renamed.sock', engine: 'dockerd'}]);
	assert.deepEqual(flagsWith(held), ['DooD']);
	assert.deepEqual(build({}, {enginesBySocket, sockets: denied}).engineSockets, []);
});

test('DinD: an engine that runs inside', () => {
	assert.deepEqual(flagsWith(build({}, {nestedEngine: 'dockerd'})), ['DinD']);
});

test('mounts that give the host away, and the many that do not', () => {
	const paths = (...mounts: readonly Mount[]) => build({mounts}).hostMounts.map(({path, isWritable}) => [path, isWritable]);
	assert.deepEqual(paths(mount('/', '/host'), mount('/etc', '/etc-of-host', {options: ['ro']}), mount('/var/lib/docker', '/data')), [
		['/host', true],
		['/etc-of-host', false],
		['/data', true],
	]);
	assert.deepEqual(
		paths(
			mount('/', '/'),
			mount('/', '/dev', {device: '0:50', fileSystem: 'tmpfs'}),
			mount('/home/me/project', '/src'),
			mount('/var/lib/docker/volumes/v/_data', '/v'),
			mount('/var/lib/docker/containers/x/hostname', '/etc/hostname'),
		),
		[],
	);
});

test('what lies on another disk, or on none, is not the host', () => {
	const hostMounts = [
		mount('/', '/'),
		mount('/', '/data', {device: '254:16'}),
		mount('/', '/var', {device: '254:32'}),
		mount('/', '/run', {device: '0:24', fileSystem: 'tmpfs'}),
		mount('/', '/sys/kernel/debug', {device: '0:7', fileSystem: 'debugfs'}),
		mount('/', '/sys/fs/fuse/connections', {device: '0:33', fileSystem: 'fusectl'}),
	];
	const sources = (...mounts: readonly Mount[]) => build({mounts, hostMounts}).hostMounts.map(({source}) => source);
	assert.deepEqual(
		sources(
			mount('/', '/d', {device: '254:16'}),
			mount('/etc', '/d/etc', {device: '254:16'}),
			mount('/', '/nfs', {device: '0:60', fileSystem: 'nfs4'}),
			mount('/', '/sys/kernel/debug', {device: '0:7', fileSystem: 'debugfs'}),
			mount('/', '/sys/fs/fuse/connections', {device: '0:33', fileSystem: 'fusectl'}),
			mount('/', '/dev/shm', {device: '0:70', fileSystem: 'tmpfs'}),
			mount('/var/lib/kubelet/pods/a/volumes/b', '/b'),
		),
		[],
	);
	assert.deepEqual(
		sources(mount('/', '/v', {device: '254:32'}), mount('/lib/docker', '/l', {device: '254:32'}), mount('/', '/r', {device: '0:24'})),
		['/var', '/var/lib/docker', '/run'],
	);
});

test('on btrfs the subvolume tells where it is on the host', () => {
	const hostMounts = [mount('/@', '/', {device: '0:25'}), mount('/@home', '/home', {device: '0:25'}), mount('/@data', '/data', {device: '0:25'})];
	const mounts = [mount('/@', '/host', {device: '0:25'}), mount('/@data', '/d', {device: '0:25'}), mount('/@/etc', '/e', {device: '0:25'})];
	assert.deepEqual(build({mounts, hostMounts}).hostMounts.map(({path, source}) => [path, source]), [['/host', '/'], ['/e', '/etc']]);
});

test('whoever is an ordinary user outside cannot change what is mounted writable', () => {
	const idMaps = {users: [{inside: 0, outside: 1000, count: 1}], groups: []};
	const isolation = build({mounts: [mount('/etc', '/e')], idMaps});
	assert.deepEqual(flagsWith(isolation), ['ROOTLESS']);
	assert.ok(findingsOf(makeContainer({isolation})).every(({weight}) => weight !== 'bad'));
	assert.deepEqual(flagsWith(build({mounts: [mount('/', '/host')], idMaps})), ['HOST-FS', 'ROOTLESS'], 'but sees it');
});

test('root inside is another user outside: userns-remap and rootless', () => {
	const mapped = (users: IsolationReading['idMaps']['users']) => build({idMaps: {users, groups: []}}).isRootMapped;
	assert.equal(mapped([{inside: 0, outside: 100_000, count: 65_536}]), true);
	assert.equal(mapped([{inside: 0, outside: 1001, count: 1}, {inside: 1, outside: 100_000, count: 65_536}]), true);
	assert.equal(mapped([{inside: 0, outside: 0, count: 4_294_967_295}]), false);
	assert.equal(mapped(denied), denied);
	assert.deepEqual(flagsWith(build({idMaps: {users: [{inside: 0, outside: 1001, count: 1}], groups: []}})), ['ROOTLESS']);
});

test('a privileged container is told so once, not by each of its rights', () => {
	const flags = flagsWith(build({capabilities: {...none, effective: everything}, seccomp: 'disabled', mounts: [sys('rw')]}));
	assert.deepEqual(flags, ['PRIV']);
	assert.deepEqual(flagsWith(build({seccomp: 'disabled'})), ['NOSECC']);
});

test('findings come the gravest first, each with the file that tells it', () => {
	const container = makeContainer({
		isolation: makeIsolation({
			isPrivileged: true,
			hostNamespaces: ['net'],
			engineSockets: [{path: '/s', engine: 'dockerd'}],
			droppedCapabilities: ['KILL'],
			noNewPrivileges: true,
		}),
	});
	const findings = findingsOf(container);
	const weights = findings.map(({weight}) => ['bad', 'warn', 'good'].indexOf(weight));
	assert.deepEqual(weights, weights.toSorted((a, b) => a - b));
	assert.ok(findings.some(({weight, what}) => weight === 'bad' && what.includes('/s')));
	assert.ok(findings.every(({source}) => source.includes(`/proc/${String(container.pids[0])}/`) || source.includes('cgroup')));
});

test('nothing is found where nothing was read', () => {
	assert.deepEqual(findingsOf(makeContainer()), []);
	assert.deepEqual(findingsOf(makeContainer({isolation: makeIsolation(), initPid: unsupported})), []);
	const unread = makeIsolation({
		isPrivileged: denied,
		capabilities: denied,
		addedCapabilities: denied,
		droppedCapabilities: denied,
		seccomp: denied,
		noNewPrivileges: denied,
		root: denied,
		rootIsHostRoot: denied,
		idMap: denied,
		isRootMapped: denied,
		hasAllDevices: denied,
		hostNamespaces: [],
	});
	assert.deepEqual(findingsOf(makeContainer({isolation: unread})), []);
	assert.ok(isMissing(unread.isPrivileged));
});

test('every capability in a user namespace of its own is no privilege on the host, and no grave finding', () => {
	const all = {capabilities: {...none, effective: everything}, seccomp: 'disabled', mounts: [sys('rw')]} as const;
	for (const users of [[{inside: 0, outside: 1000, count: 1}], [{inside: 0, outside: 0, count: 1}], []]) {
		const isolation = build({...all, idMaps: {users, groups: []}});
		assert.equal(isolation.isPrivileged, false);
		const finding = findingsOf(makeContainer({isolation})).find(({what}) => what.startsWith('added capabilities'));
		assert.equal(finding?.weight, 'warn');
		assert.match(finding.why, /user namespace/);
	}

	assert.equal(build({...all, idMaps: {users: denied, groups: denied}}).isPrivileged, true, 'where that may not be known');
});
