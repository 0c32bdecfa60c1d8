/**
What was written down in the guest.
*/
import type {Document} from '../documents.ts';

/**
What the engine itself says of one container.
*/
export type EngineAnswers = {
	readonly id: string;
	/**
	First process, as the engine numbers it.
	*/
	readonly pid: number;
	readonly status: string;
	readonly exitCode: number;
	readonly cpuNanoseconds: number;
	readonly throttledPeriods: number;
	/**
	With all page cache; 0 where it does not run, as are the numbers below.
	*/
	readonly memoryBytes: number;
	readonly memoryLimitBytes: number;
	readonly inactiveFileBytes: number;
	readonly tasks: number;
	readonly readBytes: number;
	readonly writeBytes: number;
};

/**
Files by their paths, links of namespaces, what could not be read and why, and the engine's answers by the names of the containers.
*/
export type Look = {
	readonly files: Readonly<Record<string, string>>;
	readonly links: Readonly<Record<string, string>>;
	readonly errors: Readonly<Record<string, string>>;
	readonly answers: Readonly<Record<string, EngineAnswers>>;
};

/**
Ids of the engine's containers by their names; what nstop printed; the kernel's files and the engine's answers just before and just
after that. Files that were the same before are there once.
*/
export type Recording = {
	readonly names: Readonly<Record<string, string>>;
	readonly document: Document;
	readonly before: Look;
	readonly after: Look;
};
