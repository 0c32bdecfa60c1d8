/**
What a process is found by: its pids at every level, user, name and command line.
*/
import {isMissing, valueOf} from '../../known.ts';
import type {Process} from '../process.ts';
import type {Searchable} from './query.ts';

export function searchableProcess({pid, nspid, user, uid, comm, args}: Process): Searchable {
	const id = valueOf(uid);
	return {
		texts: [comm, isMissing(args) ? '' : args.join(' '), user ?? ''],
		numbers: [pid, ...nspid, ...(id === undefined || user !== undefined ? [] : [id])],
	};
}
