/**
A row of the namespaces pane.
*/
import type {NamespaceKind} from '../../../kernel/pid/ns.ts';
import type {Known} from '../../../known.ts';
import type {Row} from '../../table/row.ts';

export type NamespaceRow = Row & {
	readonly kind: NamespaceKind;
	readonly inode: Known<number>;
	readonly isHost: Known<boolean>;
	/**
	Names of the containers in it: of the others for a container's own, of all on the whole host.
	*/
	readonly containers: readonly string[];
	/**
	Processes known to be in it, and threads without theirs; undefined where they were not counted.
	*/
	readonly processes: number | undefined;
	readonly isWholeHost: boolean;
	/**
	What holds it or which threads are in it, where no process is; as the kernel tells it.
	*/
	readonly heldBy?: readonly string[];
};
