/**
Adds threads to the namespaces that they are in without their process.
*/
import {valueOf} from '../../known.ts';
import {namespaceKinds, type NamespaceInodes} from '../../kernel/pid/ns.ts';
import type {StrayedThread} from '../../kernel/reading.ts';
import type {ContainerKey, NamespaceKey} from '../keys.ts';
import type {Namespace} from '../namespace.ts';
import type {CollectedNamespaces} from './namespace-list.ts';
import {inOrder, namespaceKey} from './namespaces.ts';

type Context = {readonly owners: ReadonlyMap<number, ContainerKey>; readonly hostNamespaces: NamespaceInodes};

/**
Remembers what it was given last: threads that stray are rare, and stay where they are.
*/
export class StrayedThreads {
	#last: {
		readonly collected: CollectedNamespaces;
		readonly threads: readonly StrayedThread[];
		readonly joined: CollectedNamespaces;
	} | undefined;

	/**
	The namespaces with these threads, some of them for the threads alone; those very namespaces where there are none.
	*/
	join(collected: CollectedNamespaces, threads: readonly StrayedThread[], context: Context): CollectedNamespaces {
		if (threads.length === 0) {
			this.#last = undefined;
			return collected;
		}

		const last = this.#last;
		if (last?.collected === collected && last.threads === threads) {
			return last.joined;
		}

		const isSharedAlike = last?.threads === threads && last.collected.sharing === collected.sharing;
		const map = withThreads(collected.map, threads, context);
		const joined = {map, sharing: isSharedAlike ? last.joined.sharing : map};
		this.#last = {collected, threads, joined};
		return joined;
	}
}

function withThreads(
	namespaces: CollectedNamespaces['map'],
	threads: readonly StrayedThread[],
	{owners, hostNamespaces}: Context,
): ReadonlyMap<NamespaceKey, Namespace> {
	const map = new Map(namespaces);
	for (const {namespaces: inodes, ...thread} of threads) {
		const container = owners.get(thread.pid);
		for (const {kind} of namespaceKinds) {
			const inode = inodes[kind];
			if (inode === undefined) {
				continue;
			}

			const key = namespaceKey(kind, inode);
			const known: Namespace = map.get(key) ?? {
				key, kind, inode, isHost: valueOf(hostNamespaces[kind]) === inode, pids: [], containers: [],
			};
			map.set(key, {
				...known,
				threads: [...known.threads ?? [], {...thread, container}],
				containers: container === undefined || known.containers.includes(container) ? known.containers : [...known.containers, container],
			});
		}
	}

	return map.size === namespaces.size ? map : inOrder(map);
}
