/**
The namespaces of a snapshot. Of those that come and go all the time most are one more or one less in namespaces in which others of
their container are too: then only the pids of these change.
*/
import {isMissing} from '../../known.ts';
import {namespaceKinds, type NamespaceInodes} from '../../kernel/pid/ns.ts';
import type {ProcessFacts} from '../../kernel/reading.ts';
import type {ContainerKey, NamespaceKey} from '../keys.ts';
import type {Namespace} from '../namespace.ts';
import {collectNamespaces, namespaceKey, type NamespaceMember} from './namespaces.ts';

type NamespaceListInput = {
	/**
	Pids of the processes to be counted, ascending.
	*/
	readonly shownPids: readonly number[];
	readonly isWholeHost?: boolean | undefined;
	/**
	The processes that may have changed; all if absent.
	*/
	readonly changedPids?: ReadonlySet<number> | undefined;
	readonly owners: ReadonlyMap<number, ContainerKey>;
	readonly hostNamespaces: NamespaceInodes;
	facts(pid: number): ProcessFacts | undefined;
};

/**
All namespaces; `sharing` stays the same object until a container has come into one or left one.
*/
export type CollectedNamespaces = {readonly map: ReadonlyMap<NamespaceKey, Namespace>; readonly sharing: object};

type Members = Map<number, NamespaceMember>;

/**
Remembers who was in which namespaces.
*/
export class NamespaceList {
	#members: Members = new Map();
	#counts = new Map<NamespaceInodes, Map<ContainerKey | undefined, number>>();
	#collected: CollectedNamespaces | undefined;

	/**
	All namespaces with a process in them.
	*/
	build(input: NamespaceListInput): CollectedNamespaces {
		this.#collected = (this.#collected && this.#patch(this.#collected, input)) ?? this.#collect(input);
		return this.#collected;
	}

	#collect({shownPids, hostNamespaces, ...input}: NamespaceListInput): CollectedNamespaces {
		this.#members = new Map();
		this.#counts = new Map();
		for (const pid of shownPids) {
			const member = memberOf(pid, input);
			if (member) {
				this.#members.set(pid, member);
				this.#count(member, 1);
			}
		}

		const map = collectNamespaces(this.#members.values(), hostNamespaces);
		const last = this.#collected;
		return {map, sharing: last && isSharedAlike(last.map, map) ? last.sharing : map};
	}

	/**
	Undefined where a container is in a set of namespaces for the first time or no longer: then more than pids has changed.
	*/
	#patch(last: CollectedNamespaces, input: NamespaceListInput): CollectedNamespaces | undefined {
		if (!input.changedPids) {
			return undefined;
		}

		const changes: Array<{readonly before: NamespaceMember | undefined; readonly now: NamespaceMember | undefined}> = [];
		for (const pid of input.changedPids) {
			const before = this.#members.get(pid);
			const now = memberOf(pid, input);
			if (before?.namespaces === now?.namespaces && before?.container === now?.container) {
				continue;
			}

			const isPlain = (!now || this.#count(now, 1) > 1) && (!before || this.#count(before, -1) > 0);
			if (!isPlain) {
				return undefined;
			}

			changes.push({before, now});
		}

		if (changes.length === 0) {
			return last;
		}

		const map = new Map(last.map);
		for (const {before, now} of changes) {
			if (before) {
				this.#members.delete(before.pid);
				changePids(map, before, without);
			}

			if (now) {
				this.#members.set(now.pid, now);
				changePids(map, now, withOne);
			}
		}

		return {map, sharing: last.sharing};
	}

	/**
	How many processes of its container are in the same namespaces then.
	*/
	#count({namespaces, container}: NamespaceMember, change: number): number {
		let counts = this.#counts.get(namespaces);
		if (!counts) {
			counts = new Map();
			this.#counts.set(namespaces, counts);
		}

		const count = (counts.get(container) ?? 0) + change;
		counts.set(container, count);
		return count;
	}
}

function memberOf(
	pid: number,
	{facts, owners, isWholeHost}: Pick<NamespaceListInput, 'facts' | 'owners' | 'isWholeHost'>,
): NamespaceMember | undefined {
	const isOutOfScope = !isWholeHost && !owners.has(pid);
	const read = isOutOfScope ? undefined : facts(pid);
	return read && {pid, container: owners.get(pid), namespaces: read.namespaces};
}

function changePids(
	map: Map<NamespaceKey, Namespace>,
	{pid, namespaces}: NamespaceMember,
	change: (pids: readonly number[], pid: number) => readonly number[],
): void {
	for (const {kind} of namespaceKinds) {
		const inode = namespaces[kind];
		const key = isMissing(inode) ? undefined : namespaceKey(kind, inode);
		const namespace = key === undefined ? undefined : map.get(key);
		if (namespace) {
			map.set(namespace.key, {...namespace, pids: change(namespace.pids, pid)});
		}
	}
}

function without(pids: readonly number[], pid: number): readonly number[] {
	const index = pids.lastIndexOf(pid);
	return index === -1 ? pids : pids.toSpliced(index, 1);
}

/**
Pids are mostly given in ascending order, so the place is near the end.
*/
function withOne(pids: readonly number[], pid: number): readonly number[] {
	return pids.toSpliced(pids.findLastIndex(other => other < pid) + 1, 0, pid);
}

function isSharedAlike(before: ReadonlyMap<NamespaceKey, Namespace>, now: ReadonlyMap<NamespaceKey, Namespace>): boolean {
	return before.size === now.size && now.values().every(({key, containers}) => {
		const known = before.get(key)?.containers;
		return known?.length === containers.length && containers.every((container, index) => container === known[index]);
	});
}
