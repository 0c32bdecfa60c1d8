/**
The rows of the namespaces pane: the eight of the selected container with others that some of its processes or threads are in, or all
that are known.
*/
import {byName} from '../../../model/build/order.ts';
import {isMissing, mapKnown} from '../../../known.ts';
import {namespaceKey} from '../../../model/build/namespaces.ts';
import {namespaceKinds} from '../../../kernel/pid/ns.ts';
import type {Container} from '../../../model/container.ts';
import type {ContainerKey} from '../../../model/keys.ts';
import {isWanted, parseQuery, type Searchable} from '../../../model/search/query.ts';
import type {Namespace} from '../../../model/namespace.ts';
import type {Snapshot} from '../../../model/snapshot.ts';
import type {UiState} from '../../state.ts';
import {sortRows} from '../../table/row.ts';
import type {NamespaceRow} from './row.ts';
import {namespaceColumns} from './columns.ts';
import {holderText, threadTexts} from './holders.ts';

/**
Filtered and sorted.
*/
export function namespaceRows(snapshot: Snapshot, state: UiState, container: Container | undefined): readonly NamespaceRow[] {
	const rows = state.namespacesOf === 'host' ? hostRows(snapshot) : (container ? ownRows(snapshot, container) : []);
	const query = parseQuery(state.filters.namespaces);
	return sortRows(rows.filter(row => isWanted(query, () => searchableNamespace(row))), namespaceColumns, state.sorts.namespaces);
}

function searchableNamespace({kind, inode, isHost, containers, heldBy = []}: NamespaceRow): Searchable {
	return {texts: [kind, isMissing(inode) ? '' : String(inode), isHost === true ? 'host' : '', ...containers, ...heldBy], numbers: []};
}

function ownRows(snapshot: Snapshot, container: Container): readonly NamespaceRow[] {
	if (container.sumOf) {
		return projectRows(snapshot, container.sumOf.members);
	}

	const own = namespaceKinds.map(({kind}): NamespaceRow => {
		const {inode, isHost, sharedWith} = container.namespaces[kind];
		return {
			key: kind,
			isLastAt: [],
			kind,
			inode,
			isHost,
			containers: namesOf(snapshot, sharedWith),
			processes: isHost === false && !isMissing(inode) ? countIn(snapshot.namespaces.get(namespaceKey(kind, inode))) : undefined,
			isWholeHost: false,
		};
	});
	return [...own, ...otherRows(snapshot, container)];
}

/**
Those that only some of its processes or threads are in.
*/
function otherRows(snapshot: Snapshot, {key: container, namespaces}: Container): readonly NamespaceRow[] {
	return [...snapshot.namespaces.values()]
		.filter(({kind, inode, containers}) =>
			containers.includes(container) && !isMissing(namespaces[kind].inode) && namespaces[kind].inode !== inode)
		.map((namespace): NamespaceRow => {
			const {isHost, containers} = namespace;
			return {
				...usedRow(snapshot, namespace),
				containers: isHost ? [] : namesOf(snapshot, containers.filter(each => each !== container)),
				...(isHost && {processes: undefined}),
				isWholeHost: false,
			};
		});
}

/**
Who is in it, where no process is.
*/
function onlyThreads(namespace: Namespace): Pick<NamespaceRow, 'heldBy'> {
	return namespace.pids.length > 0 ? {} : {heldBy: threadTexts(namespace)};
}

/**
Processes in it, and threads without theirs.
*/
function countIn(namespace: Namespace | undefined): number | undefined {
	return namespace && namespace.pids.length + (namespace.threads?.length ?? 0);
}

/**
Each namespace that a container of a project is in, with all that are in it.
*/
function projectRows(snapshot: Snapshot, members: readonly ContainerKey[]): readonly NamespaceRow[] {
	const keys = new Set(members);
	return [...snapshot.namespaces.values()]
		.filter(({containers}) => containers.some(key => keys.has(key)))
		.map(namespace => usedRow(snapshot, namespace));
}

function usedRow(snapshot: Snapshot, namespace: Namespace): NamespaceRow {
	const {key, kind, inode, isHost, containers} = namespace;
	return {
		key,
		isLastAt: [],
		kind,
		inode,
		isHost,
		containers: namesOf(snapshot, containers),
		processes: countIn(namespace),
		isWholeHost: true,
		...onlyThreads(namespace),
	};
}

function hostRows(snapshot: Snapshot): readonly NamespaceRow[] {
	const used = [...snapshot.namespaces.values()].map(namespace => usedRow(snapshot, namespace));
	return [...used, ...heldRows(snapshot)];
}

/**
Namespaces that nobody is in, which live on because something holds them.
*/
function heldRows(snapshot: Snapshot): readonly NamespaceRow[] {
	const held = Map.groupBy(snapshot.pinnedNamespaces ?? [], ({kind, inode}) => namespaceKey(kind, inode));
	return [...held]
		.filter(([key]) => !snapshot.namespaces.has(key))
		.map(([key, holders]) => {
			const {kind, inode} = holders[0]!;
			return {
				key,
				isLastAt: [],
				kind,
				inode,
				isHost: mapKnown(snapshot.host.namespaces[kind], initial => initial === inode),
				containers: [],
				processes: 0,
				isWholeHost: true,
				heldBy: holders.map(holder => holderText(holder, snapshot)),
			};
		});
}

function namesOf(snapshot: Snapshot, keys: readonly ContainerKey[]): readonly string[] {
	return keys.map(key => snapshot.containers.get(key)?.name ?? key.slice(0, 12)).toSorted(byName);
}
