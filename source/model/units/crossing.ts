/**
Processes of which the kernel counts in another place than nstop shows them in.
*/
import {valueOf} from '../../known.ts';
import {isPathWithin} from '../../kernel/path.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {ContainerKey} from '../keys.ts';
import type {ProcessGroup} from '../ownership/ownership.ts';

/**
A process of a container that the container's cgroup does not count. It is loose where the container has none: then the processes are
summed up there.
*/
export type Crossing = {readonly process: ProcessIdentity; readonly isLoose: boolean};

/**
What a process of a container is in this respect; undefined for the many that are counted where they are shown.
*/
export function crossingOf(process: ProcessIdentity, {cgroups, cgroupPath}: ProcessGroup): Crossing | undefined {
	if (!cgroups || cgroupPath === undefined) {
		return {process, isLoose: true};
	}

	return isIn(process, cgroupPath) ? undefined : {process, isLoose: false};
}

/**
A function that tells whether a container in the cgroup of a path counts such a process: then it is a matter between these two. The empty
path is that of the whole host.
*/
export function insideFinder(
	crossing: readonly Crossing[],
	groups: ReadonlyMap<ContainerKey, ProcessGroup>,
): (crossing: Crossing, path: string) => boolean {
	const counting = crossing.length === 0
		? []
		: [...groups.values()].flatMap(({cgroups, cgroupPath}) => cgroups && cgroupPath !== undefined ? [cgroupPath] : []);
	return ({process}, path) => counting.some(inner => (path === '' || isPathWithin(inner, path)) && isIn(process, inner));
}

/**
Whether it is in a cgroup or below it; also if that may not be known.
*/
function isIn({cgroups}: ProcessIdentity, path: string): boolean {
	return valueOf(cgroups)?.some(membership => isPathWithin(membership.path, path)) !== false;
}
