import assert from 'node:assert/strict';
import test from 'node:test';
import {
	denied,
	firstSample,
	gone,
	isMissing,
	unsupported,
	valueOf,
	type Known,
} from '../../../source/known.ts';
import {isPathWithin} from '../../../source/kernel/path.ts';
import type {ProcessIdentity} from '../../../source/kernel/reading.ts';
import {buildSnapshot} from '../../../source/model/build/snapshot.ts';
import type {Container} from '../../../source/model/container.ts';
import {groupProcesses} from '../../../source/model/ownership/ownership.ts';
import {ownerByPid} from '../../../source/model/ownership/owners.ts';
import type {Readings} from '../../../source/model/readings.ts';
import type {Snapshot} from '../../../source/model/snapshot.ts';
import {uncountedContainers} from '../../../source/model/units/counted.ts';
import {groupUnits} from '../../../source/model/units/group.ts';
import {
	hostKey,
	kernelKey,
	noneKey,
	rootKey,
} from '../../../source/model/units/unit.ts';
import {idOf, takenAt} from '../../helpers/make.ts';
import {hostMountNamespace, hostPidNamespace, randomHost} from '../../helpers/random-host.ts';
import {
	identitiesOf,
	inodes,
	makeCgroup,
	makeFacts,
	makeHostReading,
	makeIdentity,
	makeSample,
	memberships,
	pairOf,
} from '../../helpers/readings.ts';

const web = idOf('web');
const host = {...inodes(0), pid: hostPidNamespace};

type Changes = Partial<Omit<Readings, 'identities'>> & {
	readonly identities?: ReadonlyMap<number, ProcessIdentity>;
	readonly unitsOf?: 'services' | 'cgroups' | 'nothing';
};

/**
Threads of a process: one for its first digit, so that processes differ.
*/
function threadsOf(pid: number): number {
	return 1 + pid % 3;
}

/**
Readings in which the kernel counts in each cgroup the threads of all that is in it.
*/
function readings({identities = new Map(), unitsOf = 'services', ...changes}: Changes): Readings {
	const groups = groupProcesses({
		processes: identities, hostPidNamespace, hostMountNamespace, engineContainers: [],
	});
	const units = unitsOf === 'nothing'
		? new Map<never, never>()
		: groupUnits({
			processes: identities, groups, owners: ownerByPid(groups), isEveryCgroup: unitsOf === 'cgroups',
		});
	const all = [...identities.values()];
	const threads = (processes: readonly ProcessIdentity[]): number => processes.reduce((sum, {pid}) => sum + threadsOf(pid), 0);
	const tasksIn = (path: string): number =>
		threads(all.filter(({cgroups}) => valueOf(cgroups)?.some(membership => isPathWithin(membership.path, path))));
	return {
		takenAt,
		steadyMilliseconds: takenAt,
		seconds: 1,
		hostFacts: {
			hostname: 'vm', kernel: '6.18', os: 'Linux', cgroup: 'v2',
		},
		host: pairOf(makeHostReading({
			load: {
				one: 0.4, five: 0.3, fifteen: 0.2, running: 1, total: threads(all), lastPid: 60,
			},
		})),
		hostNamespaces: host,
		processCount: identities.size,
		identities,
		groups,
		units,
		shownPids: [...identities.keys()],
		facts: () => makeFacts({namespaces: host}),
		sample: pid => pairOf(makeSample({pid, threads: threadsOf(pid)}), makeSample({pid})),
		cgroup(key) {
			const path = groups.get(key)?.cgroupPath ?? units.get(key)?.path;
			return path === undefined || path === '' ? undefined : pairOf(makeCgroup({tasks: {current: tasksIn(path)}}), makeCgroup());
		},
		network: () => undefined,
		engines: [],
		users: new Map(),
		details: undefined,
		self: {pid: 4242, cpuPercent: firstSample, residentBytes: 1},
		problems: [],
		isTick: true,
		...changes,
	};
}

const at = (pid: number, path: string, changes: Partial<ProcessIdentity> = {}): ProcessIdentity =>
	makeIdentity({pid, cgroups: memberships(path), ...changes});
const init = makeIdentity({pid: 1, parentPid: 0});
const kthreadd = makeIdentity({pid: 2, parentPid: 0, isKernelThread: true});

function unitIn(snapshot: Snapshot, key: string): Container {
	const row = snapshot.units.get(key);
	assert.ok(row, `no row ${key} among ${[...snapshot.units.keys()].join(' ')}`);
	return row;
}

function tasksOf(rows: readonly Container[]): number {
	return rows.reduce((sum, {usage: {tasks}}) => sum + (isMissing(tasks) ? 0 : tasks), 0);
}

test('while units are not wanted there is the host row alone, with all that containers leave', () => {
	const identities = identitiesOf(init, kthreadd, at(3, '/system.slice/cron.service'), at(30, `/docker/${web}`));
	const snapshot = buildSnapshot(readings({identities, unitsOf: 'nothing'}), undefined);
	assert.deepEqual([...snapshot.units.keys()], [hostKey]);
	const row = unitIn(snapshot, hostKey);
	assert.deepEqual([row.name, row.initPid, row.unit?.kind], ['(host)', 1, 'host']);
	assert.equal(row.usage.tasks, threadsOf(1) + threadsOf(2) + threadsOf(3));
});

test('in a pid namespace of its own nstop does not know how many tasks the host has', () => {
	const snapshot = buildSnapshot(readings({identities: identitiesOf(init), unitsOf: 'nothing'}), undefined);
	assert.equal(unitIn(snapshot, hostKey).usage.tasks, unsupported);
});

test('with hidepid there is no first process to be seen, and a row all the same', () => {
	const snapshot = buildSnapshot(readings({identities: identitiesOf(at(700, '/user.slice'))}), undefined);
	const row = unitIn(snapshot, hostKey);
	assert.deepEqual([row.initPid, row.init, row.usage.tasks], [unsupported, unsupported, unsupported]);
	assert.equal(row.usage.memoryBytes, 4_000_000_000);
	assert.deepEqual(unitIn(snapshot, 'unit:/user.slice').pids, [700]);
});

test('a unit has its name readable and its id as it is, its first process and where it lies', () => {
	const path = String.raw`/system.slice/nstop\x2dtest.service`;
	const {units} = buildSnapshot(readings({identities: identitiesOf(init, kthreadd, at(3, path))}), undefined);
	const {id, name, parent, initPid, cgroup, state, unit} = units.get(`unit:${path}`)!;
	assert.deepEqual(
		{
			id, name, parent, initPid, cgroup, state, unit,
		},
		{
			id: String.raw`nstop\x2dtest.service`,
			name: 'nstop-test.service',
			parent: 'unit:/system.slice',
			initPid: 3,
			cgroup: path,
			state: 'running',
			unit: {
				kind: 'service', path, name: String.raw`nstop\x2dtest.service`, isLeaf: true, manager: {kind: 'system'}, facts: undefined,
			},
		},
	);
});

test('kernel threads have no memory of their own, and what is in no unit no first process', () => {
	const snapshot = buildSnapshot(readings({identities: identitiesOf(init, kthreadd)}), undefined);
	const kernel = unitIn(snapshot, kernelKey);
	const none = unitIn(snapshot, noneKey);
	assert.deepEqual([kernel.name, kernel.usage.memoryBytes, kernel.usage.tasks], ['(kernel threads)', unsupported, threadsOf(2)]);
	assert.deepEqual([none.name, none.initPid, none.startedAt, none.usage.tasks], ['(in no unit)', unsupported, undefined, threadsOf(1)]);
});

test('what is in no unit has the namespaces that its processes have in common, and says of the others that there are several', () => {
	const own = {...host, net: 77, mnt: 78};
	const facts = (pid: number): ReturnType<typeof makeFacts> => makeFacts({namespaces: pid === 9 ? own : host});
	const {namespaces} = unitIn(buildSnapshot(readings({identities: identitiesOf(init, kthreadd, at(9, '/')), facts}), undefined), noneKey);
	assert.deepEqual(
		[namespaces.net.inode, namespaces.mnt.inode, namespaces.pid.inode, namespaces.uts.inode],
		[unsupported, unsupported, host.pid, host.uts],
	);
	const alone = unitIn(buildSnapshot(readings({identities: identitiesOf(init, kthreadd), facts}), undefined), noneKey);
	assert.deepEqual([alone.namespaces.net.inode, alone.namespaces.mnt.inode], [host.net, host.mnt]);
});

test('the containers in a unit are not in its numbers, those around it neither', () => {
	const service = '/system.slice/docker.service';
	const snapshot = buildSnapshot(
		readings({identities: identitiesOf(init, kthreadd, at(3, service), at(30, `${service}/docker-${web}.scope`))}),
		undefined,
	);
	assert.equal(snapshot.containers.get(web)?.usage.tasks, threadsOf(30));
	assert.equal(unitIn(snapshot, `unit:${service}`).usage.tasks, threadsOf(3));
	assert.equal(unitIn(snapshot, 'unit:/system.slice').usage.tasks, threadsOf(3));
});

test('a cell that may not be read, or of a unit that vanished while it was read, says so, and the row stays', () => {
	const identities = identitiesOf(init, kthreadd, at(3, '/a.service'));
	const sample = () => pairOf({stat: gone, io: gone});
	for (const reason of [denied, gone] as const) {
		const lost: Known<number> = reason;
		const cgroup = makeCgroup({
			cpu: {usageNanoseconds: lost}, memory: {usedBytes: lost}, tasks: {current: lost},
		});
		const {usage, pids} = unitIn(buildSnapshot(readings({identities, sample, cgroup: () => pairOf(cgroup, cgroup)}), undefined), 'unit:/a.service');
		assert.deepEqual([pids, usage.cpuPercent, usage.memoryBytes, usage.tasks], [[3], reason, reason, reason]);
	}
});

test('a unit that ended is remembered for a while, without processes', () => {
	const before = buildSnapshot(readings({identities: identitiesOf(init, kthreadd, at(3, '/a.service'))}), undefined);
	const identities = identitiesOf(init, kthreadd);
	const after = buildSnapshot(readings({identities, steadyMilliseconds: takenAt + 1000}), before);
	const {isRemoved, pids, usage, diedAt} = unitIn(after, 'unit:/a.service');
	assert.deepEqual([isRemoved, pids, usage.tasks, diedAt], [true, [], gone, takenAt + 1000]);
	const later = buildSnapshot(readings({identities, steadyMilliseconds: takenAt + 600_000}), after);
	assert.equal(later.units.has('unit:/a.service'), false);
});

test('units that are no longer wanted are not remembered', () => {
	const identities = identitiesOf(init, kthreadd, at(3, '/a.service'));
	const before = buildSnapshot(readings({identities}), undefined);
	assert.deepEqual([...buildSnapshot(readings({identities, unitsOf: 'nothing'}), before).units.keys()], [hostKey]);
});

test('the CPU time of a unit that has not been read yet is nobody else\'s', () => {
	const hostAfter = (ticks: number): ReturnType<typeof makeHostReading> => {
		const reading = makeHostReading();
		return isMissing(reading.stat) ? reading : {...reading, stat: {...reading.stat, cpu: {...reading.stat.cpu, user: ticks, idle: ticks}}};
	};

	const busy = pairOf(hostAfter(100), hostAfter(0));
	const restBeside = (startTicks: number): Known<number> => {
		const identities = identitiesOf(init, kthreadd, at(3, '/a.service', {startTicks}));
		return unitIn(buildSnapshot(readings({identities, host: busy, cgroup: () => pairOf(makeCgroup())}), undefined), noneKey).usage.cpuPercent;
	};

	assert.equal(restBeside(1), firstSample, 'it may have taken all of it');
	assert.equal(restBeside((11_520 - 0.5) * 100), 100, 'it has only just begun');
});

test('what is in no unit is another row once every cgroup has one, without the history of the first, and neither is left over', () => {
	const identities = identitiesOf(init, kthreadd, at(3, '/batch'));
	const services = buildSnapshot(readings({identities}), undefined);
	const cgroups = buildSnapshot(readings({identities, unitsOf: 'cgroups'}), services);
	assert.deepEqual([...services.units.keys()], [hostKey, kernelKey, noneKey]);
	assert.deepEqual([...cgroups.units.keys()].toSorted(), [hostKey, kernelKey, rootKey, 'unit:/batch'].toSorted());
	assert.equal(unitIn(cgroups, rootKey).name, unitIn(services, noneKey).name);
	assert.deepEqual([cgroups.history.get(rootKey)?.cpuPercent.length, cgroups.history.get(noneKey)], [1, undefined]);
});

test('a row that says the same is the same object', () => {
	const parts = readings({identities: identitiesOf(init, kthreadd, at(3, '/a.service'))});
	const before = buildSnapshot(parts, undefined);
	const after = buildSnapshot({...parts, takenAt: takenAt + 1000, steadyMilliseconds: takenAt + 1000}, before);
	for (const [key, row] of before.units) {
		assert.equal(after.units.get(key), row, key);
	}
});

for (const unitsOf of ['services', 'cgroups'] as const) {
	test(`on whatever host, what is in no other of containers and ${unitsOf} has all tasks, and so have the leaves`, () => {
		for (let seed = 1; seed <= 300; seed++) {
			const identities = randomHost(seed, 'v2');
			const parts = readings({identities, unitsOf});
			const {containers, units} = buildSnapshot(parts, undefined);
			const all = identities.keys().reduce((sum, pid) => sum + threadsOf(pid), 0);
			const outer = uncountedContainers(parts.groups.values(), parts.groups, identities).map(({key}) => containers.get(key)!);
			const rows = [...units.values()].filter(({key}) => key !== hostKey);
			const outermost = rows.filter(({parent}) => parent === undefined);
			assert.equal(tasksOf([...outer, ...outermost]), all, `seed ${seed}`);

			const isInLeaf = ({parent}: Container): boolean => {
				const around = parent === undefined ? undefined : units.get(parent);
				return around !== undefined && (around.unit!.isLeaf || isInLeaf(around));
			};

			const ofHost = rows.filter(row => row.unit!.isLeaf && !isInLeaf(row) && !isInContainer(row, {units, containers}));
			// What entered a container from a slice itself is in no row but that of the slice.
			const hasStrays = parts.units!.values().some(({isLeaf, strayPids}) => !isLeaf && strayPids.length > 0);
			assert.equal(tasksOf([...outer, ...hasStrays ? outermost : ofHost]), all, `seed ${seed}: the leaves`);
			assert.equal(tasksOf([...outer, units.get(hostKey)!]), all, `seed ${seed}: the host row`);
		}
	});
}

function isInContainer({parent}: Container, {units, containers}: Pick<Snapshot, 'units' | 'containers'>): boolean {
	return parent !== undefined && (containers.has(parent) || isInContainer(units.get(parent)!, {units, containers}));
}
