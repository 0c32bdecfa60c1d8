/**
Files that are read over and over, kept open in between.
*/
import {closeSync, openSync} from 'node:fs';
import {isMissing, type Known} from '../../known.ts';
import type {Bytes} from '../fields.ts';
import {attempt} from './attempt.ts';
import {readFromStart, withFile} from './content.ts';
import {ParsedContents} from './parsed.ts';

/**
What is open, and how many files more may be kept open.
*/
type OpenFiles = {readonly files: Set<HeldFile>; room: number};

/**
A file to be read many times; to be had from `HeldFiles`.
*/
export class HeldFile {
	readonly #path: string;
	readonly #open: OpenFiles;
	readonly #parsed = new ParsedContents();
	#descriptor: number | undefined;
	#wasRead = false;

	constructor(path: string, open: OpenFiles) {
		this.#path = path;
		this.#open = open;
	}

	/**
	All of its contents, valid until the next file is read.
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

		return this.#open.room > 0 ? this.#readAndHold() : withFile(this.#path, readFromStart);
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
		if (this.#descriptor === undefined) {
			return;
		}

		this.#open.files.delete(this);
		this.#open.room++;
		closeSync(this.#descriptor);
		this.#descriptor = undefined;
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
			this.#open.files.add(this);
			this.#open.room--;
		}

		return bytes;
	}
}

/**
Small files that are kept open between two readings, which spares three quarters of the cost. For files that the kernel writes afresh
for each read from their start: those of
a cgroup (but not cgroup.procs of v1, which it keeps for a moment), those of the host, and what a process does; not for net/dev, which
would keep a network namespace alive.
*/
export class HeldFiles {
	readonly #open: OpenFiles;
	readonly #most: number;

	/**
	Never holds more files than the given number; others are opened for each read.
	*/
	constructor(most: number) {
		this.#most = most;
		this.#open = {files: new Set(), room: most};
	}

	/**
	How many files are open now.
	*/
	get size(): number {
		return this.#open.files.size;
	}

	/**
	Holds no more than the given number of files more until the next call. Each time a process with threads outgrows its table of open
	files, the kernel has it wait for 10 ms or more.
	*/
	allow(more: number): void {
		this.#open.room = Math.min(more, this.#most - this.#open.files.size);
	}

	/**
	A file that is opened when it is read for the first time.
	*/
	file(path: string): HeldFile {
		return new HeldFile(path, this.#open);
	}

	/**
	Closes what was not read since the last call, so that nothing is held of a cgroup that nobody asks for.
	*/
	closeUnread(): void {
		for (const file of this.#open.files) {
			file.closeUnread();
		}
	}
}
