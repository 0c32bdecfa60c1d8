/**
A container in the making: processes that were found to belong together, before it is known what they are called.
*/
import {valueOf} from '../../known.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {CgroupOwner} from './cgroup-path.ts';

/**
Where a process was put: one draft for each container that is found.
*/
export type Draft = {
	readonly place: string;
	readonly id: string;
	readonly runtime: string;
	readonly owner: CgroupOwner | undefined;
	/**
	Places of the drafts it lies in as far as its cgroup's path tells, the innermost first. Not all of them need to have processes.
	*/
	readonly outers: readonly string[];
	members: ProcessIdentity[];
};

/**
The draft of the namespaces that a process is in, a new one if there is none. Only for a process whose namespaces are known.
*/
export function draftOfNamespaces(drafts: Map<string, Draft>, process: ProcessIdentity, outers: readonly string[]): Draft {
	const place = placeOfNamespaces(process)!;
	const known = drafts.get(place);
	if (known) {
		return known;
	}

	const draft: Draft = {
		place, id: `pid-${valueOf(process.pidNamespace)!}`, runtime: 'isolated', owner: undefined, outers, members: [],
	};
	drafts.set(place, draft);
	return draft;
}

/**
Pid and mount namespace as a place, undefined where they are not known.
*/
export function placeOfNamespaces({pidNamespace, mountNamespace}: ProcessIdentity): string | undefined {
	const pid = valueOf(pidNamespace);
	const mount = valueOf(mountNamespace);
	return pid === undefined || mount === undefined ? undefined : `pid:${pid} mnt:${mount}`;
}

/**
Whether something other than its namespaces shows that it is a container.
*/
export function isNamed({owner, place}: Draft): boolean {
	return owner !== undefined || place.startsWith('engine:');
}

/**
Where the parent was put, if both are in one pid namespace: a process that was made there and has only changed its mounts, as a service
with a /tmp of its own, or who is about to make a container, is none itself.
*/
export function homeOf(
	process: ProcessIdentity,
	processes: ReadonlyMap<number, ProcessIdentity>,
	placed: ReadonlyMap<number, Draft>,
): Draft | undefined {
	const parent = processes.get(process.parentPid);
	return parent && parent.startTicks <= process.startTicks && isSameNamespace(parent.pidNamespace, process.pidNamespace)
		? placed.get(parent.pid)
		: undefined;
}

/**
Whether two processes are in the same namespace, or it is known of neither.
*/
export function isSameNamespace(a: ProcessIdentity['pidNamespace'], b: ProcessIdentity['pidNamespace']): boolean {
	return valueOf(a) === valueOf(b);
}

/**
The process that started first, of at least one.
*/
export function eldestOf(members: readonly ProcessIdentity[]): ProcessIdentity {
	let eldest = members[0]!;
	for (const member of members) {
		if (byAge(member, eldest) < 0) {
			eldest = member;
		}
	}

	return eldest;
}

/**
Order of start, for sorting.
*/
export function byAge(a: ProcessIdentity, b: ProcessIdentity): number {
	return a.startTicks - b.startTicks || a.pid - b.pid;
}
