import test from 'node:test';
import assert from 'node:assert/strict';
import type {ProcessIdentity} from '../../../source/kernel/reading.ts';
import {groupProcesses, type ProcessGroup} from '../../../source/model/ownership/ownership.ts';
import {ownerByPid} from '../../../source/model/ownership/owners.ts';
import {findPlain, patchGroups} from '../../../source/model/ownership/patch.ts';
import {idOf} from '../../helpers/make.ts';
import {random} from '../../helpers/random.ts';
import {identitiesOf, makeIdentity, memberships} from '../../helpers/readings.ts';

const hostPidNamespace = 4_026_531_836;
const hostMountNamespace = 1;
const web = idOf('web');

type Groups = ReadonlyMap<string, ProcessGroup>;
type Processes = ReadonlyMap<number, ProcessIdentity>;

const fromScratch = (processes: Processes): Groups => groupProcesses({
	processes, hostPidNamespace, hostMountNamespace, engineContainers: [],
});
const plainOf = (groups: Groups, processes: Processes) => findPlain({
	groups, processes, owners: ownerByPid(groups), hostPidNamespace, told: new Set(),
});

function patch(before: Processes, after: Processes): Groups | undefined {
	const groups = fromScratch(before);
	const appeared = [...after.values()].filter(process => before.get(process.pid) !== process).map(({pid}) => pid);
	const vanished = [...before.keys()].filter(pid => !after.has(pid));
	return patchGroups(groups, ownerByPid(groups), {processes: after, appeared, vanished}, plainOf(groups, before));
}

const inWeb = (pid: number, changes: Partial<ProcessIdentity> = {}) => makeIdentity({
	pid, cgroups: memberships(`/docker/${web}`), pidNamespace: 7, mountNamespace: 8, ...changes,
});

test('a process that comes or goes in a known container changes that group alone', () => {
	const before = identitiesOf(makeIdentity({pid: 1}), inWeb(30), inWeb(31));
	assert.deepEqual(patch(before, identitiesOf(makeIdentity({pid: 1}), inWeb(30), inWeb(32)))?.get(web)?.pids, [30, 32]);
});

test('what comes and goes on the host leaves the very same groups', () => {
	const before = identitiesOf(makeIdentity({pid: 1}), makeIdentity({pid: 4}), inWeb(30));
	const groups = fromScratch(before);
	const after = identitiesOf(makeIdentity({pid: 1}), makeIdentity({pid: 2}), makeIdentity({pid: 3, isKernelThread: true}), inWeb(30));
	assert.equal(
		patchGroups(groups, ownerByPid(groups), {processes: after, appeared: [2, 3], vanished: [4]}, plainOf(groups, before)),
		groups,
	);
});

test('a new container, a new namespace, the end of a first process: all need a new grouping', () => {
	const before = identitiesOf(makeIdentity({pid: 1}), inWeb(30), inWeb(31));
	const others = [makeIdentity({pid: 1}), inWeb(31)];
	assert.equal(patch(before, identitiesOf(...others)), undefined, 'the first process has ended');
	assert.equal(
		patch(
			before,
			identitiesOf(...others, inWeb(30), makeIdentity({pid: 40, cgroups: memberships(`/docker/${idOf('db')}`), pidNamespace: 9})),
		),
		undefined,
		'another container',
	);
	assert.equal(
		patch(before, identitiesOf(...others, inWeb(30), inWeb(40, {pidNamespace: 9, mountNamespace: 10}))),
		undefined,
		'another namespace in it',
	);
	assert.equal(
		patch(before, identitiesOf(...others, inWeb(30), makeIdentity({pid: 40, pidNamespace: 9, mountNamespace: 10}))),
		undefined,
		'a namespace without a cgroup',
	);
});

test('wherever groups are patched, a new grouping says the same', () => {
	let patched = 0;
	for (let seed = 1; seed <= 60; seed++) {
		const pick = random(seed);
		let processes: Processes = identitiesOf(
			makeIdentity({pid: 1}),
			makeIdentity({pid: 2, isKernelThread: true}),
			makeIdentity({pid: 3, comm: 'containerd-shim'}),
		);
		let groups = fromScratch(processes);
		let plain = plainOf(groups, processes);
		let nextPid = 10;
		let nextNamespace = 100;
		for (let step = 0; step < 60; step++) {
			const now = new Map(processes);
			const appeared: number[] = [];
			const vanished: number[] = [];
			for (let change = pick(4); change >= 0; change--) {
				const all = [...now.values()];
				const parent = all[pick(all.length)]!;
				const pid = nextPid++;
				const born = (changes: Partial<ProcessIdentity>): void => {
					now.set(pid, makeIdentity({
						...parent, isKernelThread: false, comm: 'sleep', pid, parentPid: parent.pid, startTicks: 1000 + pid, ...changes,
					}));
					appeared.push(pid);
				};

				const kind = pick(13);
				if (kind < 6) {
					born({});
				} else if (kind < 9 && parent.pid > 3) {
					now.delete(parent.pid);
					vanished.push(parent.pid);
				} else if (kind < 11) {
					const named = kind === 9 ? {} : {cgroups: memberships(`/docker/${idOf(`c${pick(5)}`)}`)};
					born({...named, pidNamespace: nextNamespace++, mountNamespace: nextNamespace++});
				} else if (kind === 11) {
					born({...makeIdentity({pid, parentPid: 3}), cgroups: memberships(`/other/c${pick(5)}`)});
				} else if (parent.pid > 3) {
					now.set(parent.pid, {...parent, cgroups: memberships(`/docker/${idOf(`c${pick(5)}`)}`)});
					appeared.push(parent.pid);
				}
			}

			const result = patchGroups(groups, ownerByPid(groups), {processes: now, appeared, vanished}, plain);
			const expected = fromScratch(now);
			processes = now;
			const given = result ?? expected;
			assert.deepEqual(new Map([...given].map(([key, {pids, initPid, parent, cgroupPath}]) => [key, {
				pids, initPid, parent, cgroupPath,
			}])), new Map([...expected].map(([key, {pids, initPid, parent, cgroupPath}]) => [key, {
				pids, initPid, parent, cgroupPath,
			}])), `seed ${seed}, step ${step}`);
			assert.deepEqual(ownerByPid(given), new Map(ownerByPid(expected)), `owners of seed ${seed}, step ${step}`);
			if (result) {
				patched++;
				groups = result;
			} else {
				groups = expected;
				plain = plainOf(groups, processes);
			}
		}
	}

	assert.ok(patched > 300, `patched ${patched} times`);
});

test('in the host\'s pid namespace, what a shim starts and what that starts needs a new grouping, and all else does not', () => {
	const shim = makeIdentity({pid: 20, comm: 'containerd-shim'});
	const before = identitiesOf(makeIdentity({pid: 1}), shim, makeIdentity({pid: 30, parentPid: 20, cgroups: memberships('/other/box')}));
	const with40 = (changes: Partial<ProcessIdentity>) => patch(before, identitiesOf(...before.values(), makeIdentity({pid: 40, ...changes})));
	assert.equal(with40({parentPid: 20, cgroups: memberships('/other/next')}), undefined);
	assert.equal(with40({parentPid: 30, cgroups: memberships('/other/box/below')}), undefined);
	assert.equal(with40({parentPid: 20, comm: 'runc'})?.size, 1);
	assert.equal(with40({cgroups: memberships('/other/boxes')})?.size, 1);
});
