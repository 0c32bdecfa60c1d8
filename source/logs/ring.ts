/**
The newest lines of a log in a fixed amount of memory: their bytes as they came, and of each when and where it was written. A line is told
by its number, which it keeps for good; the oldest lines make room for new ones. Nothing is decoded here.
*/
import type {LogStream} from './line.ts';

/**
Where a line comes from; `note` for what nstop itself says between the lines.
*/
type RingStream = LogStream | 'note';

/**
What is kept beside the bytes of a line. `origin` tells several logs apart that were merged.
*/
type RingEntry = {
	readonly time: number | undefined;
	readonly stream: RingStream;
	readonly origin: number;
	readonly bytesCut: number;
};

type RingLimits = {
	/**
	How many bytes of lines are kept at most.
	*/
	readonly bytes?: number;
	/**
	How many lines are kept at most.
	*/
	readonly lines?: number;
};

const streams: readonly RingStream[] = ['stdout', 'stderr', 'note'];
const lineFeed = 10;
/**
The longest line, as a part of all bytes.
*/
const longestPart = 1 / 4;
/**
Of a ring that is not nearly full so much is free: for lines of a few bytes, and for the longest one with the gap before it where it does
not fit at the end.
*/
const freePartOfLines = 1 / 4;
const freePartOfBytes = longestPart * 3 / 2;

export class LogRing {
	// All of it at once: the kernel gives memory only where something is written.
	readonly #bytes: Uint8Array;
	readonly #starts: Uint32Array;
	readonly #lengths: Uint32Array;
	readonly #times: Float64Array;
	readonly #streams: Uint8Array;
	readonly #origins: Uint16Array;
	readonly #cuts = new Map<number, number>();
	#first = 0;
	#end = 0;
	#write = 0;
	#linesGone = 0;
	/**
	Numbers of what nstop said itself: rarely more than a few.
	*/
	readonly #notes: number[] = [];

	/**
	Both limits are powers of two.
	*/
	constructor({bytes = 8 * 1024 * 1024, lines = 262_144}: RingLimits = {}) {
		this.#bytes = new Uint8Array(bytes);
		this.#starts = new Uint32Array(lines);
		this.#lengths = new Uint32Array(lines);
		this.#times = new Float64Array(lines);
		this.#streams = new Uint8Array(lines);
		this.#origins = new Uint16Array(lines);
	}

	/**
	Number of the oldest line that is kept.
	*/
	get first(): number {
		return this.#first;
	}

	/**
	Number that the next line will have.
	*/
	get end(): number {
		return this.#end;
	}

	/**
	How many lines are not kept any more or never came. What nstop said itself does not count.
	*/
	get linesGone(): number {
		return this.#linesGone;
	}

	/**
	How many of what is kept are no lines of a log, but what nstop said itself.
	*/
	get notes(): number {
		return this.#notes.length;
	}

	/**
	How many of what is kept before this number are no lines of a log.
	*/
	notesBefore(number: number): number {
		const index = this.#notes.findIndex(note => note >= number);
		return index === -1 ? this.#notes.length : index;
	}

	/**
	How many of the lines that are kept are not kept to their end.
	*/
	get linesCut(): number {
		return this.#cuts.size;
	}

	/**
	Whether there is no room for more than a few pieces of a log until the oldest lines are given up: for one line of any length at least.
	*/
	get isNearlyFull(): boolean {
		const {length: lines} = this.#starts;
		const {length: bytes} = this.#bytes;
		const count = this.#end - this.#first;
		const used = count === 0 ? 0 : (this.#write - this.#starts[this.#first % lines]! + bytes) % bytes;
		return count > lines * (1 - freePartOfLines) || used > bytes * (1 - freePartOfBytes) || (count > 0 && used === 0);
	}

	/**
	Adds a line; the bytes are copied.
	*/
	add(line: Uint8Array, {time, stream, origin, bytesCut}: RingEntry): void {
		// Never longer than a fraction of the whole, so that a line never pushes itself out.
		const kept = Math.min(line.length, this.#bytes.length * longestPart);
		// The byte behind each line keeps the places of empty ones apart.
		const start = this.#room(kept + 1);
		this.#bytes.set(kept === line.length ? line : line.subarray(0, kept), start);
		this.#bytes[start + kept] = lineFeed;
		this.#write = start + kept + 1;
		if (this.#end - this.#first === this.#starts.length) {
			this.#dropFirst();
		}

		const slot = this.#end % this.#starts.length;
		this.#starts[slot] = start;
		this.#lengths[slot] = kept;
		this.#times[slot] = time ?? NaN;
		this.#streams[slot] = streams.indexOf(stream);
		if (stream === 'note') {
			this.#notes.push(this.#end);
		}

		this.#origins[slot] = origin;
		const cut = bytesCut + line.length - kept;
		if (cut > 0) {
			this.#cuts.set(this.#end, cut);
		}

		this.#end++;
	}

	/**
	Counts lines that never came.
	*/
	leaveOut(lines: number): void {
		this.#linesGone += lines;
	}

	/**
	The bytes of a line that is kept, without its line feed: a view, valid until the next line is added.
	*/
	bytes(number: number): Uint8Array {
		const slot = this.#slot(number);
		const start = this.#starts[slot]!;
		return this.#bytes.subarray(start, start + this.#lengths[slot]!);
	}

	/**
	What is kept beside the bytes of a line.
	*/
	entry(number: number): RingEntry {
		const slot = this.#slot(number);
		const time = this.#times[slot]!;
		return {
			time: Number.isNaN(time) ? undefined : time,
			stream: streams[this.#streams[slot]!]!,
			origin: this.#origins[slot]!,
			bytesCut: this.#cuts.get(number) ?? 0,
		};
	}

	#slot(number: number): number {
		if (number < this.#first || number >= this.#end) {
			throw new RangeError(`Line ${number} is not kept: there are ${this.#first} to ${this.#end}.`);
		}

		return number % this.#starts.length;
	}

	/**
	Place for this number of bytes in one piece; the lines that lie there are given up.
	*/
	#room(length: number): number {
		if (this.#write + length > this.#bytes.length) {
			this.#dropFrom(this.#write, this.#bytes.length);
			this.#write = 0;
		}

		this.#dropFrom(this.#write, this.#write + length);
		return this.#write;
	}

	/**
	Gives up the oldest lines while they begin between these places.
	*/
	#dropFrom(from: number, to: number): void {
		while (this.#first < this.#end) {
			const start = this.#starts[this.#first % this.#starts.length]!;
			if (start < from || start >= to) {
				return;
			}

			this.#dropFirst();
		}
	}

	#dropFirst(): void {
		this.#cuts.delete(this.#first);
		if (this.#notes[0] === this.#first) {
			this.#notes.shift();
		} else {
			this.#linesGone++;
		}

		this.#first++;
	}
}
