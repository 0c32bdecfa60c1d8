import type {TrueContainer, Truth} from './truth.ts';

/**
The kernel's files of some containers by their paths, as latin1, the links of their namespaces, and what is true of them.
*/
export type Recording = {
	readonly host: Truth['host'];
	readonly containers: readonly TrueContainer[];
	readonly files: Readonly<Record<string, string>>;
	readonly links: Readonly<Record<string, string>>;
};
