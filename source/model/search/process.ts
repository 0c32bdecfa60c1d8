/**
What a process is found by: its pids at every level, user, name and command line.
*/
import {isMissing, valueOf} from '../../known.ts';
import type {Process} from '../process.ts';
import type {Thread} from '../thread.ts';
import type {Searchable} from './query.ts';

export function searchableProcess({pid, nspid, user, uid, comm, args}: Process): Searchable {
	const id = valueOf(uid);
	return {
		texts: [comm, isMissing(args) ? '' : args.join(' '), user ?? ''],
		numbers: [pid, ...nspid, ...(id === undefined || user !== undefined ? [] : [id])],
	};
}

/**
A thread is also found by what its process is found by.
*/
export function searchableThread({pid, nspid, comm}: Thread, process: Process): Searchable {
	const {texts, numbers} = searchableProcess(process);
	return {texts: [...texts, comm], numbers: [...numbers, pid, ...nspid]};
}
