/**
Files that are found first and looked at then: a descriptor stands for the file, whatever takes its name later. And what tells a file
from every other one.
*/
import {
	type BigIntStats,
	closeSync,
	constants,
	fstatSync,
	lstatSync,
	openSync,
	statSync,
} from 'node:fs';
import {
	isMissing,
	type Known,
	unsupported,
} from '../../known.ts';
import {formatDevice} from '../device.ts';
import {attempt} from './attempt.ts';
import {readToEnd, withFile} from './content.ts';

// O_PATH, for which Node.js has no name: finds a file without opening it, so that nothing happens to it, whatever it is.
const pathOnly = 0x20_00_00;

const {O_NOFOLLOW: withoutFollowing} = constants;

/**
Finds a file, follows links on the way, and holds on to it: whatever takes its name later, the descriptor stands for this one. To be
given to `closeFile`.
*/
export function openPath(path: string): Known<number> {
	return attempt(() => openSync(path, pathOnly));
}

/**
The same for a name in a directory that is held already. A link is not followed: the descriptor stands for the link.
*/
export function openBelow(directory: number, name: string): Known<number> {
	return attempt(() => openSync(`${descriptorPath(directory)}/${name}`, pathOnly + withoutFollowing));
}

/**
Whether a directory that is held has something by this name.
*/
export function hasEntry(directory: number, name: string): boolean {
	return attempt(() => lstatSync(`${descriptorPath(directory)}/${name}`, {throwIfNoEntry: false}) !== undefined) === true;
}

/**
A path of this process for a file that it holds. Short enough to connect to, however long the path of the socket is.
*/
export function descriptorPath(descriptor: number): string {
	return `/proc/self/fd/${descriptor}`;
}

/**
Lets go of a file.
*/
export function closeFile(descriptor: number): void {
	attempt(() => {
		closeSync(descriptor);
	});
}

/**
What kind of file a descriptor stands for.
*/
type FileKind = 'directory' | 'regular' | 'link' | 'socket' | 'other';

/**
The kind of a file that is held.
*/
export function kindOf(descriptor: number): Known<FileKind> {
	return attempt(() => {
		const stats = fstatSync(descriptor);
		if (stats.isDirectory()) {
			return 'directory';
		}

		if (stats.isSymbolicLink()) {
			return 'link';
		}

		if (stats.isFile()) {
			return 'regular';
		}

		return stats.isSocket() ? 'socket' : 'other';
	});
}

/**
What tells a file from every other one of the host. `device` is written as mounts write it, `254:0`; those of one btrfs have another
number here than there.
*/
export type FileIdentity = {readonly device: string; readonly inode: bigint; readonly isSocket: boolean};

function identityFrom(stats: BigIntStats): FileIdentity {
	return {device: formatDevice(stats.dev), inode: stats.ino, isSocket: stats.isSocket()};
}

/**
Identity of the file that a path leads to, links followed.
*/
export function fileIdentity(path: string): Known<FileIdentity> {
	return attempt(() => identityFrom(statSync(path, {bigint: true})));
}

/**
Identity of a file that is held.
*/
export function identityOf(descriptor: number): Known<FileIdentity> {
	return attempt(() => identityFrom(fstatSync(descriptor, {bigint: true})));
}

/**
What a file is, its size, and whether a name of it is left; `sizeBytes` is undefined for what has none, as a device.
*/
export type FileFacts = {
	readonly kind: 'file' | 'directory' | 'device' | 'fifo' | 'other';
	readonly sizeBytes: number | undefined;
	readonly hasName: boolean;
};

/**
The facts of the file that a path leads to, links followed.
*/
export function fileFacts(path: string): Known<FileFacts> {
	return attempt(() => {
		const stats = statSync(path);
		const hasName = stats.nlink > 0;
		if (stats.isFile()) {
			return {kind: 'file', sizeBytes: stats.size, hasName};
		}

		const isDevice = stats.isCharacterDevice() || stats.isBlockDevice();
		const special = isDevice ? 'device' : (stats.isFIFO() ? 'fifo' : 'other');
		return {kind: stats.isDirectory() ? 'directory' : special, sizeBytes: undefined, hasName};
	});
}

/**
First bytes of a held file as text; unsupported for anything but a regular file, which could wait for ever or do something when it is
opened.
*/
export function readTextOf(descriptor: number, limitBytes: number): Known<string> {
	const kind = kindOf(descriptor);
	if (kind !== 'regular') {
		return isMissing(kind) ? kind : unsupported;
	}

	return withFile(descriptorPath(descriptor), opened => readToEnd(opened, limitBytes).toString('utf8'));
}

/**
First bytes of a regular file of the host as text. The last name of the path may not be a link.
*/
export function readText(path: string, limitBytes: number): Known<string> {
	return withFile(path, descriptor => readTextOf(descriptor, limitBytes), pathOnly + withoutFollowing);
}
