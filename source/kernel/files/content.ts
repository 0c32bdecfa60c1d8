/**
Reads files of the kernel. Everything is synchronous: these files are on no disk, and a promise costs ten times what reading
one does. Nothing here throws: what cannot be read is reported as missing.
*/
import {Buffer} from 'node:buffer';
import {
	closeSync,
	openSync,
	readlinkSync,
	readSync,
} from 'node:fs';
import type {Known} from '../../known.ts';
import type {Bytes} from '../fields.ts';
import {attempt} from './attempt.ts';

const firstBytes = 65_536;
const atPresentOffset = -1;

// One for all files: the bytes that are given away are a view of it.
let buffer = Buffer.allocUnsafeSlow(firstBytes);

/**
Opens a file, has it used and closes it again.
*/
export function withFile<Result>(path: string, use: (descriptor: number) => Result, flags: string | number = 'r'): Known<Result> {
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

/**
All that can be read of an open file, up to a limit. Valid until the next file is read.
*/
export function readToEnd(descriptor: number, limitBytes: number): Bytes {
	let length = 0;
	for (;;) {
		if (length === buffer.length) {
			enlarge(length);
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
What a single read gives: all of a file that the kernel writes in one piece, such as stat, status, cgroup, io, limits, and those of a
cgroup. Valid until the next file is read.
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
What an open file gives from its start: a single read, and more only where that fills what was asked for. Valid until the next file is read.
*/
export function readFromStart(descriptor: number): Known<Bytes> {
	return attempt(() => {
		let length = readSync(descriptor, buffer, 0, buffer.length, 0);
		while (length === buffer.length) {
			enlarge(length);
			length += readSync(descriptor, buffer, length, buffer.length - length, length);
		}

		return buffer.subarray(0, length);
	});
}

function enlarge(length: number): void {
	const larger = Buffer.allocUnsafeSlow(buffer.length * 2);
	buffer.copy(larger, 0, 0, length);
	buffer = larger;
}
