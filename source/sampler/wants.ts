/**
What somebody looks at, told by the screen to the sampler: what nobody looks at is not read.
*/
import type {ContainerKey} from '../model/types.ts';

/**
Kernel files of one process that are read only on demand.
*/
export type DetailFile = 'io' | 'limits' | 'mounts' | 'network' | 'descriptors';

export type Wants = {
	/**
	Whether processes and namespaces of the whole host are shown, and not of the containers alone.
	*/
	readonly isWholeHost: boolean;
	/**
	Whose processes are sampled each time: of nobody, of these containers, of all that are shown.
	*/
	readonly sampled: 'nobody' | 'shown' | {readonly containers: readonly ContainerKey[]};
	/**
	The process looked at closely, and which of its files are needed.
	*/
	readonly details: {readonly pid: number; readonly files: readonly DetailFile[]} | undefined;
};

export const wantsNothing: Wants = {isWholeHost: false, sampled: 'nobody', details: undefined};
