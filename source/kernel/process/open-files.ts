/**
What a process has open.
*/
import {isMissing, type Known, mapKnown} from '../../known.ts';
import {readLink} from '../files/content.ts';
import {listFirst} from '../files/directory.ts';
import {parseDescriptor} from '../pid/fd.ts';
import type {OpenFile} from '../reading.ts';

// A process may have a million files open.
const mostFiles = 4096;

/**
Open files of a process by its directory in /proc, those with the lowest numbers first, 4096 at most. One that is closed while the
others are read is left out.
*/
export function readOpenFiles(directory: string): Known<readonly OpenFile[]> {
	return mapKnown(listFirst(`${directory}/fd`, mostFiles), names =>
		names.flatMap(name => {
			const link = readLink(`${directory}/fd/${name}`);
			return isMissing(link) && link.missing === 'gone'
				? []
				: [{descriptor: Number(name), target: mapKnown(link, text => parseDescriptor(text))}];
		}),
	);
}

/**
Inodes of the sockets that a process has open.
*/
export function readSocketInodes(directory: string): Known<ReadonlySet<number>> {
	return mapKnown(
		readOpenFiles(directory),
		files => new Set(files.flatMap(({target}) => (isMissing(target) || target.kind !== 'socket' ? [] : [target.inode]))),
	);
}
