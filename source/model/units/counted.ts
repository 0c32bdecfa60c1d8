/**
Which containers are counted in the numbers of another one.
*/
import {valueOf} from '../../known.ts';
import {isPathWithin} from '../../kernel/path.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {ContainerKey} from '../keys.ts';
import type {ProcessGroup} from '../ownership/ownership.ts';

type Groups = ReadonlyMap<ContainerKey, ProcessGroup>;
type Processes = ReadonlyMap<number, ProcessIdentity>;

/**
Of these containers those that no other one of them counts. Mostly they are what lies in no other; but an engine in a container may put the
cgroups of its own beside the one that it is in.
*/
export function uncountedContainers(containers: Iterable<ProcessGroup>, groups: Groups, processes: Processes): readonly ProcessGroup[] {
	const counting = new Set(containers);
	const isCounted = (group: ProcessGroup): boolean => {
		let around = parentOf(group, groups);
		for (let steps = 0; around && steps < groups.size; steps++) {
			// Without a cgroup its numbers are the sums over all that lies in it.
			const counts = !around.cgroups || around.cgroupPath === undefined || isInCgroup(group, around.cgroupPath, processes);
			if (counts && counting.has(around)) {
				return true;
			}

			around = parentOf(around, groups);
		}

		return false;
	};

	return [...counting].filter(group => !isCounted(group));
}

const outermostOfGroups = new WeakMap<Groups, readonly ProcessGroup[]>();

/**
Those of all containers that no other one counts. Worked out once for each grouping.
*/
export function outermostContainers(groups: Groups, processes: Processes): readonly ProcessGroup[] {
	let outermost = outermostOfGroups.get(groups);
	if (!outermost) {
		outermost = uncountedContainers(groups.values(), groups, processes);
		outermostOfGroups.set(groups, outermost);
	}

	return outermost;
}

function parentOf({parent}: ProcessGroup, groups: Groups): ProcessGroup | undefined {
	return parent === undefined ? undefined : groups.get(parent);
}

/**
Whether a container lies in a cgroup or below it; one without a cgroup of its own where its first process is.
*/
function isInCgroup({cgroupPath, initPid}: ProcessGroup, path: string, processes: Processes): boolean {
	const paths = cgroupPath === undefined
		? (valueOf(processes.get(initPid)?.cgroups ?? []) ?? []).map(membership => membership.path)
		: [cgroupPath];
	return paths.some(each => isPathWithin(each, path));
}
