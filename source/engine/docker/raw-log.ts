/**
The log of a container with a terminal, as Docker's API gives it: the bytes as they are, with a stamp before each line, and line feeds that
the terminal has put a carriage return before.
*/
import type {LogLine} from '../../logs/line.ts';
import {joined} from '../logs/joined.ts';
import {longestStampBytes, StampReader} from '../logs/stamp.ts';
import {UnfinishedLine, wholeLine} from '../logs/unfinished-line.ts';

const lineFeed = 0x0A;
const carriageReturn = 0x0D;
const blank = 0x20;
/**
Docker takes no more than this for one message. There is nothing between the pieces of a longer line but the stamp of the next one.
*/
const pieceBytes = 16 * 1024;
const nothing = new Uint8Array(0);

/**
Takes the bytes in pieces of any size and gives the lines.
*/
export class RawLog {
	readonly #take: (line: LogLine) => void;
	readonly #stamps = new StampReader();
	readonly #unfinished = new UnfinishedLine('stdout');
	/**
	What may be the beginning of a stamp.
	*/
	#start: Uint8Array = nothing;
	/**
	How much may come of this piece before another stamp; 0 where one is expected.
	*/
	#left = 0;
	#time: number | undefined;

	constructor(take: (line: LogLine) => void) {
		this.#take = take;
	}

	push(chunk: Uint8Array): void {
		this.#read(joined(this.#start, chunk), false);
	}

	/**
	Nothing more comes: gives what has no line feed.
	*/
	end(): void {
		this.#read(this.#start, true);
		if (this.#unfinished.isBegun) {
			this.#take(this.#unfinished.finish());
		}
	}

	#read(bytes: Uint8Array, isLast: boolean): void {
		this.#start = nothing;
		let at = 0;
		while (at < bytes.length) {
			const next = bytes.indexOf(lineFeed, at);
			if (this.#left === 0) {
				if (next === -1 && !isLast && bytes.length - at <= longestStampBytes) {
					// The chunk is the caller's.
					this.#start = bytes.slice(at);
					return;
				}

				at = this.#open(bytes, at, next === -1 ? bytes.length : next);
			}

			const end = Math.min(next === -1 ? bytes.length : next, at + this.#left);
			const isEnded = end === next;
			this.#addText(bytes.subarray(at, end), isEnded);
			this.#left -= isEnded ? this.#left : end - at;
			at = isEnded ? end + 1 : end;
		}
	}

	/**
	Reads a stamp, if there is one. Gives where the text begins.
	*/
	#open(bytes: Uint8Array, at: number, end: number): number {
		const stampEnd = this.#stamps.read(bytes, at, end);
		const hasStamp = stampEnd !== -1 && stampEnd < end && bytes[stampEnd] === blank;
		this.#time = hasStamp ? this.#stamps.time : undefined;
		this.#left = pieceBytes;
		return hasStamp ? stampEnd + 1 : at;
	}

	#addText(text: Uint8Array, isEnded: boolean): void {
		if (isEnded && !this.#unfinished.isBegun) {
			const isReturned = text.at(-1) === carriageReturn;
			this.#take(wholeLine(isReturned ? text.subarray(0, -1) : text, this.#time, 'stdout'));
		} else if (isEnded) {
			this.#unfinished.append(text, this.#time);
			this.#take(this.#unfinished.finish(carriageReturn));
		} else if (text.length > 0) {
			this.#unfinished.append(text, this.#time);
		}
	}
}
