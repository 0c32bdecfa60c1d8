/**
A row of the processes pane.
*/
import type {Known} from '../../../known.ts';
import type {Process} from '../../../model/process.ts';
import type {Thread} from '../../../model/thread.ts';
import type {Row} from '../../table/row.ts';

/**
A row about a process, about one of its threads, or about those of its threads that have no row.
*/
export type ProcessRow = Row & {
	/**
	The one that the row is about, or whose thread it is.
	*/
	readonly process: Process;
	readonly thread?: Thread;
	/**
	It ended while it was selected, and is still shown.
	*/
	readonly hasEnded?: true;
	/**
	Threads that were not read: how many, or why not.
	*/
	readonly others?: Known<number>;
	/**
	Milliseconds since the epoch; undefined where the moment of the boot is unknown.
	*/
	readonly startedAt: number | undefined;
	/**
	Where it is folded: what it and the hidden ones take together.
	*/
	readonly sum?: Pick<Process, 'cpuPercent' | 'residentBytes'>;
};

/**
Whether the row is about threads, and not about the process itself.
*/
export function isOfThreads({thread, others}: ProcessRow): boolean {
	return thread !== undefined || others !== undefined;
}

/**
What the row is about: an object that is another one as soon as anything about it is.
*/
export function thingOf(row: ProcessRow): WeakKey {
	return row.others === undefined ? row.thread ?? row.process : row;
}
