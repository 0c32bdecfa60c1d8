/**
A file that grows while it is read, by whatever name it goes on: writers of logs rename it and begin another, or copy it and cut it to
nothing.
*/
import {
	closeSync,
	constants,
	fstatSync,
	openSync,
	readSync,
} from 'node:fs';
import {
	isMissing,
	unsupported,
	valueOf,
	type Known,
	type Missing,
} from '../../known.ts';
import {attempt} from './attempt.ts';
import {descriptorPath} from './found.ts';

/**
So little that the lines in it are read between two keys.
*/
const blockBytes = 32_768;
const lineFeed = 0x0A;

const toRead = constants.O_RDONLY + constants.O_NONBLOCK + constants.O_NOCTTY;

/**
Opens a file to read it, without waiting for anybody who writes. The last name of the path may not be a link.
*/
export function openForReading(path: string): Known<number> {
	return attempt(() => openSync(path, toRead + constants.O_NOFOLLOW));
}

/**
Opens a file for reading that is held already.
*/
export function openHeldForReading(held: number): Known<number> {
	return attempt(() => openSync(descriptorPath(held), toRead));
}

type OpenFile = {readonly descriptor: number; readonly identity: string; readonly sizeBytes: number};

/**
What came of a look at the name of the file.
- `same`: there is nothing new to know.
- `replaced`: another file has its name; reading goes on there, from its start.
- `cut`: it is shorter than what was read; reading goes on from its start.
- a reason: the name leads to no file that can be read. What was open stays open.
*/
type FileChange = 'same' | 'replaced' | 'cut' | Missing;

/**
One file, open, with the place up to which it was read. Bytes that are given are valid until the next ones are read.
*/
export class FollowedFile {
	readonly #open: () => Known<number>;
	readonly #block = new Uint8Array(blockBytes);
	#file: OpenFile;
	#position = 0;

	private constructor(open: () => Known<number>, file: OpenFile) {
		this.#open = open;
		this.#file = file;
	}

	/**
	Opens the file at its start. `open` is asked again at each look, as another file may have the name by then.
	*/
	static open(open: () => Known<number>): Known<FollowedFile> {
		const file = opened(open);
		return isMissing(file) ? file : new FollowedFile(open, file);
	}

	/**
	The next bytes, empty at the end.
	*/
	read(): Known<Uint8Array> {
		const bytes = this.#readAt(this.#position);
		if (!isMissing(bytes)) {
			this.#position += bytes.length;
		}

		return bytes;
	}

	/**
	Whether both are the same file, under whatever names.
	*/
	isSameAs(other: FollowedFile): boolean {
		return this.#file.identity === other.#file.identity;
	}

	/**
	How much there is that was not read.
	*/
	get unreadBytes(): number {
		return (valueOf(attempt(() => fstatSync(this.#file.descriptor).size)) ?? 0) - this.#position;
	}

	/**
	How much of it was read, or passed over.
	*/
	get position(): number {
		return this.#position;
	}

	/**
	Takes back the last bytes that were read: the next reading begins with them.
	*/
	unread(bytes: number): void {
		this.#position -= bytes;
	}

	/**
	Goes to the start of the line that is the given number of lines before the end, and gives how many of them there are not.
	*/
	seekTail(lines: number): number {
		// A line feed at the very end ends the last line.
		let left = lines + 1;
		let isAtEnd = true;
		for (const {start, bytes} of this.#blocksBackwards()) {
			left -= isAtEnd && bytes.at(-1) !== lineFeed ? 1 : 0;
			isAtEnd = false;
			for (let at = bytes.lastIndexOf(lineFeed); at !== -1; at = at === 0 ? -1 : bytes.lastIndexOf(lineFeed, at - 1)) {
				left--;
				if (left === 0) {
					this.#position = start + at + 1;
					return 0;
				}
			}
		}

		this.#position = 0;
		// The first line has no line feed before it.
		return this.#file.sizeBytes === 0 ? lines : left - 1;
	}

	/**
	Goes to the start of some line before which no line is wanted: `isBefore` says of a whole line that all before it are unwanted. Gives
	whether there is such a line.
	*/
	seekAfter(isBefore: (line: Uint8Array) => boolean): boolean {
		for (const {start, bytes} of this.#blocksBackwards()) {
			const first = start === 0 ? 0 : bytes.indexOf(lineFeed) + 1;
			const end = bytes.indexOf(lineFeed, first);
			if ((first > 0 || start === 0) && end !== -1 && isBefore(bytes.subarray(first, end))) {
				this.#position = start + first;
				return true;
			}
		}

		this.#position = 0;
		return false;
	}

	/**
	Looks whether the name still leads to this file, and whether it was cut. To be asked once everything was read.
	*/
	look(): FileChange {
		const next = opened(this.#open);
		if (isMissing(next)) {
			return next;
		}

		const isOther = next.identity !== this.#file.identity;
		// What was written into the old one at the last moment comes first.
		if (isOther && this.#hasMore()) {
			closeSync(next.descriptor);
			return 'same';
		}

		if (isOther) {
			closeSync(this.#file.descriptor);
			this.#file = next;
			this.#position = 0;
			return 'replaced';
		}

		closeSync(next.descriptor);
		if (next.sizeBytes < this.#position) {
			this.#position = 0;
			return 'cut';
		}

		return 'same';
	}

	/**
	Lets go of the file.
	*/
	close(): void {
		closeSync(this.#file.descriptor);
	}

	/**
	Blocks from the end to the start.

	@yields Where a block begins, and its bytes.
	*/
	* #blocksBackwards(): Generator<{readonly start: number; readonly bytes: Uint8Array}> {
		for (let end = this.#file.sizeBytes; end > 0;) {
			const start = Math.max(0, end - blockBytes);
			const bytes = this.#readAt(start);
			if (isMissing(bytes)) {
				return;
			}

			yield {start, bytes: bytes.subarray(0, end - start)};
			end = start;
		}
	}

	#hasMore(): boolean {
		return attempt(() => fstatSync(this.#file.descriptor).size > this.#position) === true;
	}

	#readAt(position: number): Known<Uint8Array> {
		return attempt(() => this.#block.subarray(0, readSync(this.#file.descriptor, this.#block, 0, blockBytes, position)));
	}
}

function opened(open: () => Known<number>): Known<OpenFile> {
	const descriptor = open();
	if (isMissing(descriptor)) {
		return descriptor;
	}

	const stats = attempt(() => fstatSync(descriptor, {bigint: true}));
	if (isMissing(stats) || !stats.isFile()) {
		closeSync(descriptor);
		return isMissing(stats) ? stats : unsupported;
	}

	return {descriptor, identity: `${stats.dev}:${stats.ino}`, sizeBytes: Number(stats.size)};
}
