/**
What happens to containers, as engines tell it.
*/
import type {ResourceKind} from './resources.ts';

/**
Something that changed what a container is or how it is; `action` is Docker's word for it (`start`, `die`, `destroy`, …). What an engine
does not tell is absent. Texts are as the engine gave them, not yet safe to draw.
*/
export type ContainerEvent = {
	readonly id: string;
	readonly action: string;
	/**
	When it happened, in milliseconds since the epoch by the clock of the engine's host.
	*/
	readonly at?: number;
	/**
	What it was called then; with `rename` the new name.
	*/
	readonly name?: string;
	/**
	With `rename`.
	*/
	readonly oldName?: string;
	/**
	With which code its first process ended, told with `die`.
	*/
	readonly exitCode?: number;
	/**
	Number of the signal that the engine was asked to send, told with `kill`.
	*/
	readonly signal?: number;
	/**
	The new one, told with `health_status`.
	*/
	readonly health?: string;
};

/**
Something that changed which images, volumes or networks there are, or who uses them.
*/
export type ResourceEvent = {readonly resource: ResourceKind};

/**
What an engine still knows of what happened, the oldest first.
*/
export type EventHistory = {
	readonly events: readonly ContainerEvent[];
	/**
	From when on nothing is missing, where the engine has given up what was before; in milliseconds since the epoch.
	*/
	readonly completeSince?: number;
};
