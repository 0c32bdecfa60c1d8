/**
A namespace as the snapshot has it.
*/
import type {NamespaceKind} from '../kernel/pid/ns.ts';
import type {ContainerKey, NamespaceKey} from './keys.ts';

/**
One namespace with all that is in it. Host pids, ascending.
*/
export type Namespace = {
	readonly key: NamespaceKey;
	readonly kind: NamespaceKind;
	readonly inode: number;
	readonly isHost: boolean;
	readonly pids: readonly number[];
	readonly containers: readonly ContainerKey[];
};
