/**
Reads directories of the kernel. Nothing here throws.
*/
import {
	opendirSync,
	readdirSync,
	statSync,
	type Dirent,
} from 'node:fs';
import {isMissing, type Known} from '../../known.ts';
import {attempt} from './attempt.ts';

/**
Names in a directory, without `.` and `..`.
*/
export function listDirectory(path: string): Known<string[]> {
	return attempt(() => readdirSync(path));
}

/**
The first names in a directory, in the order of the kernel; for one that may be endless.
*/
export function listFirst(path: string, most: number): Known<string[]> {
	return listEntries(path, most, () => true);
}

/**
The first directories in a directory, in the order of the kernel, links to directories left out; for one that may be endless.
*/
export function listFirstDirectories(path: string, most: number): Known<string[]> {
	return listEntries(path, most, entry => entry.isDirectory());
}

function listEntries(path: string, most: number, isWanted: (entry: Dirent) => boolean): Known<string[]> {
	return attempt(() => {
		const directory = opendirSync(path, {bufferSize: Math.min(most, 256)});
		try {
			const names: string[] = [];
			for (let entry = directory.readSync(); entry && names.length < most; entry = directory.readSync()) {
				if (isWanted(entry)) {
					names.push(entry.name);
				}
			}

			return names;
		} finally {
			directory.closeSync();
		}
	});
}

/**
Names of the directories in a directory, links to directories left out.
*/
export function listDirectories(path: string): Known<string[]> {
	return attempt(() => readdirSync(path, {withFileTypes: true}).filter(entry => entry.isDirectory()).map(({name}) => name));
}

/**
Number of entries of /proc/PID/fd. The kernel tells it as the size of the directory since Linux 6.2; before, and where it is 0, the
names are counted.
*/
export function countEntries(path: string): Known<number> {
	const size = attempt(() => statSync(path).size);
	if (size !== 0) {
		return size;
	}

	const names = listDirectory(path);
	return isMissing(names) ? names : names.length;
}

/**
Number of hard links of a directory; 0 where it is not there.
*/
export function countLinks(path: string): Known<number> {
	return attempt(() => statSync(path, {throwIfNoEntry: false})?.nlink ?? 0);
}

/**
Whether there is a directory that can be seen.
*/
export function isDirectory(path: string): boolean {
	return attempt(() => statSync(path).isDirectory()) === true;
}
