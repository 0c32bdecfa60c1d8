/**
The processes in a cgroup and in those below it, from cgroup.procs.
*/
import {isMissing, type Known} from '../../../known.ts';
import {type Bytes, linesOf, parsed} from '../../fields.ts';
import {readBytes} from '../../files/content.ts';
import {listDirectories} from '../../files/directory.ts';

function parseMembers(bytes: Bytes): number[] {
	// Processes of other pid namespaces are written as 0.
	return linesOf(bytes).map(Number).filter(pid => pid > 0);
}

/**
Pids in the cgroup of a directory itself, in no order.
*/
export function listOwnMembers(directory: string): Known<number[]> {
	return parsed(readBytes(`${directory}/cgroup.procs`), parseMembers);
}

/**
Pids in the cgroup of a directory and all below it, in no order. One that vanishes below takes its processes with it, and a threaded one
(EOPNOTSUPP) has none of its own.
*/
export function listMembers(directory: string): Known<number[]> {
	const own = listOwnMembers(directory);
	const below = isMissing(own) ? own : listDirectories(directory);
	if (isMissing(own) || isMissing(below)) {
		return own;
	}

	const lists = below.map(name => listMembers(`${directory}/${name}`));
	return [...own, ...lists.flatMap(list => isMissing(list) ? [] : list)];
}
