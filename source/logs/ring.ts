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
const firstBytes = 64 * 1024;
const firstLines = 1024;
const lineFeed = 10;

export class LogRing {
	readonly #most: Required<RingLimits>;
	#bytes: Uint8Array;
	#starts: Uint32Array;
	#lengths: Uint32Array;
	#times: Float64Array;
	#streams: Uint8Array;
	#origins: Uint16Array;
	readonly #cuts = new Map<number, number>();
	#first = 0;
	#end = 0;
	#write = 0;
	#linesGone = 0;

	/**
	Both limits are powers of two.
	*/
	constructor({bytes = 8 * 1024 * 1024, lines = 262_144}: RingLimits = {}) {
		this.#most = {bytes, lines};
		this.#bytes = new Uint8Array(Math.min(firstBytes, bytes));
		const count = Math.min(firstLines, lines);
		this.#starts = new Uint32Array(count);
		this.#lengths = new Uint32Array(count);
		this.#times = new Float64Array(count);
		this.#streams = new Uint8Array(count);
		this.#origins = new Uint16Array(count);
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
	Memory taken, in bytes.
	*/
	get size(): number {
		const perLine = 4 + 4 + 8 + 1 + 2;
		return this.#bytes.length + this.#starts.length * perLine;
	}

	/**
	Adds a line; the bytes are copied.
	*/
	add(line: Uint8Array, {time, stream, origin, bytesCut}: RingEntry): void {
		// Never longer than a fraction of the whole, so that a line never pushes itself out.
		const kept = Math.min(line.length, this.#most.bytes / 4);
		// The byte behind each line keeps the places of empty ones apart.
		const start = this.#room(kept + 1);
		this.#bytes.set(kept === line.length ? line : line.subarray(0, kept), start);
		this.#bytes[start + kept] = lineFeed;
		this.#write = start + kept + 1;
		if (this.#end - this.#first === this.#starts.length) {
			this.#growLines();
		}

		const slot = this.#end % this.#starts.length;
		this.#starts[slot] = start;
		this.#lengths[slot] = kept;
		this.#times[slot] = time ?? NaN;
		this.#streams[slot] = streams.indexOf(stream);
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
		while (this.#write + length > this.#bytes.length && this.#bytes.length < this.#most.bytes) {
			const larger = new Uint8Array(this.#bytes.length * 2);
			larger.set(this.#bytes.subarray(0, this.#write));
			this.#bytes = larger;
		}

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
		this.#linesGone += streams[this.#streams[this.#first % this.#starts.length]!] === 'note' ? 0 : 1;
		this.#first++;
	}

	#growLines(): void {
		const before = this.#starts.length;
		if (before >= this.#most.lines) {
			this.#dropFirst();
			return;
		}

		const larger = <Each extends Uint32Array | Float64Array | Uint8Array | Uint16Array>(old: Each, made: Each): Each => {
			for (let number = this.#first; number < this.#end; number++) {
				made[number % (before * 2)] = old[number % before]!;
			}

			return made;
		};

		this.#starts = larger(this.#starts, new Uint32Array(before * 2));
		this.#lengths = larger(this.#lengths, new Uint32Array(before * 2));
		this.#times = larger(this.#times, new Float64Array(before * 2));
		this.#streams = larger(this.#streams, new Uint8Array(before * 2));
		this.#origins = larger(this.#origins, new Uint16Array(before * 2));
	}
}
