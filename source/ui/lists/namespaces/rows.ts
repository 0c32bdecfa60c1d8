/**
The rows of the namespaces pane: the eight of the selected container, or all that are known.
*/
import {byName} from '../../../model/build/order.ts';
import {isMissing, mapKnown} from '../../../known.ts';
import {namespaceKey} from '../../../model/build/namespaces.ts';
import {namespaceKinds} from '../../../kernel/pid/ns.ts';
import type {Container} from '../../../model/container.ts';
import type {ContainerKey} from '../../../model/keys.ts';
import {isWanted, parseQuery, type Searchable} from '../../../model/search/query.ts';
import type {Snapshot} from '../../../model/snapshot.ts';
import type {UiState} from '../../state.ts';
import {sortRows} from '../../table/row.ts';
import type {NamespaceRow} from './row.ts';
import {namespaceColumns} from './columns.ts';
import {holderText} from './holders.ts';

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
	return namespaceKinds.map(({kind}) => {
		const {inode, isHost, sharedWith} = container.namespaces[kind];
		return {
			key: kind,
			isLastAt: [],
			kind,
			inode,
			isHost,
			containers: namesOf(snapshot, sharedWith),
			processes: isHost === false && !isMissing(inode) ? snapshot.namespaces.get(namespaceKey(kind, inode))?.pids.length : undefined,
			isWholeHost: false,
		};
	});
}

function hostRows(snapshot: Snapshot): readonly NamespaceRow[] {
	const used = [...snapshot.namespaces.values()].map(({key, kind, inode, isHost, pids, containers}): NamespaceRow => ({
		key, isLastAt: [], kind, inode, isHost, containers: namesOf(snapshot, containers), processes: pids.length, isWholeHost: true,
	}));
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
