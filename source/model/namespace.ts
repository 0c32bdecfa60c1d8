/**
A namespace as the snapshot has it.
*/
import type {NamespaceKind} from '../kernel/pid/ns.ts';
import type {StrayedThread} from '../kernel/reading.ts';
import type {ContainerKey, NamespaceKey} from './keys.ts';

/**
A thread as a member of a namespace: `id` is its id as the host counts, `nspid` that at each level, `pid` its process.
*/
export type NamespaceThread = Omit<StrayedThread, 'namespaces'> & {readonly container: ContainerKey | undefined};

/**
One namespace with all that is in it. Host pids, ascending.
*/
export type Namespace = {
	readonly key: NamespaceKey;
	readonly kind: NamespaceKind;
	readonly inode: number;
	readonly isHost: boolean;
	readonly pids: readonly number[];
	/**
	Threads in it whose process is in another one; absent where there is none.
	*/
	readonly threads?: readonly NamespaceThread[];
	readonly containers: readonly ContainerKey[];
};
