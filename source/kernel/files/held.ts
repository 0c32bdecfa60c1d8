/**
Files that are read over and over, kept open in between.
*/
import {closeSync, openSync} from 'node:fs';
import {isMissing, type Known} from '../../known.ts';
import type {Bytes} from '../fields.ts';
import {attempt} from './attempt.ts';
import {readFromStart, readOnce} from './content.ts';

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
