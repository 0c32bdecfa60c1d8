/**
Whether nstop is in a container itself, in whose, and what it sees from there. Pure: decided from what was read.
*/
import {isMissing, valueOf} from '../../known.ts';
import type {CgroupMembership} from '../../kernel/pid/cgroup.ts';
import type {PlaceEvidence} from '../../kernel/process/place-evidence.ts';
import {
	ownerIn,
	signOf,
	sureSignOf,
	type Sign,
} from './signs.ts';

/**
Files of /proc that tell of the whole machine, unless something is mounted over them, as lxcfs does.
*/
const machineFiles = ['stat', 'meminfo', 'loadavg', 'swaps', 'uptime'] as const;

export type MachineFile = (typeof machineFiles)[number];

/**
The container that nstop is in.
*/
export type Inside = Sign & {
	/**
	Whether it has a pid namespace of its own: then its processes are all that can be seen, and it is the world that is shown.
	*/
	readonly isOwnWorld: boolean;
	/**
	Its cgroup in each hierarchy, where its numbers are; undefined where it cannot be told. One array for good: the scanner remembers by it
	what it found out.
	*/
	readonly cgroups: readonly CgroupMembership[] | undefined;
	/**
	Files of /proc that were replaced: they tell of this container.
	*/
	readonly ownFiles: ReadonlySet<MachineFile>;
};

/**
The root of a cgroup namespace, spelt so that it is not taken for the root of the machine, which is nobody's own.
*/
const ownRoot = '/.';

/**
Undefined where nstop is in no container, whatever an image may have left behind. Who shares the pid namespace of the machine is in a
container only if a runtime says so and its mounts are not those of process 1.
*/
export function insideOf(evidence: PlaceEvidence): Inside | undefined {
	const isOwnWorld = valueOf(evidence.isInitial.pid) === false;
	const sign = isOwnWorld ? signOf(evidence) : signBesideHost(evidence);
	if (!isOwnWorld && !sign) {
		return undefined;
	}

	const covered = new Set((valueOf(evidence.mounts) ?? []).map(({mountPoint}) => mountPoint));
	return {
		...sign ?? {runtime: 'container', evidence: '/proc/self/ns/pid'},
		isOwnWorld,
		cgroups: cgroupsOf(evidence),
		ownFiles: new Set(machineFiles.filter(file => covered.has(`/proc/${file}`))),
	};
}

/**
Path of its cgroup where processes show it, for who sees nothing else; undefined where that is the root of what is seen.
*/
export function worldPath(inside: Inside | undefined): string | undefined {
	return inside?.isOwnWorld ? inside.cgroups?.find(({path}) => path !== ownRoot)?.path : undefined;
}

function signBesideHost(evidence: PlaceEvidence): Sign | undefined {
	if (valueOf(evidence.hasMountsOfFirst) === true) {
		return undefined;
	}

	return valueOf(evidence.isInitial.cgroup) === false ? signOf(evidence) : sureSignOf(evidence);
}

/**
In a cgroup namespace of its own the container is the root of what is seen, else the path is named after it. What lies elsewhere is not the
container's alone.
*/
function cgroupsOf({isInitial, cgroups}: PlaceEvidence): readonly CgroupMembership[] | undefined {
	if (isMissing(cgroups)) {
		return undefined;
	}

	const own = valueOf(isInitial.cgroup) === false
		? cgroups.map(membership => ({...membership, path: ownRoot}))
		: cgroups.flatMap(membership => {
			const path = ownerIn(membership.path)?.path;
			return path === undefined ? [] : [{...membership, path}];
		});
	return own.length === 0 ? undefined : own;
}
