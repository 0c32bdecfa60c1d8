import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {directoryOf, findHierarchies} from '../../../../source/kernel/cgroup/reader/hierarchies.ts';
import {findPlaces} from '../../../../source/kernel/cgroup/reader/places.ts';
import {parseCgroup} from '../../../../source/kernel/pid/cgroup.ts';
import {parseMountinfo} from '../../../../source/kernel/pid/mountinfo.ts';

const mounts = (...lines: string[]) => parseMountinfo(Buffer.from(lines.map((line, index) => `${index} 1 0:${index} ${line}\n`).join('')));
const memberships = (...lines: string[]) => parseCgroup(Buffer.from(lines.join('\n')));

const v2 = '/ /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate';
const hybrid = mounts(
	'/ /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct',
	'/ /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory',
	'/ /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids',
	'/ /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,release_agent=/lib/systemd/agent,name=systemd',
	'/ /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw',
);

test('the four kinds of hosts are told apart', () => {
	assert.equal(findHierarchies([]).version, 'none');
	assert.equal(findHierarchies(mounts(v2)).version, 'v2');
	assert.equal(findHierarchies(mounts('/ /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory')).version, 'v1');
	assert.equal(findHierarchies(hybrid).version, 'hybrid');
	assert.equal(findHierarchies(parseMountinfo(readFileSync('test/fixtures/hosts/debian-hybrid/proc/self/mountinfo'))).version, 'hybrid');
	assert.equal(findHierarchies(parseMountinfo(readFileSync('test/fixtures/hosts/v2/proc/self/mountinfo'))).version, 'v2');
});

test('controllers that share a mount share a directory, and options are no controllers', () => {
	const {controllers} = findHierarchies(hybrid, '/elsewhere');
	assert.deepEqual([...controllers.keys()], ['cpu', 'cpuacct', 'memory', 'pids', 'name=systemd']);
	assert.equal(controllers.get('cpu')?.directory, '/elsewhere/cpu,cpuacct');
	assert.equal(controllers.get('cpuacct'), controllers.get('cpu'));
});

test('a mount elsewhere counts only where there is none at the usual place', () => {
	const elsewhere = '/ /mnt/cgroup rw - cgroup2 cgroup2 rw';
	assert.equal(findHierarchies(mounts(elsewhere), '/root').unified?.directory, '/mnt/cgroup');
	assert.equal(findHierarchies(mounts(v2, elsewhere), '/root').unified?.directory, '/root');
});

test('a path is looked for below what is mounted, and never outside', () => {
	const whole = {directory: '/sys/fs/cgroup', root: '/'};
	assert.equal(directoryOf(whole, '/a/b'), '/sys/fs/cgroup/a/b');
	const part = {directory: '/sys/fs/cgroup', root: '/docker/x'};
	assert.equal(directoryOf(part, '/docker/x'), '/sys/fs/cgroup');
	assert.equal(directoryOf(part, '/docker/x/y'), '/sys/fs/cgroup/y');
	assert.equal(directoryOf(part, '/docker/xy'), undefined);
	assert.equal(directoryOf(part, '/other'), undefined);
	for (const path of ['/', '/../outside', '/a/../../b', '/..']) {
		assert.equal(directoryOf(whole, path), undefined);
	}

	assert.equal(directoryOf(undefined, '/a'), undefined);
});

test('on v2 one directory tells everything, and those above it limit it', () => {
	const places = findPlaces(findHierarchies(mounts(v2)), memberships('0::/a/b/c'));
	assert.equal(places.unified, '/sys/fs/cgroup/a/b/c');
	assert.equal(places.members, '/sys/fs/cgroup/a/b/c');
	assert.deepEqual(places.levels.unified.map(({path, directory}) => [path, directory]), ['/a/b/c', '/a/b', '/a'].map(level => [level, `/sys/fs/cgroup${level}`]));
	assert.equal(places.memory, undefined);
});

test('the v2 path of a hybrid host is used only if v1 agrees or says nothing', () => {
	const find = (...lines: string[]) => findPlaces(findHierarchies(hybrid), memberships(...lines));
	assert.equal(find('4:memory:/docker/x', '3:pids:/docker/x', '0::/docker/x').unified, '/sys/fs/cgroup/unified/docker/x');
	const old = find('4:memory:/docker/x', '3:pids:/docker/x', '0::/system.slice/containerd.service');
	assert.equal(old.unified, undefined);
	assert.deepEqual(old.levels.unified, []);
	assert.equal(old.memory, '/sys/fs/cgroup/memory/docker/x');
	assert.equal(old.members, '/sys/fs/cgroup/pids/docker/x');
	const zombie = find('4:memory:/', '3:pids:/', '0::/docker/x');
	assert.equal(zombie.unified, '/sys/fs/cgroup/unified/docker/x');
	assert.equal(zombie.memory, undefined);
	assert.equal(find('4:memory:/', '0::/').members, undefined);
});
