/**
Which cgroup is a container's alone, so that its numbers are the container's.
*/
import {valueOf} from '../../known.ts';
import {isPathWithin} from '../../kernel/path.ts';
import type {CgroupMembership} from '../../kernel/pid/cgroup.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';

const makers: ReadonlySet<string> = new Set(['unshare', 'bwrap', 'nsenter']);

/**
Where the container's own cgroup is in each hierarchy; undefined where it does not tell the memory, because that is counted in a cgroup
which is not the container's alone. The init may sit below it, as systemd does, and all that crun starts; the numbers are wanted of the
whole.
*/
export function membershipsIn(path: string, memberships: readonly CgroupMembership[]): readonly CgroupMembership[] | undefined {
	const own = memberships
		.filter(membership => isPathWithin(membership.path, path))
		.map(membership => ({...membership, path, ...membership.path !== path && {innerPath: membership.path}}));
	const countsMemory = (list: readonly CgroupMembership[]): boolean => list.some(({controllers}) => controllers.includes('memory'));
	return own.length === 0 || (countsMemory(memberships) && !countsMemory(own)) ? undefined : own;
}

/**
A container recognised by its namespaces may still have a cgroup to itself, whatever it is called: then nobody is in it but its own
processes, those of the containers in it, and the program that made it and waits for its end.
*/
export function ownCgroup(
	init: ProcessIdentity,
	processes: ReadonlyMap<number, ProcessIdentity>,
	isOwn: (process: ProcessIdentity) => boolean,
): string | undefined {
	const paths = new Set((valueOf(init.cgroups) ?? []).map(({path}) => path).filter(path => path !== '/'));
	const isMaker = ({pid, comm}: ProcessIdentity): boolean => pid === init.parentPid && makers.has(comm);
	const others =
		paths.size === 0 ? [] : [...processes.values()].filter(process => !process.isKernelThread && !isOwn(process) && !isMaker(process));
	return [...paths].find(path =>
		others.every(({cgroups}) => valueOf(cgroups)?.some(membership => isPathWithin(membership.path, path)) !== true),
	);
}
