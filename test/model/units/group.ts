import assert from 'node:assert/strict';
import test from 'node:test';
import {denied, gone} from '../../../source/known.ts';
import type {ProcessIdentity} from '../../../source/kernel/reading.ts';
import {groupProcesses, type ProcessGroup} from '../../../source/model/ownership/ownership.ts';
import {ownerByPid} from '../../../source/model/ownership/owners.ts';
import {outermostContainers, uncountedContainers} from '../../../source/model/units/counted.ts';
import {groupUnits, type UnitGroup} from '../../../source/model/units/group.ts';
import {kernelKey, noneKey, rootKey} from '../../../source/model/units/unit.ts';
import {idOf} from '../../helpers/make.ts';
import {identitiesOf, makeIdentity, memberships} from '../../helpers/readings.ts';

const hostPidNamespace = 4_026_531_836;
const hostMountNamespace = 10;
const web = idOf('web');

type Units = ReadonlyMap<string, UnitGroup>;
type Found = {readonly units: Units; readonly groups: ReadonlyMap<string, ProcessGroup>};

/**
Both kinds of rows, each by the code that finds it.
*/
function find(processes: readonly ProcessIdentity[], isEveryCgroup = false): Found {
	const identities = identitiesOf(...processes);
	const groups = groupProcesses({
		processes: identities, hostPidNamespace, hostMountNamespace, engineContainers: [],
	});
	const units = groupUnits({
		processes: identities, groups, owners: ownerByPid(groups), isEveryCgroup,
	});
	return {groups, units};
}

const at = (pid: number, path: string, changes: Partial<ProcessIdentity> = {}): ProcessIdentity =>
	makeIdentity({pid, cgroups: memberships(path), ...changes});

const pidsIn = (units: Units): Readonly<Record<string, readonly number[]>> =>
	Object.fromEntries([...units].map(([key, {pids}]) => [key, pids]));
const leavesOf = (units: Units): readonly string[] => [...units.values()].filter(({isLeaf}) => isLeaf).map(({key}) => key);

test('a process is in its unit and in all around it, and those alone are leaves that have some of their own', () => {
	const {units} = find([
		at(9, '/system.slice/cron.service'),
		at(3, '/system.slice/cron.service/below', {startTicks: 1}),
		at(4, '/system.slice'),
		at(5, '/user.slice/user-1000.slice/session-3.scope'),
	]);
	assert.deepEqual(pidsIn(units), {
		'unit:/system.slice': [3, 4, 9],
		'unit:/system.slice/cron.service': [3, 9],
		'unit:/user.slice': [5],
		'unit:/user.slice/user-1000.slice': [5],
		'unit:/user.slice/user-1000.slice/session-3.scope': [5],
	});
	assert.deepEqual(leavesOf(units), [
		'unit:/system.slice/cron.service', 'unit:/system.slice', 'unit:/user.slice/user-1000.slice/session-3.scope',
	].toSorted((a, b) => [...units.keys()].indexOf(a) - [...units.keys()].indexOf(b)));
	const cron = units.get('unit:/system.slice/cron.service')!;
	assert.deepEqual([cron.kind, cron.name, cron.parent, cron.initPid], ['service', 'cron.service', 'unit:/system.slice', 3]);
	assert.deepEqual(cron.cgroups, memberships('/system.slice/cron.service'));
});

test('every cgroup has a group where that is wanted, and a process in the root of the tree is in a rest of its own', () => {
	const processes = [at(9, '/system.slice/cron.service/below'), at(10, '/batch/job 1'), at(11, '/')];
	assert.deepEqual(Object.keys(pidsIn(find(processes).units)), ['unit:/system.slice', 'unit:/system.slice/cron.service', noneKey]);
	const {units} = find(processes, true);
	assert.deepEqual(pidsIn(units), {
		'unit:/system.slice': [9],
		'unit:/system.slice/cron.service': [9],
		'unit:/system.slice/cron.service/below': [9],
		'unit:/batch': [10],
		'unit:/batch/job 1': [10],
		[rootKey]: [11],
	});
	assert.equal(units.get('unit:/batch/job 1')?.kind, 'cgroup');
});

test('kernel threads are by themselves, but for one that was put into a cgroup', () => {
	const {units} = find([
		makeIdentity({pid: 2, isKernelThread: true}),
		at(15, '/kernel.slice/io.service', {isKernelThread: true}),
		makeIdentity({pid: 20}),
	]);
	assert.deepEqual([units.get(kernelKey)?.pids, units.get(noneKey)?.pids], [[2], [20]]);
	assert.deepEqual(units.get('unit:/kernel.slice/io.service')?.pids, [15]);
	assert.deepEqual([units.get(kernelKey)?.cgroups, units.get(kernelKey)?.path, units.get(kernelKey)?.isLeaf], [undefined, '', true]);
});

test('what may not be read of its cgroup, or is gone, is in no unit', () => {
	const {units} = find([denied, gone, []].map((cgroups, index) => makeIdentity({pid: 3 + index, cgroups})));
	assert.deepEqual(pidsIn(units), {[noneKey]: [3, 4, 5]});
});

test('outside of the reader\'s cgroup namespace nothing can be told apart', () => {
	const {units} = find([at(3, '/../system.slice/cron.service'), at(4, '/../../x'), at(5, '/..')], true);
	assert.deepEqual(pidsIn(units), {[rootKey]: [3, 4, 5]});
});

test('v1 with another path for each controller: the one that says most about units', () => {
	const cgroups = [
		...memberships('/', ['cpu']),
		{hierarchy: 2, controllers: ['memory'], path: '/batch/job/deeper/than/all'},
		{hierarchy: 3, controllers: ['name=systemd'], path: '/system.slice/cron.service'},
		{hierarchy: 4, controllers: ['pids'], path: '/system.slice/cron.service'},
		{hierarchy: 0, controllers: [], path: '/system.slice'},
	];
	const {units} = find([makeIdentity({pid: 3, cgroups})]);
	assert.deepEqual(Object.keys(pidsIn(units)), ['unit:/system.slice', 'unit:/system.slice/cron.service']);
	assert.deepEqual(
		units.get('unit:/system.slice/cron.service')?.cgroups?.map(({controllers, path}) => [controllers.join(','), path]),
		[['name=systemd', '/system.slice/cron.service'], ['pids', '/system.slice/cron.service']],
		'its numbers are not those of another cgroup',
	);
	const bare = [...memberships('/', ['cpu']), ...memberships('/batch/job')];
	assert.deepEqual(leavesOf(find([makeIdentity({pid: 3, cgroups: bare})], true).units), ['unit:/batch/job']);
});

test('a container in a service is the container\'s: the service has what is left, and knows what lies in it', () => {
	const {units, groups} = find([
		at(3, '/system.slice/docker.service'),
		at(30, `/system.slice/docker.service/docker-${web}.scope`),
	]);
	assert.deepEqual([...groups.keys()], [web]);
	assert.deepEqual(pidsIn(units), {'unit:/system.slice': [3], 'unit:/system.slice/docker.service': [3]});
	assert.deepEqual([...units.values()].map(({containers}) => containers), [[web], [web]]);
});

test('a container that systemd put into a slice of its own makes no unit around it', () => {
	const {units} = find([at(30, `/machine.slice/libpod-${web}.scope/container`)]);
	assert.equal(units.size, 0);
});

test('units in a container are parts of it, and take nothing from the host', () => {
	const inside = `/docker/${web}`;
	const {units} = find([
		at(30, `${inside}/init.scope`),
		at(31, `${inside}/system.slice/cron.service`),
		at(32, inside),
		at(3, '/system.slice/cron.service'),
	]);
	assert.deepEqual(
		Object.fromEntries([...units.values()].map(({key, parent}) => [key, parent])),
		Object.fromEntries([
			[`unit:${inside}/init.scope`, web],
			[`unit:${inside}/system.slice`, web],
			[`unit:${inside}/system.slice/cron.service`, `unit:${inside}/system.slice`],
			['unit:/system.slice', undefined],
			['unit:/system.slice/cron.service', 'unit:/system.slice'],
		]),
	);
	assert.ok(units.values().every(({pids}) => !pids.includes(32)), 'what is in no unit inside is in no group');
	assert.deepEqual(units.get(`unit:${inside}/system.slice`)?.containers, [], 'the container around it does not lie in it');
});

test('a container in a unit in a container is counted there, and one that lies in that one is not counted twice', () => {
	const inner = idOf('inner');
	const innermost = idOf('innermost');
	const service = `/docker/${web}/system.slice/docker.service`;
	const {units, groups} = find([
		at(30, `/docker/${web}/init.scope`),
		at(31, service),
		at(40, `${service}/docker-${inner}.scope`),
		at(50, `${service}/docker-${inner}.scope/docker/${innermost}`),
	]);
	assert.deepEqual([groups.get(inner)?.parent, groups.get(innermost)?.parent], [web, inner]);
	assert.deepEqual(units.get(`unit:${service}`)?.containers, [inner]);
});

test('podman with --cgroups=split lies below its service, with conmon beside the container', () => {
	const service = '/system.slice/web.service';
	const {units, groups} = find([at(30, `${service}/libpod-payload-${web}`), at(29, `${service}/runtime`)]);
	assert.equal(groups.get(web)?.cgroupPath, `${service}/libpod-payload-${web}`);
	const unit = units.get(`unit:${service}`);
	assert.deepEqual([unit?.pids, unit?.containers], [[29], [web]]);
});

test('a rootless engine: its containers lie in the user\'s own manager, which is a service of units', () => {
	const manager = '/user.slice/user-1000.slice/user@1000.service';
	const {units} = find([
		at(3, `${manager}/init.scope`),
		at(4, `${manager}/app.slice/podman.service`),
		at(30, `${manager}/user.slice/libpod-${web}.scope/container`),
	]);
	assert.deepEqual(leavesOf(units), [`unit:${manager}/init.scope`, `unit:${manager}/app.slice/podman.service`]);
	assert.deepEqual(units.get(`unit:${manager}`)?.containers, [web]);
	assert.deepEqual(units.get(`unit:${manager}/init.scope`)?.manager, {kind: 'user', userId: 1000});
	assert.equal(units.get(`unit:${manager}/user.slice`), undefined, 'what holds nothing but a container is no unit of processes');
});

test('a container without a cgroup of its own is in no unit, and the unit around it does not have its numbers', () => {
	const session = '/user.slice/user-1000.slice/session-3.scope';
	const {units, groups} = find([
		at(3, session),
		at(30, session, {pidNamespace: 7, mountNamespace: 8}),
		at(31, session, {pidNamespace: 7, mountNamespace: 8, parentPid: 30}),
	]);
	const [container] = groups.values();
	assert.deepEqual([container?.pids, container?.cgroups], [[30, 31], undefined]);
	const {pids, containers, loosePids} = units.get(`unit:${session}`)!;
	assert.deepEqual([pids, containers, loosePids], [[3], [], [30, 31]]);
});

test('a cgroup that was removed under a process makes no unit of its own, but what is around it is still there', () => {
	const {units} = find([at(3, '/system.slice/cron.service (deleted)')]);
	assert.deepEqual(leavesOf(units), ['unit:/system.slice']);
});

test('who entered a container from outside is the container\'s, and is counted where it came from', () => {
	const entered = {pidNamespace: 7, mountNamespace: 8, parentPid: 3};
	const service = '/system.slice/ssh.service';
	const {units, groups} = find([
		makeIdentity({pid: 1}),
		at(3, service),
		at(30, `/docker/${web}`, {pidNamespace: 7, mountNamespace: 8}),
		at(40, service, entered),
		at(41, '/', entered),
		at(42, '/gone.slice', entered),
	]);
	assert.deepEqual(groups.get(web)?.pids, [30, 40, 41, 42]);
	assert.deepEqual([units.get(`unit:${service}`)?.pids, units.get(`unit:${service}`)?.strayPids], [[3], [40]]);
	assert.deepEqual([units.get(noneKey)?.pids, units.get(noneKey)?.strayPids], [[1], [41, 42]]);
});

test('an engine in a container that puts its cgroups beside it: its containers are not in the numbers of the one around', () => {
	const inner = idOf('inner');
	const {groups} = find([
		makeIdentity({pid: 1}),
		at(30, `/docker/${web}`, {pidNamespace: 7, mountNamespace: 8}),
		at(40, `/system.slice/x.service/docker/${inner}`, {pidNamespace: 9, mountNamespace: 10, parentPid: 30}),
	]);
	assert.equal(groups.get(inner)?.parent, web);
	const processes = identitiesOf();
	const keysOf = (containers: Iterable<ProcessGroup>) => uncountedContainers(containers, groups, processes).map(({key}) => key);
	assert.deepEqual(keysOf(groups.values()), [web, inner]);
	assert.deepEqual(keysOf([groups.get(inner)!]), [inner]);
	const outermost = outermostContainers(groups, processes);
	assert.deepEqual(outermost.map(({key}) => key), [web, inner]);
	assert.equal(outermostContainers(groups, processes), outermost, 'the same groups are looked at once');
});
