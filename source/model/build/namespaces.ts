/**
Who is in which namespace: inverts "process has namespaces" to "namespace has processes and containers", and tells from it what is shared.
*/
import {
	isMissing,
	mapKnown,
	valueOf,
	type Known,
} from '../../known.ts';
import {namespaceKinds, type NamespaceInodes, type NamespaceKind} from '../../kernel/pid/ns.ts';
import type {NamespaceUse} from '../container.ts';
import type {ContainerKey, NamespaceKey} from '../keys.ts';
import type {Namespace} from '../namespace.ts';

export type NamespaceMember = {
	readonly pid: number;
	readonly container: ContainerKey | undefined;
	readonly namespaces: NamespaceInodes;
};

/**
The key of a namespace: inode numbers are unique per kind only by custom, so the kind is part of it.
*/
export function namespaceKey(kind: NamespaceKind, inode: number): NamespaceKey {
	return `${kind}:${inode}`;
}

/**
All namespaces that the members are in, ordered by kind and inode. Members must come ordered by pid.
*/
export function collectNamespaces(members: Iterable<NamespaceMember>, host: NamespaceInodes): ReadonlyMap<NamespaceKey, Namespace> {
	type Draft = {kind: NamespaceKind; inode: number; pids: Array<readonly number[]>; containers: Set<ContainerKey>};
	const drafts = new Map<NamespaceKey, Draft>();
	for (const [namespaces, {pids, containers}] of bySet(members)) {
		for (const {kind} of namespaceKinds) {
			const inode = namespaces[kind];
			if (isMissing(inode)) {
				continue;
			}

			const key = namespaceKey(kind, inode);
			const draft = drafts.get(key);
			if (draft) {
				draft.pids.push(pids);
				for (const container of containers) {
					draft.containers.add(container);
				}
			} else {
				drafts.set(key, {
					kind, inode, pids: [pids], containers: new Set(containers),
				});
			}
		}
	}

	return new Map(Array.from(inOrder(drafts), ([key, {kind, inode, pids, containers}]) => [key, {
		key,
		kind,
		inode,
		isHost: valueOf(host[kind]) === inode,
		pids: pids.length === 1 ? pids[0]! : pids.flat().toSorted((a, b) => a - b),
		containers: [...containers],
	}]));
}

/**
Namespaces by kind and inode.
*/
export function inOrder<Item extends Pick<Namespace, 'kind' | 'inode'>>(
	map: ReadonlyMap<NamespaceKey, Item>,
): ReadonlyMap<NamespaceKey, Item> {
	const order = new Map(namespaceKinds.map(({kind}, index) => [kind, index]));
	return new Map([...map].toSorted(([, a], [, b]) => order.get(a.kind)! - order.get(b.kind)! || a.inode - b.inode));
}

/**
Members in the same eight namespaces together: of a thousand processes most are in the same ones as others.
*/
function bySet(
	members: Iterable<NamespaceMember>,
): ReadonlyMap<NamespaceInodes, {readonly pids: number[]; readonly containers: Set<ContainerKey>}> {
	const sets = new Map<NamespaceInodes, {readonly pids: number[]; readonly containers: Set<ContainerKey>}>();
	for (const {pid, container, namespaces} of members) {
		let set = sets.get(namespaces);
		if (!set) {
			set = {pids: [], containers: new Set()};
			sets.set(namespaces, set);
		}

		set.pids.push(pid);
		if (container !== undefined) {
			set.containers.add(container);
		}
	}

	return sets;
}

/**
The eight namespaces of a container, each with whether it is the host's and who else is in it. Everybody shares the host's, so nobody is
named there.
*/
export function namespaceUses(
	own: NamespaceInodes,
	container: ContainerKey,
	all: ReadonlyMap<NamespaceKey, Namespace>,
	host: NamespaceInodes,
): Readonly<Record<NamespaceKind, NamespaceUse>> {
	return Object.fromEntries(
		namespaceKinds.map(({kind}) => {
			const inode = own[kind];
			const isHost = isHostNamespace(inode, host[kind]);
			const namespace = isMissing(inode) ? undefined : all.get(namespaceKey(kind, inode));
			const sharedWith = isHost === true ? [] : (namespace?.containers.filter(key => key !== container) ?? []);
			return [kind, {inode, isHost, sharedWith}];
		}),
	) as unknown as Record<NamespaceKind, NamespaceUse>;
}

function isHostNamespace(inode: Known<number>, host: Known<number>): Known<boolean> {
	return mapKnown(inode, own => mapKnown(host, initial => own === initial));
}

/**
Namespaces of which nothing is known, for a container that does not run or cannot be looked into.
*/
export function unknownNamespaces<Value>(value: Value): Readonly<Record<NamespaceKind, Value>> {
	return Object.fromEntries(namespaceKinds.map(({kind}) => [kind, value])) as Record<NamespaceKind, Value>;
}
