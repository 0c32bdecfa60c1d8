/**
Hosts by chance: cgroups below one another, and processes in them.
*/
import {valueOf} from '../../source/known.ts';
import {isPathWithin} from '../../source/kernel/path.ts';
import type {CgroupMembership} from '../../source/kernel/pid/cgroup.ts';
import type {ProcessIdentity} from '../../source/kernel/reading.ts';
import {idOf} from './make.ts';
import {identitiesOf, makeIdentity, memberships} from './readings.ts';
import {random} from './random.ts';

export const hostPidNamespace = 4_026_531_836;
export const hostMountNamespace = 10;

/**
Directories as they come: units, others, containers in the ways that runtimes have, what only looks like one of these.
*/
const names: ReadonlyArray<(number: number) => string> = [
	number => `s${number}.service`,
	number => `a-${number}.slice`,
	number => `session-${number}.scope`,
	number => `plain${number}`,
	number => String.raw`dev-x\x2d${number}.swap`,
	number => `docker-${idOf(String(number))}.scope`,
	number => `docker/${idOf(String(number))}`,
	number => `libpod-payload-${idOf(String(number))}`,
	number => `ends.service (deleted)${number}`,
];

/**
A host of 60 processes, the same for the same seed: some are kernel threads, some have namespaces of their own, in which some are that came
from elsewhere. On `v2` each has one cgroup; otherwise it may be in another one for each controller, also in one that lies outside of the
reader's cgroup namespace.
*/
export function randomHost(seed: number, version: 'v2' | 'hybrid'): ReadonlyMap<number, ProcessIdentity> {
	const below = random(seed);
	const allNames = version === 'v2' ? names : [...names, () => '..'];
	const paths = ['/'];
	for (let number = 0; number < 25; number++) {
		const around = paths[below(paths.length)]!;
		paths.push(`${around === '/' ? '' : around}/${allNames[below(allNames.length)]!(number)}`);
	}

	const homes = paths.slice(1).toSorted(() => below(3) - 1).slice(0, 3);
	const open = paths.filter(path => homes.every(home => !isPathWithin(path, home)));
	const anyPath = (): string => open[below(open.length)]!;
	const cgroupsOf = (path: string): readonly CgroupMembership[] => version === 'hybrid' && below(3) === 0
		? [{hierarchy: 1, controllers: ['pids'], path: anyPath()}, ...memberships(path)]
		: memberships(path);
	const processes: ProcessIdentity[] = [makeIdentity({pid: 1, parentPid: 0}), makeIdentity({pid: 2, parentPid: 0, isKernelThread: true})];
	for (let pid = 3; pid <= 60; pid++) {
		const namespace = below(15);
		const home = homes[namespace];
		const isThere = processes.some(({pidNamespace}) => pidNamespace === 1 + namespace);
		const hasEntered = isThere && home?.includes('docker') === true && below(4) === 0;
		const path = home === undefined || hasEntered ? anyPath() : home;
		const elders = processes.filter(({isKernelThread, cgroups}) =>
			!isKernelThread && valueOf(cgroups)?.every(membership => isPathWithin(path, membership.path)));
		processes.push(makeIdentity({
			pid,
			startTicks: hasEntered ? 10_000 + pid : pid,
			parentPid: elders[below(elders.length)]!.pid,
			isKernelThread: home === undefined && below(8) === 0,
			cgroups: cgroupsOf(path),
			pidNamespace: home === undefined ? hostPidNamespace : 1 + namespace,
			mountNamespace: home === undefined ? hostMountNamespace : 11 + namespace,
		}));
	}

	return identitiesOf(...processes);
}
