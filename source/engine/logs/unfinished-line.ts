/**
A line that comes in pieces. What is kept of it is bounded; the rest is counted.
*/
import {longestLineBytes, type LogLine, type LogStream} from '../../logs/line.ts';

const firstBytes = 4096;
/**
More room than this is given back after the line.
*/
const mostKeptBytes = 64 * 1024;

/**
The line of one stream that has begun and not ended. Used again for each.
*/
export class UnfinishedLine {
	readonly #stream: LogStream;
	#room = new Uint8Array(firstBytes);
	#length = 0;
	#bytesCut = 0;
	#lastByte = -1;
	#time: number | undefined;
	#isBegun = false;

	constructor(stream: LogStream) {
		this.#stream = stream;
	}

	get isBegun(): boolean {
		return this.#isBegun;
	}

	/**
	Adds a piece. The time of the first one is the line's.
	*/
	append(piece: Uint8Array, time: number | undefined): void {
		if (!this.#isBegun) {
			this.#isBegun = true;
			this.#time = time;
		}

		const count = Math.min(piece.length, longestLineBytes - this.#length);
		this.#makeRoom(this.#length + count);
		this.#room.set(count === piece.length ? piece : piece.subarray(0, count), this.#length);
		this.#length += count;
		this.#bytesCut += piece.length - count;
		this.#lastByte = piece.at(-1) ?? this.#lastByte;
	}

	/**
	The line, which is good until the next piece. `droppedEnd` is a byte that is left out if it is the last one.
	*/
	finish(droppedEnd?: number): LogLine {
		const isDropped = this.#lastByte === droppedEnd;
		const bytesCut = Math.max(0, this.#bytesCut - (isDropped ? 1 : 0));
		const length = this.#length - (isDropped && this.#bytesCut === 0 ? 1 : 0);
		const line = {
			bytes: this.#room.subarray(0, length), time: this.#time, stream: this.#stream, bytesCut,
		};
		this.#length = 0;
		this.#bytesCut = 0;
		this.#lastByte = -1;
		this.#isBegun = false;
		if (this.#room.length > mostKeptBytes) {
			this.#room = new Uint8Array(firstBytes);
		}

		return line;
	}

	#makeRoom(length: number): void {
		if (length <= this.#room.length) {
			return;
		}

		const room = new Uint8Array(Math.min(longestLineBytes, Math.max(length, this.#room.length * 2)));
		room.set(this.#room.subarray(0, this.#length));
		this.#room = room;
	}
}

/**
A line that is there as a whole.
*/
export function wholeLine(bytes: Uint8Array, time: number | undefined, stream: LogStream): LogLine {
	return bytes.length > longestLineBytes
		? {
			bytes: bytes.subarray(0, longestLineBytes), time, stream, bytesCut: bytes.length - longestLineBytes,
		}
		: {
			bytes, time, stream, bytesCut: 0,
		};
}
