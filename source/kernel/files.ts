/**
The only place that reads files of the kernel. Everything is synchronous: these files have no disk behind them, and a promise costs ten times what reading one does.
Nothing here throws: what cannot be read is told as missing.
*/
import {Buffer} from 'node:buffer';
import {
	type BigIntStats,
	closeSync,
	constants,
	fstatSync,
	lstatSync,
	openSync,
	opendirSync,
	readdirSync,
	readlinkSync,
	readSync,
	statSync,
} from 'node:fs';
import {
	denied,
	gone,
	isMissing,
	type Known,
	type Missing,
	unsupported,
} from '../known.ts';
import {formatDevice} from './device.ts';
import type {Bytes} from './fields.ts';

const firstBytes = 65_536;
const atPresentOffset = -1;

// One for all files: the bytes that are given away are a view of it.
let buffer = Buffer.allocUnsafeSlow(firstBytes);

// ENODEV is what a file of a removed cgroup answers that was open already.
const reasons: ReadonlyMap<string, Missing> = new Map([['ENOENT', gone], ['ESRCH', gone], ['ENODEV', gone], ['EACCES', denied], ['EPERM', denied]]);

/**
Why a system call failed, in the words of this program. Whatever is neither gone nor forbidden is something that this kernel, or this file, does not offer.
*/
function missingOf(error: unknown): Missing {
	const code = (error as NodeJS.ErrnoException).code ?? '';
	return reasons.get(code) ?? unsupported;
}

function attempt<Result>(call: () => Result): Known<Result> {
	try {
		return call();
	} catch (error) {
		return missingOf(error);
	}
}

function withFile<Result>(path: string, use: (descriptor: number) => Result, flags: string | number = 'r'): Known<Result> {
	return attempt(() => {
		const descriptor = openSync(path, flags);
		try {
			return use(descriptor);
		} finally {
			closeSync(descriptor);
		}
	});
}

/**
The whole file, or its first bytes up to a limit. The bytes are valid until the next file is read: take them apart at once.
*/
export function readBytes(path: string, limitBytes = Infinity): Known<Bytes> {
	return withFile(path, descriptor => readToEnd(descriptor, limitBytes));
}

function readToEnd(descriptor: number, limitBytes: number): Bytes {
	let length = 0;
	for (;;) {
		if (length === buffer.length) {
			const larger = Buffer.allocUnsafeSlow(buffer.length * 2);
			buffer.copy(larger, 0, 0, length);
			buffer = larger;
		}

		const wanted = Math.min(buffer.length, limitBytes) - length;
		// Files that the kernel writes line by line give less than a page with each read, whatever is asked for: only 0 is the end.
		const count = wanted === 0 ? 0 : readSync(descriptor, buffer, length, wanted, atPresentOffset);
		if (count === 0) {
			return buffer.subarray(0, length);
		}

		length += count;
	}
}

/**
What a single read gives: all of a file that the kernel writes in one piece, such as stat, status, cgroup, io, limits, and those of a cgroup. Valid until the next file is read.
*/
export function readOnce(path: string, limitBytes = firstBytes): Known<Bytes> {
	return withFile(path, descriptor => buffer.subarray(0, readSync(descriptor, buffer, 0, limitBytes, atPresentOffset)));
}

/**
Where a symbolic link points, as it is written there: `net:[4026531840]`.
*/
export function readLink(path: string): Known<string> {
	return attempt(() => readlinkSync(path));
}

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
	return attempt(() => {
		const directory = opendirSync(path, {bufferSize: Math.min(most, 256)});
		try {
			const names: string[] = [];
			for (let entry = directory.readSync(); entry && names.length < most; entry = directory.readSync()) {
				names.push(entry.name);
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
Number of entries of /proc/PID/fd. The kernel tells it as the size of the directory since Linux 6.2; before, and where it is 0, the names are counted.
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
Whether there is a directory that can be seen.
*/
export function isDirectory(path: string): boolean {
	return attempt(() => statSync(path).isDirectory()) === true;
}

// O_PATH, for which Node.js has no name: finds a file without opening it, so that nothing happens to it, whatever it is.
const pathOnly = 0x20_00_00;

const {O_NOFOLLOW: withoutFollowing} = constants;

/**
Finds a file, follows links on the way, and holds on to it: whatever takes its name later, the descriptor stands for this one. To be given to `closeFile`.
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
export function isBelow(directory: number, name: string): boolean {
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
export type FileKind = 'directory' | 'regular' | 'link' | 'socket' | 'other';

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
What tells a file from every other one of the host. `device` is written as mounts write it, `254:0`; those of one btrfs have another number here than there.
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
First bytes of a held file as text; unsupported for anything but a regular file, which could wait for ever or do something when it is opened.
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

function readFromStart(descriptor: number): Known<Bytes> {
	return attempt(() => buffer.subarray(0, readSync(descriptor, buffer, 0, firstBytes, 0)));
}

type HeldFile = {readonly descriptor: number; wasRead: boolean};

/**
Reads small files over and over and keeps them open in between, which spares three quarters of the cost. For files that the kernel writes afresh for each read from their start: those of
a cgroup (but not cgroup.procs of v1, which it keeps for a moment) and those of the host; not for those of a process.
*/
export class HeldFiles {
	readonly #files = new Map<string, HeldFile>();
	readonly #most: number;

	/**
	Never holds more files than the given number; others are opened for each read.
	*/
	constructor(most: number) {
		this.#most = most;
	}

	/**
	How many files are open now.
	*/
	get size(): number {
		return this.#files.size;
	}

	/**
	Contents of a file up to 64 KiB, valid until the next file is read.
	*/
	read(path: string): Known<Bytes> {
		const held = this.#files.get(path);
		if (held) {
			held.wasRead = true;
			const bytes = readFromStart(held.descriptor);
			if (!isMissing(bytes)) {
				return bytes;
			}

			// A cgroup may have been removed and made again under the same name.
			this.#close(path, held);
		}

		return this.#files.size < this.#most ? this.#readAndHold(path) : readOnce(path);
	}

	/**
	Closes what was not read since the last call, so that nothing is held of a cgroup that nobody asks for.
	*/
	closeUnread(): void {
		for (const [path, held] of this.#files) {
			if (held.wasRead) {
				held.wasRead = false;
			} else {
				this.#close(path, held);
			}
		}
	}

	#readAndHold(path: string): Known<Bytes> {
		const descriptor = attempt(() => openSync(path, 'r'));
		if (isMissing(descriptor)) {
			return descriptor;
		}

		const bytes = readFromStart(descriptor);
		const held = {descriptor, wasRead: true};
		if (isMissing(bytes)) {
			this.#close(path, held);
		} else {
			this.#files.set(path, held);
		}

		return bytes;
	}

	#close(path: string, {descriptor}: HeldFile): void {
		this.#files.delete(path);
		closeSync(descriptor);
	}
}
