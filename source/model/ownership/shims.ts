/**
What containerd's shims have started under a cgroup of any name, where its namespaces do not tell: the reader may not see them, or its pid
namespace is the host's.
*/
import {isPathWithin} from '../../kernel/path.ts';
import {isMissing, valueOf} from '../../known.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import {byAge, type Draft} from './draft.ts';

/**
Its name as the kernel keeps it: cut to fifteen letters.
*/
const shim = 'containerd-shim';

/**
Adds a draft for each child of a shim that has a cgroup apart from the shim's, with all who are in that cgroup.
*/
export function addOfShims(
	drafts: Map<string, Draft>,
	loose: readonly ProcessIdentity[],
	processes: ReadonlyMap<number, ProcessIdentity>,
	hostPidNamespace: number | undefined,
): void {
	const hidden = loose
		.filter(({pidNamespace}) => isMissing(pidNamespace) || pidNamespace === hostPidNamespace)
		.toSorted(byAge);
	for (const process of hidden) {
		const path = pathOfShim(process, processes);
		if (path === undefined || drafts.has(path)) {
			continue;
		}

		const members = hidden.filter(({cgroups}) => valueOf(cgroups)?.some(membership => isPathWithin(membership.path, path)) === true);
		// The kernel moves a shim that has ended to the root of all cgroups. What it started last may still be in the engine's, among older ones.
		if (members[0] !== process) {
			continue;
		}

		// `slice:prefix:name`, as the runtime is told, becomes the scope prefix-name.
		const id = path.slice(path.lastIndexOf('/') + 1).replace(/\.scope$/, '');
		drafts.set(path, {
			place: path,
			id,
			runtime: 'containerd',
			owner: {runtime: 'containerd', id, path},
			outers: [],
			members,
		});
	}
}

/**
The cgroup of what a shim has started, where the shim itself is not in it; undefined for all else.
*/
export function pathOfShim({cgroups, parentPid}: ProcessIdentity, processes: ReadonlyMap<number, ProcessIdentity>): string | undefined {
	const parent = processes.get(parentPid);
	if (parent?.comm !== shim) {
		return undefined;
	}

	const ofShim = valueOf(parent.cgroups) ?? [];
	// What has left a container for a service, as root in the host's namespaces can, is none.
	return valueOf(cgroups)
		?.find(({path}) => path !== '/' && !path.endsWith('.service') && ofShim.every(membership => !isPathWithin(membership.path, path)))
		?.path;
}
