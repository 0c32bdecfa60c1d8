/**
What the row of a project stands for.
*/
import type {ContainerKey} from './keys.ts';

/**
What remains of a container that was removed with its project.
*/
type LostMember = {
	readonly labels: Readonly<Record<string, string>>;
	readonly engine: string | undefined;
	readonly createdAt: number | undefined;
};

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
	The state of all in one word or a count: `running`, `2 of 3`, `stopped`; `down` or `gone` where there is none left.
	*/
	readonly condition: string;
	/**
	Where there is none left: what the last ones said about the project, so that it can be brought up again.
	*/
	readonly lost?: readonly LostMember[];
};
