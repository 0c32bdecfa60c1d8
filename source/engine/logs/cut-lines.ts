/**
Cuts bytes that come in pieces into lines.
*/
import {UnfinishedLine} from './unfinished-line.ts';

const lineFeed = 0x0A;

/**
Keeps what has no line feed yet, up to the length of the longest line.
*/
export class CutLines {
	readonly #take: (line: Uint8Array) => void;
	readonly #unfinished = new UnfinishedLine('stdout');

	/**
	The bytes that `take` is given, without the line feed, are only valid until it returns.
	*/
	constructor(take: (line: Uint8Array) => void) {
		this.#take = take;
	}

	/**
	Whether there is something that has no line feed yet.
	*/
	get isBegun(): boolean {
		return this.#unfinished.isBegun;
	}

	push(chunk: Uint8Array): void {
		let at = 0;
		for (let next = chunk.indexOf(lineFeed); next !== -1; next = chunk.indexOf(lineFeed, at)) {
			const bytes = chunk.subarray(at, next);
			at = next + 1;
			if (this.#unfinished.isBegun) {
				this.#unfinished.append(bytes, undefined);
				this.#take(this.#unfinished.finish().bytes);
			} else {
				this.#take(bytes);
			}
		}

		if (at < chunk.length) {
			this.#unfinished.append(chunk.subarray(at), undefined);
		}
	}

	/**
	Nothing more comes: gives what has no line feed.
	*/
	end(): void {
		if (this.#unfinished.isBegun) {
			this.#take(this.#unfinished.finish().bytes);
		}
	}
}
