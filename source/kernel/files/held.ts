/**
Files that are read over and over, kept open in between.
*/
import {closeSync, openSync} from 'node:fs';
import {isMissing, type Known} from '../../known.ts';
import type {Bytes} from '../fields.ts';
import {attempt} from './attempt.ts';
import {readFromStart, readOnce} from './content.ts';
import {ParsedContents} from './parsed.ts';

/**
A file to be read many times; to be had from `HeldFiles`.
*/
export class HeldFile {
	readonly #path: string;
	readonly #open: Set<HeldFile>;
	readonly #most: number;
	readonly #parsed = new ParsedContents();
	#descriptor: number | undefined;
	#wasRead = false;

	constructor(path: string, open: Set<HeldFile>, most: number) {
		this.#path = path;
		this.#open = open;
		this.#most = most;
	}

	/**
	Contents up to 64 KiB, valid until the next file is read.
	*/
	read(): Known<Bytes> {
		if (this.#descriptor !== undefined) {
			this.#wasRead = true;
			const bytes = readFromStart(this.#descriptor);
			if (!isMissing(bytes)) {
				return bytes;
			}

			// A cgroup may have been removed and made again under the same name.
			this.close();
		}

		return this.#open.size < this.#most ? this.#readAndHold() : readOnce(this.#path);
	}

	/**
	What the contents say. While they are the same, so is the value: nothing is parsed again.
	*/
	parse<Value>(parse: (bytes: Bytes) => Known<Value>): Known<Value> {
		const bytes = this.read();
		return isMissing(bytes) ? bytes : this.#parsed.parse(bytes, parse);
	}

	/**
	Closes the file where it was not read since the last call.
	*/
	closeUnread(): void {
		if (!this.#wasRead) {
			this.close();
		}

		this.#wasRead = false;
	}

	/**
	Closes the file; who reads it again opens it again.
	*/
	close(): void {
		if (this.#descriptor !== undefined) {
			this.#open.delete(this);
			closeSync(this.#descriptor);
			this.#descriptor = undefined;
		}
	}

	#readAndHold(): Known<Bytes> {
		const descriptor = attempt(() => openSync(this.#path, 'r'));
		if (isMissing(descriptor)) {
			return descriptor;
		}

		const bytes = readFromStart(descriptor);
		if (isMissing(bytes)) {
			closeSync(descriptor);
		} else {
			this.#descriptor = descriptor;
			this.#wasRead = true;
			this.#open.add(this);
		}

		return bytes;
	}
}

/**
Small files that are kept open between two readings, which spares three quarters of the cost. For files that the kernel writes afresh for each read from their start: those of
a cgroup (but not cgroup.procs of v1, which it keeps for a moment), those of the host, and what a process does; not for net/dev, which would keep a network namespace alive.
*/
export class HeldFiles {
	readonly #open = new Set<HeldFile>();
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
		return this.#open.size;
	}

	/**
	A file that is opened when it is read for the first time.
	*/
	file(path: string): HeldFile {
		return new HeldFile(path, this.#open, this.#most);
	}

	/**
	Closes what was not read since the last call, so that nothing is held of a cgroup that nobody asks for.
	*/
	closeUnread(): void {
		for (const file of this.#open) {
			file.closeUnread();
		}
	}
}
