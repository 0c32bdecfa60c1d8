/**
The log of a container without a terminal, as Docker's API gives it: frames of `[stream, 0, 0, 0, length]`, the length as 32 bits with the
highest first, each with a stamp before its text. A message of more than 16 KiB comes in several frames, and each of them has a stamp.
*/
import type {LogLine} from '../../logs/line.ts';
import {joined} from '../logs/joined.ts';
import {longestStampBytes, StampReader} from '../logs/stamp.ts';
import {UnfinishedLine, wholeLine} from '../logs/unfinished-line.ts';

const headerBytes = 8;
const lineFeed = 0x0A;
const blank = 0x20;
/**
The stream on which the engine itself says what went wrong with the log.
*/
const engineStream = 3;
const mostComplaintBytes = 4096;
const nothing = new Uint8Array(0);

/**
Takes the bytes in pieces of any size and gives the lines.
*/
export class LogFrames {
	readonly #take: (line: LogLine) => void;
	readonly #stamps = new StampReader();
	readonly #unfinished = [new UnfinishedLine('stdout'), new UnfinishedLine('stderr')] as const;
	/**
	The beginning of a frame, before its stamp has come as a whole.
	*/
	#start: Uint8Array = nothing;
	#stream = 0;
	/**
	Bytes of the frame that are still to come.
	*/
	#left = 0;
	#time: number | undefined;
	#complaint = '';

	constructor(take: (line: LogLine) => void) {
		this.#take = take;
	}

	/**
	Gives the lines that end in these bytes.

	@throws {Error} where the bytes are no frames, and with what the engine says went wrong.
	*/
	push(chunk: Uint8Array): void {
		const bytes = joined(this.#start, chunk);
		this.#start = nothing;
		let at = 0;
		while (at < bytes.length) {
			if (this.#left === 0) {
				const textAt = this.#open(bytes, at, false);
				if (textAt === -1) {
					// The chunk is the caller's.
					this.#start = bytes.slice(at);
					return;
				}

				at = textAt;
			}

			const end = Math.min(at + this.#left, bytes.length);
			this.#left -= end - at;
			this.#addText(bytes, at, end);
			at = end;
		}
	}

	/**
	Nothing more comes: gives what has no line feed.
	*/
	end(): void {
		if (this.#start.length >= headerBytes) {
			const textAt = this.#open(this.#start, 0, true);
			this.#left = 0;
			this.#addText(this.#start, textAt, this.#start.length);
		}

		this.#start = nothing;
		for (const unfinished of this.#unfinished) {
			if (unfinished.isBegun) {
				this.#take(unfinished.finish());
			}
		}
	}

	/**
	Reads the header and the stamp of a frame. Gives where its text begins, or -1 where more bytes are needed to tell.
	*/
	#open(bytes: Uint8Array, at: number, isLast: boolean): number {
		const textAt = at + headerBytes;
		if (textAt > bytes.length) {
			return -1;
		}

		const stream = bytes[at]!;
		if (stream > engineStream || bytes[at + 1] !== 0 || bytes[at + 2] !== 0 || bytes[at + 3] !== 0) {
			throw new Error('what the engine sent is not a log');
		}

		const length = (bytes[at + 4]! * 0x1_00_00_00) + (bytes[at + 5]! * 0x1_00_00) + (bytes[at + 6]! * 0x1_00) + bytes[at + 7]!;
		if (!isLast && bytes.length - textAt < Math.min(length, longestStampBytes + 1)) {
			return -1;
		}

		const stampEnd = this.#stamps.read(bytes, textAt, Math.min(textAt + length, bytes.length));
		const hasStamp = stampEnd !== -1 && stampEnd < textAt + length && bytes[stampEnd] === blank;
		this.#stream = stream;
		this.#time = hasStamp ? this.#stamps.time : undefined;
		this.#left = length - (hasStamp ? stampEnd + 1 - textAt : 0);
		return hasStamp ? stampEnd + 1 : textAt;
	}

	#addText(bytes: Uint8Array, start: number, end: number): void {
		if (this.#stream === engineStream) {
			this.#addComplaint(bytes.subarray(start, end));
		} else if (start < end) {
			// What is written to stdin counts as output.
			const unfinished = this.#unfinished[this.#stream === 2 ? 1 : 0];
			const isEnded = bytes[end - 1] === lineFeed;
			const text = bytes.subarray(start, isEnded ? end - 1 : end);
			if (isEnded && !unfinished.isBegun && !text.includes(lineFeed)) {
				this.#take(wholeLine(text, this.#time, this.#stream === 2 ? 'stderr' : 'stdout'));
			} else {
				this.#addPieces(unfinished, text, isEnded);
			}
		}
	}

	#addPieces(unfinished: UnfinishedLine, text: Uint8Array, isEnded: boolean): void {
		let at = 0;
		for (let next = text.indexOf(lineFeed); next !== -1; next = text.indexOf(lineFeed, at)) {
			unfinished.append(text.subarray(at, next), this.#time);
			this.#take(unfinished.finish());
			at = next + 1;
		}

		if (isEnded || at < text.length) {
			unfinished.append(text.subarray(at), this.#time);
		}

		if (isEnded) {
			this.#take(unfinished.finish());
		}
	}

	#addComplaint(text: Uint8Array): void {
		this.#complaint = `${this.#complaint}${new TextDecoder().decode(text)}`;
		if (this.#left === 0 || this.#complaint.length > mostComplaintBytes) {
			throw new Error(this.#complaint.trim());
		}
	}
}
