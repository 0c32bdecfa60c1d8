import test from 'node:test';
import assert from 'node:assert/strict';
import {denied, gone} from '../../../source/known.ts';
import {groupProcesses, type ProcessGroup} from '../../../source/model/ownership/ownership.ts';
import type {OwnershipInput} from '../../../source/model/ownership/input.ts';
import {idOf} from '../../helpers/make.ts';
import {
	identitiesOf,
	makeEngineContainer,
	makeIdentity,
	memberships,
} from '../../helpers/readings.ts';

const hostPidNamespace = 4_026_531_836;
const web = idOf('web');
const other = idOf('other');

function group(processes: OwnershipInput['processes'], changes: Partial<OwnershipInput> = {}): ReadonlyMap<string, ProcessGroup> {
	return groupProcesses({
		processes, hostPidNamespace, engineContainers: [], ...changes,
	});
}

const inDocker = (pid: number, id: string, pidNamespace: number | typeof denied, changes: Partial<ReturnType<typeof makeIdentity>> = {}) =>
	makeIdentity({
		pid, cgroups: memberships(`/docker/${id}`, ['cpu', 'memory']), pidNamespace, ...changes,
	});

test('processes of the host belong to nobody', () => {
	assert.equal(
		group(
			identitiesOf(
				makeIdentity({pid: 1}),
				makeIdentity({pid: 2, isKernelThread: true}),
				makeIdentity({pid: 3, cgroups: denied, pidNamespace: denied}),
			),
		).size,
		0,
	);
});

test('a group has its pids in ascending order, and its eldest process is the first', () => {
	const groups = group(identitiesOf(
		inDocker(30, web, 7, {startTicks: 500}),
		inDocker(900, web, 7, {startTicks: 400}),
		inDocker(20, web, 7, {startTicks: 600}),
	));
	assert.deepEqual([...groups.keys()], [web]);
	const {pids, initPid, runtime, parent, cgroupPath} = groups.get(web)!;
	assert.deepEqual([pids, initPid, runtime, parent, cgroupPath], [[20, 30, 900], 900, 'docker', undefined, `/docker/${web}`]);
});

test('of two processes of the same tick the lower pid is the first', () => {
	assert.equal(group(identitiesOf(inDocker(31, web, 7, {startTicks: 5}), inDocker(30, web, 7, {startTicks: 5}))).get(web)?.initPid, 30);
});

test('the engine knows the first process better than age does', () => {
	const processes = identitiesOf(inDocker(30, web, 7, {startTicks: 1}), inDocker(40, web, 7, {startTicks: 2}));
	assert.equal(group(processes, {engineContainers: [makeEngineContainer({id: web, initPid: 40})]}).get(web)?.initPid, 40);
	assert.equal(
		group(processes, {engineContainers: [makeEngineContainer({id: web, initPid: 99})]}).get(web)?.initPid,
		30,
		'a stale pid is not believed',
	);
});

test('a zombie that lost its cgroup on v1 is found by its pid namespace', () => {
	const groups = group(identitiesOf(
		inDocker(30, web, 7),
		makeIdentity({
			pid: 31, cgroups: memberships('/', ['cpu', 'memory']), pidNamespace: 7, mountNamespace: gone,
		}),
		makeIdentity({pid: 32, pidNamespace: 8}),
	));
	assert.deepEqual(groups.get(web)?.pids, [30, 31]);
	assert.equal(groups.size, 1);
});

test('a process that v1 left in / of most controllers belongs where one of them puts it', () => {
	const cgroups = [...memberships('/', ['cpu', 'memory']), ...memberships(`/docker/${web}`)];
	assert.deepEqual(group(identitiesOf(makeIdentity({pid: 30, cgroups}))).get(web)?.pids, [30]);
});

test('--pid=host: the cgroup tells the container, and no process of the host is drawn into it', () => {
	const groups = group(identitiesOf(inDocker(30, web, hostPidNamespace), makeIdentity({pid: 31}), makeIdentity({pid: 32})));
	assert.deepEqual(groups.get(web)?.pids, [30]);
});

test('--cgroup-parent with --pid=host: the bare id of a container that the engine tells, wherever its cgroup is', () => {
	const processes = identitiesOf(makeIdentity({pid: 30, cgroups: memberships(`/batch/${web}/below`, ['memory'])}), makeIdentity({pid: 31}));
	assert.equal(group(processes).size, 0);
	const found = group(processes, {engineContainers: [makeEngineContainer({id: web, initPid: 30})]}).get(web);
	assert.deepEqual([found?.pids, found?.cgroupPath, found?.isNamed], [[30], `/batch/${web}`, true]);
});

test('--pid=container:x: two containers in one pid namespace are told apart by their cgroups', () => {
	const groups = group(identitiesOf(inDocker(30, web, 7), inDocker(40, other, 7)));
	assert.deepEqual([groups.get(web)?.pids, groups.get(other)?.pids], [[30], [40]]);
	assert.equal(groups.get(other)?.parent, undefined);
});

test('docker in docker: the outer one is the parent, each has only its own processes', () => {
	const nested = makeIdentity({pid: 50, cgroups: memberships(`/docker/${web}/docker/${other}`, ['cpu', 'memory']), pidNamespace: 9});
	const groups = group(
		identitiesOf(inDocker(30, web, 7), makeIdentity({pid: 31, cgroups: memberships(`/docker/${web}/init`), pidNamespace: 7}), nested),
	);
	assert.deepEqual([groups.get(web)?.pids, groups.get(web)?.parent], [[30, 31], undefined]);
	assert.deepEqual(
		[groups.get(other)?.pids, groups.get(other)?.parent, groups.get(other)?.cgroupPath],
		[[50], web, `/docker/${web}/docker/${other}`],
	);
});

test('a nested container is seen although the processes of the outer one cannot be', () => {
	const groups = group(identitiesOf(makeIdentity({pid: 50, cgroups: memberships(`/docker/${web}/docker/${other}`)})));
	assert.deepEqual([...groups.keys()], [other]);
	assert.equal(groups.get(other)?.parent, web);
});

test('a first process below the container\'s own cgroup, as systemd is: the numbers are those of the whole', () => {
	const innerPath = `/docker/${web}/init.scope`;
	const found = group(identitiesOf(makeIdentity({pid: 30, cgroups: memberships(innerPath, ['cpu', 'memory'])}))).get(web);
	assert.deepEqual(found?.cgroups, memberships(`/docker/${web}`, ['cpu', 'memory']).map(each => ({...each, innerPath})));
});

test('a sibling whose name begins like the container\'s path is not the container\'s, nor is what it counts', () => {
	const sibling = {hierarchy: 2, controllers: ['pids'], path: `/docker/${web}-x`};
	const payload = memberships(`/docker/${web}/payload`, ['memory']);
	assert.deepEqual(
		group(identitiesOf(makeIdentity({pid: 30, cgroups: [...payload, sibling]}))).get(web)?.cgroups,
		memberships(`/docker/${web}`, ['memory']).map(each => ({...each, innerPath: payload[0]!.path})),
	);
});

test('where v1 counts the memory in another cgroup than the container\'s, its cgroup tells no numbers', () => {
	const cgroups = [...memberships(`/docker/${web}`), {hierarchy: 4, controllers: ['memory'], path: '/session'}];
	const found = group(identitiesOf(makeIdentity({pid: 30, cgroups}))).get(web);
	assert.deepEqual([found?.cgroups, found?.cgroupPath], [undefined, `/docker/${web}`]);
});

test('the hierarchy that tells the container counts, not the one with the longest path', () => {
	const cgroups = [...memberships('/lxc/web'), {hierarchy: 4, controllers: ['memory'], path: '/session/0123456789abcdef0123456789abcdef'}];
	assert.equal(group(identitiesOf(makeIdentity({pid: 30, cgroups}))).get('web')?.cgroupPath, '/lxc/web');
});

test('a rootless engine on v1 gives no cgroup: its own word leads to the pid namespace', () => {
	const processes = identitiesOf(
		makeIdentity({pid: 30, pidNamespace: 7}),
		makeIdentity({pid: 31, pidNamespace: 7}),
		makeIdentity({pid: 32}),
	);
	assert.equal(group(processes, {engineContainers: [makeEngineContainer({id: web, initPid: 99})]}).size, 0);
	const {pids, cgroups, cgroupPath, initPid} = group(processes, {engineContainers: [makeEngineContainer({id: web, initPid: 30})]}).get(
		web,
	)!;
	assert.deepEqual([pids, cgroups, cgroupPath, initPid], [[30, 31], undefined, undefined, 30]);
});

test('without a cgroup, --pid=host of a rootless engine takes no process of the host', () => {
	const processes = identitiesOf(makeIdentity({pid: 30}), makeIdentity({pid: 31}));
	assert.equal(group(processes, {engineContainers: [makeEngineContainer({id: web, initPid: 30})]}).size, 0);
});

test('a kernel thread is nobody\'s, whatever its namespace', () => {
	assert.deepEqual(
		group(identitiesOf(inDocker(30, web, 7), makeIdentity({pid: 5, isKernelThread: true, pidNamespace: 7}))).get(web)?.pids,
		[30],
	);
});

test('a process whose namespaces may not be read belongs by its cgroup', () => {
	assert.deepEqual(group(identitiesOf(inDocker(30, web, denied), makeIdentity({pid: 31, pidNamespace: denied}))).get(web)?.pids, [30]);
});

test('a reused pid is grouped by where it is now', () => {
	const before = group(identitiesOf(inDocker(30, web, 7, {startTicks: 100})));
	const after = group(identitiesOf(inDocker(30, other, 8, {startTicks: 900})));
	assert.deepEqual([before.has(web), after.has(web), after.get(other)?.pids], [true, false, [30]]);
});

const hostMountNamespace = 4_026_531_841;
const loosely = (...processes: ReadonlyArray<ReturnType<typeof makeIdentity>>) =>
	[...group(identitiesOf(...processes), {hostMountNamespace}).values()].map(({id, pids, parent}) => [id, pids, parent] as const);

test('unshare in a container that is about to make another is a process of the first', () => {
	const apart = (pid: number, parentPid: number, pidNamespace: number, mountNamespace: number) => makeIdentity({
		pid, parentPid, pidNamespace, mountNamespace,
	});
	const outer = [apart(30, 1, 7, 17), apart(31, 30, 7, 17)];
	assert.deepEqual(loosely(...outer, apart(32, 31, 7, 18), apart(33, 32, 8, 18)), [
		['pid-7', [30, 31, 32], undefined],
		['pid-8', [33], 'pid-7'],
	]);
	const {cgroups} = inDocker(1, web, 7);
	const inside = (identity: ReturnType<typeof makeIdentity>) => ({...identity, cgroups});
	assert.deepEqual(
		loosely(
			inside(apart(20, 1, 6, 16)),
			...[apart(30, 20, 7, 17), apart(31, 30, 7, 18), apart(33, 31, 8, 19)].map(identity => inside(identity)),
		),
		[
			[web, [20], undefined],
			['pid-7', [30, 31], web],
			['pid-8', [33], 'pid-7'],
		],
		'and so it is where all of them are in the cgroup of an engine\'s container',
	);
});

test('who enters a pid namespace from outside with mounts of its own is another container, with another id', () => {
	const first = makeIdentity({pid: 30, pidNamespace: 7, mountNamespace: 17});
	const second = makeIdentity({pid: 40, pidNamespace: 7, mountNamespace: 18});
	assert.deepEqual(loosely(first, second), [['pid-7', [30], undefined], ['pid:7 mnt:18', [40], undefined]]);
});

test('who enters a pid namespace but keeps the mounts of the host is no container', () => {
	const first = makeIdentity({pid: 30, pidNamespace: 7, mountNamespace: 17});
	assert.deepEqual(loosely(first, makeIdentity({pid: 40, pidNamespace: 7, mountNamespace: hostMountNamespace})), [
		['pid-7', [30, 40], undefined],
	]);
});

test('a cgroup of its own counts what lies in it too, and no cgroup that others are in', () => {
	const make = (pid: number, parentPid: number, pidNamespace: number, path: string) =>
		makeIdentity({
			pid,
			parentPid,
			pidNamespace,
			mountNamespace: pidNamespace + 10,
			cgroups: memberships(path, ['memory']),
		});
	const cgroupOf = (...processes: ReadonlyArray<ReturnType<typeof makeIdentity>>) =>
		group(identitiesOf(...processes), {hostMountNamespace}).get('pid-7')?.cgroupPath;
	const inner = make(31, 30, 8, '/mine');
	assert.equal(cgroupOf(make(30, 1, 7, '/mine'), inner), '/mine');
	assert.equal(cgroupOf(make(30, 1, 7, '/mine'), inner, make(50, 1, hostPidNamespace, '/mine/below')), undefined);
	assert.equal(cgroupOf(make(30, 1, 7, '/mine'), inner, make(50, 1, hostPidNamespace, '/mine-too')), '/mine');
});

test('a cgroup inside a container that is named like another container takes neither its id nor its processes', () => {
	const forged = makeIdentity({pid: 50, cgroups: memberships(`/docker/${web}/docker/${other}`), pidNamespace: 7});
	const place = `/docker/${web}/docker/${other}`;
	const check = (victim: ReturnType<typeof makeIdentity>, changes: Partial<OwnershipInput> = {}) => {
		const groups = group(identitiesOf(inDocker(30, web, 7), victim, forged), changes);
		assert.deepEqual([groups.get(other)?.pids, groups.get(other)?.parent], [[40], undefined]);
		assert.deepEqual([groups.get(place)?.pids, groups.get(place)?.id, groups.get(place)?.parent], [[50], place, web]);
	};

	check(inDocker(40, other, 9));
	const ended = group(identitiesOf(inDocker(30, web, 7), forged), {
		engineContainers: [makeEngineContainer({id: other, initPid: undefined})],
	});
	assert.deepEqual([ended.has(other), ended.get(place)?.pids], [false, [50]], 'nor where that has ended');
	const deeper = makeIdentity({pid: 40, cgroups: memberships(`/a/b/c/d/docker/${other}`), pidNamespace: 9});
	check(deeper, {engineContainers: [makeEngineContainer({id: other, initPid: 40})]});
});

test('who enters each other\'s containers makes no ring of parents', () => {
	const groups = group(identitiesOf(
		inDocker(10, web, 7),
		inDocker(20, other, 8, {parentPid: 10}),
		inDocker(30, web, 7, {parentPid: 20}),
	), {engineContainers: [makeEngineContainer({id: web, initPid: 30}), makeEngineContainer({id: other, initPid: 20})]});
	const parents = [web, other].map(id => groups.get(id)?.parent);
	assert.equal(parents.filter(parent => parent !== undefined).length, 1);
});

test('a cgroup without processes between two containers is no parent, whatever container it is named like', () => {
	const place = `/docker/${web}/docker/${other}/docker/${idOf('inner')}`;
	const inner = makeIdentity({pid: 50, cgroups: memberships(place), pidNamespace: 9});
	assert.equal(group(identitiesOf(inDocker(30, web, 7), inDocker(40, other, 8), inner)).get(idOf('inner'))?.parent, web);
	assert.equal(
		group(identitiesOf(inDocker(40, other, 8), inner)).get(idOf('inner'))?.parent,
		`/docker/${web}/docker/${other}`,
		'where none around it is seen',
	);
});

test('a service of systemd with private pids is no container, nor is what an engine starts beside its own; what else lies in it is one', () => {
	const systemd = makeIdentity({pid: 1, comm: 'systemd', mountNamespace: hostMountNamespace});
	const service = {cgroups: memberships('/system.slice/private.service'), pidNamespace: 7, mountNamespace: 17};
	const first = makeIdentity({pid: 10, ...service});
	const child = makeIdentity({pid: 11, parentPid: 10, ...service});
	const pasta = makeIdentity({
		pid: 20, comm: 'pasta.avx2', cgroups: memberships('/user.slice/a.scope'), pidNamespace: 8, mountNamespace: 18,
	});
	const made = makeIdentity({
		pid: 30, parentPid: 11, cgroups: service.cgroups, pidNamespace: 9, mountNamespace: 19,
	});
	const sandbox = makeIdentity({
		pid: 40, parentPid: 39, cgroups: memberships('/user.slice/b.scope'), pidNamespace: 10, mountNamespace: 20,
	});
	const groups = group(identitiesOf(systemd, first, child, pasta, made, sandbox), {hostMountNamespace});
	assert.deepEqual(groups.values().map(({pids}) => pids).toArray(), [[30], [40]]);
});

test('who watches a machine of nspawn from its unit is not in it', () => {
	const watcher = makeIdentity({pid: 10, cgroups: memberships('/machine.slice/systemd-nspawn@box.service/supervisor')});
	const init = makeIdentity({
		pid: 11, parentPid: 10, cgroups: memberships('/machine.slice/systemd-nspawn@box.service/payload'), pidNamespace: 7, mountNamespace: 17,
	});
	const groups = group(identitiesOf(watcher, init), {hostMountNamespace: 1});
	assert.deepEqual(groups.values().map(({id, pids, initPid, cgroupPath}) => ({
		id, pids, initPid, cgroupPath,
	})).toArray(), [{
		id: 'box', pids: [11], initPid: 11, cgroupPath: '/machine.slice/systemd-nspawn@box.service',
	}]);
});

test('what a shim of containerd has started is found by its cgroup where its namespaces may not be seen', () => {
	const shim = makeIdentity({
		pid: 20, comm: 'containerd-shim', cgroups: memberships('/system.slice/containerd.service'), pidNamespace: denied, mountNamespace: denied,
	});
	const scope = memberships('/system.slice/other-box.scope');
	const hidden = (pid: number, parentPid: number, cgroups = scope) => makeIdentity({
		pid, parentPid, cgroups, pidNamespace: denied, mountNamespace: denied,
	});
	const groups = groupProcesses({
		processes: identitiesOf(
			makeIdentity({pid: 1}),
			shim,
			hidden(30, 20),
			hidden(31, 30),
			// Another program that the shim runs for itself, and a scope that is not the container's.
			hidden(40, 20, memberships('/system.slice/containerd.service')),
			hidden(50, 1, memberships('/system.slice/run-u7.scope')),
		),
		hostPidNamespace,
		engineContainers: [],
	});
	assert.deepEqual([...groups.values()].map(({id, runtime, initPid, pids, cgroupPath}) => [id, runtime, initPid, pids, cgroupPath]), [
		['other-box', 'containerd', 30, [30, 31], '/system.slice/other-box.scope'],
	]);
});

test('what a shim that has ended has left in the cgroup of its engine makes no container of that', () => {
	const session = memberships('/session/7');
	const inSession = (pid: number, parentPid: number, comm: string) => makeIdentity({
		pid, parentPid, comm, cgroups: session,
	});
	const processes = identitiesOf(
		makeIdentity({pid: 1}),
		inSession(10, 1, 'bash'),
		inSession(11, 10, 'dockerd'),
		// The kernel moves what has ended to the root of all cgroups.
		makeIdentity({pid: 20, comm: 'containerd-shim', cgroups: memberships('/')}),
		inSession(30, 20, 'runc'),
	);
	assert.deepEqual([...groupProcesses({processes, hostPidNamespace, engineContainers: []}).keys()], []);
});

test('what a shim of containerd has started in the host\'s pid namespace is a container by its cgroup, whatever that is called', () => {
	const ofHost = (pid: number, parentPid: number, path: string, comm = 'sleep') =>
		makeIdentity({
			pid, parentPid, comm, cgroups: memberships(path),
		});
	const groups = groupProcesses({
		processes: identitiesOf(
			makeIdentity({pid: 1}),
			ofHost(20, 1, '/', 'containerd-shim'),
			ofHost(30, 20, '/other/any.name'),
			ofHost(31, 30, '/other/any.name/below'),
			ofHost(32, 1, '/other'),
			// What the shim runs for itself, and what has left a container for a service.
			ofHost(40, 20, '/', 'runc'),
			ofHost(50, 20, '/system.slice/backup.service'),
		),
		hostPidNamespace,
		engineContainers: [],
	});
	assert.deepEqual([...groups.values()].map(({id, runtime, initPid, pids, cgroupPath}) => [id, runtime, initPid, pids, cgroupPath]), [
		['any.name', 'containerd', 30, [30, 31], '/other/any.name'],
	]);
});
