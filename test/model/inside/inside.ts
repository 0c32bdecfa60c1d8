import {Buffer} from 'node:buffer';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {denied, unsupported} from '../../../source/known.ts';
import {parseCgroup} from '../../../source/kernel/pid/cgroup.ts';
import {parseMountinfo} from '../../../source/kernel/pid/mountinfo.ts';
import {forEachKind, type NamespaceKind} from '../../../source/kernel/pid/ns.ts';
import type {PlaceEvidence} from '../../../source/kernel/process/place-evidence.ts';
import {insideOf, worldPath} from '../../../source/model/inside/inside.ts';

const id = '5b'.repeat(32);
const cgroups = (text: string) => parseCgroup(Buffer.from(text));
const mounts = (...lines: readonly string[]) => parseMountinfo(Buffer.from(lines.join('\n')));
const hostRoot = '27 1 254:0 / / rw - ext4 /dev/vda rw';
const dockerHostname = `520 479 254:0 /var/lib/docker/containers/${id}/hostname /etc/hostname rw - ext4 /dev/vda rw`;
const emptyHostname = '520 479 0:44 /hostname /etc/hostname rw - tmpfs tmpfs rw';
const lxcfs = ['stat', 'meminfo', 'uptime', 'loadavg', 'swaps'].map(name => `9 8 0:52 /proc/${name} /proc/${name} rw - fuse.lxcfs lxcfs rw`);

/**
What is read on a plain host, with changes; `left` are the kinds of namespaces that are not the first ones.
*/
function evidence({left = [], ...changes}: Partial<PlaceEvidence> & {readonly left?: readonly NamespaceKind[]} = {}): PlaceEvidence {
	return {
		isInitial: forEachKind(kind => kind === 'mnt' || kind === 'net' ? unsupported : !left.includes(kind)),
		hasMountsOfFirst: left.length === 0,
		cgroups: cgroups('0::/user.slice/user-0.slice/session-3.scope\n'),
		mounts: mounts(hostRoot),
		environment: [],
		systemdWord: '',
		files: new Set(),
		...changes,
	};
}

const inContainer = ['pid', 'uts', 'ipc', 'cgroup'] as const;
const whereOf = (changes: Parameters<typeof evidence>[0]) => {
	const inside = insideOf(evidence(changes));
	return inside && [inside.runtime, inside.evidence, inside.isOwnWorld];
};

test('a host is in no container, also one that an image has become, and one whose first process may not be looked at', () => {
	assert.equal(whereOf({}), undefined);
	assert.equal(whereOf({files: new Set(['/.dockerenv'])}), undefined);
	assert.equal(whereOf({files: new Set(['/.dockerenv']), hasMountsOfFirst: denied, mounts: mounts(hostRoot, emptyHostname)}), undefined);
	assert.equal(whereOf({hasMountsOfFirst: false}), undefined, 'a service with mounts of its own');
	assert.equal(whereOf({left: ['uts', 'ipc'], hasMountsOfFirst: false}), undefined, 'a service that is kept apart');
});

test('whoever the runtime is, its surest sign tells', () => {
	const left = inContainer;
	const environment = (text: string) => text.split(' ').map(word => ({name: word.split('=', 1)[0]!, value: word.split('=', 2)[1]}));
	assert.deepEqual(whereOf({left, mounts: mounts(dockerHostname)}), ['docker', '/proc/self/mountinfo', true]);
	assert.deepEqual(
		whereOf({left, files: new Set(['/.dockerenv']), mounts: mounts(emptyHostname)}),
		['docker', '/.dockerenv', true],
	);
	assert.deepEqual(whereOf({left, files: new Set(['/.dockerenv'])}), ['container', '/proc/self/ns/pid', true], 'left behind in an image');
	assert.deepEqual(whereOf({left, files: new Set(['/run/.containerenv', '/.dockerenv'])}), ['podman', '/run/.containerenv', true]);
	assert.deepEqual(whereOf({left, environment: environment('PATH=/bin container=podman')}), ['podman', '/proc/1/environ', true]);
	assert.deepEqual(whereOf({left, environment: environment('container=lxc')}), ['lxc', '/proc/1/environ', true]);
	assert.deepEqual(
		whereOf({left, environment: environment('container=lxc'), files: new Set(['/dev/incus/sock'])}),
		['incus', '/dev/incus/sock', true],
	);
	assert.deepEqual(whereOf({left, environment: denied, systemdWord: 'systemd-nspawn'}), ['nspawn', '/run/systemd/container', true]);
	assert.deepEqual(
		whereOf({left, environment: environment('KUBERNETES_SERVICE_HOST=10.0.0.1 container=oci')}),
		['kubernetes', '/proc/1/environ', true],
	);
	assert.deepEqual(whereOf({left, environment: environment('container=oci')}), ['container', '/proc/1/environ', true]);
	assert.deepEqual(whereOf({left, mounts: mounts(hostRoot, ...lxcfs)}), ['lxc', '/proc/self/mountinfo', true]);
	assert.deepEqual(whereOf({left: ['pid']}), ['container', '/proc/self/ns/pid', true]);
});

test('with the pid namespace of the host, a cgroup or a mounted file names the container, and all processes can be seen', () => {
	const pathOf = (path: string) => ({hasMountsOfFirst: denied, cgroups: cgroups(`4:memory:${path}\n0::/\n`)});
	assert.deepEqual(whereOf(pathOf(`/docker/${id}`)), ['docker', '/proc/self/cgroup', false]);
	assert.deepEqual(whereOf(pathOf(`/machine.slice/libpod-${id}.scope/container`)), ['podman', '/proc/self/cgroup', false]);
	assert.deepEqual(whereOf({left: ['cgroup'], hasMountsOfFirst: denied, mounts: mounts(dockerHostname)}), ['docker', '/proc/self/mountinfo', false]);
	assert.equal(
		whereOf({...pathOf(`/docker/${id}`), hasMountsOfFirst: true}),
		undefined,
		'a process of the host that was moved into the cgroup of a container',
	);
});

test('its cgroup is the root of its own cgroup namespace, else the part of the path that names it', () => {
	const v1 = `9:name=systemd:/docker/${id}/system.slice\n4:memory:/docker/${id}\n1:cpu:/\n0::/\n`;
	const named = insideOf(evidence({left: ['pid'], cgroups: cgroups(v1)}));
	assert.deepEqual(
		named?.cgroups?.map(({controllers, path}) => [controllers.join(' '), path]),
		[['name=systemd', `/docker/${id}`], ['memory', `/docker/${id}`]],
	);
	assert.equal(worldPath(named), `/docker/${id}`);
	const apart = insideOf(evidence({left: inContainer, cgroups: cgroups('0::/init.scope\n')}));
	assert.deepEqual(apart?.cgroups, [{hierarchy: 0, controllers: [], path: '/.'}]);
	assert.equal(worldPath(apart), undefined);
	assert.equal(insideOf(evidence({left: ['pid']}))?.cgroups, undefined, 'a session is not the container\'s alone');
	assert.equal(worldPath(insideOf(evidence({hasMountsOfFirst: denied, cgroups: cgroups(v1)}))), undefined, 'who sees the host');
});

test('what is mounted over files of /proc tells of the container', () => {
	assert.deepEqual(
		insideOf(evidence({left: inContainer, mounts: mounts(...lxcfs.slice(0, 3))}))?.ownFiles,
		new Set(['stat', 'meminfo', 'uptime']),
	);
	assert.deepEqual(insideOf(evidence({left: inContainer}))?.ownFiles, new Set());
});
