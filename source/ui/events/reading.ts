/**
What is known of the events that are on screen.
*/
import type {ContainerEvent} from '../../engine/event.ts';

/**
How far back the list goes.
*/
export const listedMilliseconds = 3_600_000;

/**
One engine that is asked. `problem` is a sentence for people where it did not tell.
*/
export type EventOrigin = {
	readonly engine: string;
	readonly state: 'asking' | 'answered' | 'failed';
	readonly problem?: string;
	/**
	From when on nothing is missing, where the engine has given up what was before; in milliseconds since the epoch.
	*/
	readonly completeSince?: number;
};

/**
The events of what is looked at, the oldest first, each with the engine that told it. `id` is the one that was wanted.
*/
export type EventReading = {
	readonly id: string;
	readonly origins: readonly EventOrigin[];
	readonly events: readonly ToldEvent[];
};

export type ToldEvent = ContainerEvent & {readonly engine: string};
