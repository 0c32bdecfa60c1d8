/**
What containerd's shims have started under a cgroup of any name, for a reader who may not see its namespaces.
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
): void {
	const hidden = loose.filter(({pidNamespace}) => isMissing(pidNamespace)).toSorted(byAge);
	for (const process of hidden) {
		const parent = processes.get(process.parentPid);
		const path = parent?.comm === shim ? ownPathOf(process, parent) : undefined;
		if (path === undefined || drafts.has(path)) {
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
			members: hidden.filter(({cgroups}) => valueOf(cgroups)?.some(membership => isPathWithin(membership.path, path)) === true),
		});
	}
}

function ownPathOf({cgroups}: ProcessIdentity, shimProcess: ProcessIdentity): string | undefined {
	const ofShim = valueOf(shimProcess.cgroups) ?? [];
	return valueOf(cgroups)?.find(({path}) => path !== '/' && ofShim.every(membership => !isPathWithin(membership.path, path)))?.path;
}
