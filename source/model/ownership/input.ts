/**
What is asked when processes are put into containers.
*/
import type {EngineContainer} from '../../engine/engine.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';

/**
Everything that decides which container a process belongs to.
*/
export type OwnershipInput = {
	readonly processes: ReadonlyMap<number, ProcessIdentity>;
	/**
	Inode of the host's own pid namespace, undefined where it cannot be known.
	*/
	readonly hostPidNamespace: number | undefined;
	/**
	Inode of the host's own mount namespace; without it no container is recognised by its namespaces.
	*/
	readonly hostMountNamespace?: number | undefined;
	/**
	Path of the cgroup of the container whose processes are all that nstop sees; undefined elsewhere, and where that is the root.
	*/
	readonly world?: string | undefined;
	/**
	Containers of engines on this kernel outside of all containers: those that run, for what has no cgroup of its own, and the others,
	whose ids nobody else can have.
	*/
	readonly engineContainers: readonly EngineContainer[];
};
