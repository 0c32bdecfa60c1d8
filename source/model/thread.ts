/**
A thread as the snapshot has it.
*/
import type {ProcessKey, ThreadKey} from './keys.ts';
import type {Process} from './process.ts';

/**
One thread, in the words of a process where they mean the same. `pid` is its id as the host counts: that of the main thread is the pid
of the process. The name is as the kernel gave it, not yet safe to draw.
*/
export type Thread =
	& {readonly key: ThreadKey; readonly process: ProcessKey}
	& Pick<
		Process,
		'pid' | 'nspid' | 'pidInside' | 'startTicks' | 'comm' | 'state' | 'cpuPercent' | 'cpuSeconds' | 'processor' | 'waitChannel'
	>;

/**
Threads of one process, the main one first, and how many others were not read since they are too many.
*/
export type ProcessThreads = {readonly threads: readonly Thread[]; readonly leftOut: number};

/**
Whether a key is that of a thread, and not that of a process.
*/
export function isThreadKey(key: string): boolean {
	return key.includes('/');
}
