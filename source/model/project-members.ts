/**
What the row of a project stands for.
*/
import type {ContainerKey} from './keys.ts';

/**
The containers that belong together, and how they are.
*/
export type ProjectMembers = {
	readonly kind: 'compose' | 'pod';
	/**
	Its containers, by name; without those that have been removed.
	*/
	readonly members: readonly ContainerKey[];
	/**
	The state of all in one word or a count: `running`, `2 of 3`, `stopped`.
	*/
	readonly condition: string;
};
