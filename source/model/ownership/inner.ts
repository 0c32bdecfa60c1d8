/**
What lies inside a container without a cgroup of its own.
*/
import {valueOf} from '../../known.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import {
	byAge,
	draftOfNamespaces,
	eldestOf,
	homeOf,
	isSameNamespace,
	placeOfNamespaces,
	type Draft,
} from './draft.ts';

/**
A container made inside a container by other means (unshare, a rootless engine on v1) shares the outer one's cgroup but neither its pid
nor its mount namespace.
*/
export function divideByNamespaces(drafts: Map<string, Draft>): void {
	for (const draft of drafts.values()) {
		const init = eldestOf(draft.members);
		const pidNamespaces = new Set(draft.members.map(({pidNamespace}) => valueOf(pidNamespace)));
		if (pidNamespaces.size < 2) {
			continue;
		}

		const byPid = new Map(draft.members.map(member => [member.pid, member]));
		const stays = (member: ProcessIdentity): boolean => {
			const place = placeOfNamespaces(member);
			const isApart =
				place !== undefined
				&& !isSameNamespace(member.pidNamespace, init.pidNamespace)
				&& !isSameNamespace(member.mountNamespace, init.mountNamespace);
			// A process that only entered the host's namespaces, as an agent does, is no container of its own.
			return !isApart || isOutside(member, init, byPid);
		};

		const inner = draft.members.filter(member => !stays(member)).toSorted(byAge);
		draft.members = draft.members.filter(member => stays(member));
		const placed = new Map<number, Draft>();
		for (const member of inner) {
			const home = homeOf(member, byPid, placed) ?? draftOfNamespaces(drafts, member, [draft.place]);
			home.members.push(member);
			placed.set(member.pid, home);
		}
	}
}

/**
Whether a member of a container's cgroup runs in namespaces that some member of it had before: none of its ancestors in the container
was in others.
*/
function isOutside(member: ProcessIdentity, init: ProcessIdentity, byPid: ReadonlyMap<number, ProcessIdentity>): boolean {
	let ancestor = byPid.get(member.parentPid);
	for (let steps = 0; ancestor && steps < byPid.size; steps++) {
		if (isSameNamespace(ancestor.pidNamespace, init.pidNamespace)) {
			return false;
		}

		ancestor = byPid.get(ancestor.parentPid);
	}

	return true;
}
