/**
Which processes are the kernel's own.
*/
import type {ProcessKey} from '../keys.ts';
import type {Process} from '../process.ts';

/**
The kernel's own threads are children of kthreadd, which is pid 2 of the host.
*/
export function isKernelThread({pid, parentPid}: Process, processes: ReadonlyMap<ProcessKey, Process>): boolean {
	return (pid === 2 || parentPid === 2) && processes.values().some(process => process.pid === 2 && process.comm === 'kthreadd');
}
