/**
The rows of the namespaces pane: the eight of the selected container, or all that are known.
*/
import {byName} from '../../model/order.ts';
import {isMissing, mapKnown, type Known} from '../../known.ts';
import {namespaceKey} from '../../model/namespaces.ts';
import {namespaceKinds, type NamespaceKind} from '../../kernel/pid/ns.ts';
import type {Container} from '../../model/types/container.ts';
import type {ContainerKey} from '../../model/types/keys.ts';
import type {Snapshot} from '../../model/types/snapshot.ts';
import {namespaceColumns} from '../columns/namespaces.ts';
import type {UiState} from '../state.ts';
import {holderText} from './holders.ts';
import {matches, sortRows, type Row} from './row.ts';

export type NamespaceRow = Row & {
	readonly kind: NamespaceKind;
	readonly inode: Known<number>;
	readonly isHost: Known<boolean>;
	/**
	Names of the containers in it: of the others for a container's own, of all on the whole host.
	*/
	readonly containers: readonly string[];
	/**
	Processes known to be in it; undefined where they were not counted.
	*/
	readonly processes: number | undefined;
	readonly isWholeHost: boolean;
	/**
	What holds it where no process is in it, as the kernel tells it.
	*/
	readonly heldBy?: readonly string[];
};

/**
Filtered and sorted.
*/
export function namespaceRows(snapshot: Snapshot, state: UiState, container: Container | undefined): readonly NamespaceRow[] {
	const rows = state.namespacesOf === 'host' ? hostRows(snapshot) : (container ? ownRows(snapshot, container) : []);
	return sortRows(rows.filter(row => matches(row, namespaceColumns, state.filters.namespaces)), namespaceColumns, state.sorts.namespaces);
}

function ownRows(snapshot: Snapshot, container: Container): readonly NamespaceRow[] {
	return namespaceKinds.map(({kind}) => {
		const {inode, isHost, sharedWith} = container.namespaces[kind];
		return {
			key: kind, isLastAt: [], kind, inode, isHost, containers: namesOf(snapshot, sharedWith), processes: isHost === false && !isMissing(inode) ? snapshot.namespaces.get(namespaceKey(kind, inode))?.pids.length : undefined, isWholeHost: false,
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
	const held = Map.groupBy(snapshot.heldNamespaces ?? [], ({kind, inode}) => namespaceKey(kind, inode));
	return [...held].filter(([key]) => !snapshot.namespaces.has(key)).map(([key, holders]) => {
		const {kind, inode} = holders[0]!;
		return {
			key, isLastAt: [], kind, inode, isHost: mapKnown(snapshot.host.namespaces[kind], initial => initial === inode), containers: [], processes: 0, isWholeHost: true, heldBy: holders.map(holder => holderText(holder, snapshot)),
		};
	});
}

function namesOf(snapshot: Snapshot, keys: readonly ContainerKey[]): readonly string[] {
	return keys.map(key => snapshot.containers.get(key)?.name ?? key.slice(0, 12)).toSorted(byName);
}
