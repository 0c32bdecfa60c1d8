/**
Gathers bytes until they are keys. A lone escape character is a key if nothing follows it soon.
*/
import {Buffer} from 'node:buffer';
import {
	decodeKeys,
	flushKeys,
	nothingPending,
	type Decoded,
	type Key,
} from './keyboard.ts';

const escapeMilliseconds = 25;
const nothing = new Uint8Array(0);

/**
Another receiver of what is typed, such as a shell in a container.
*/
export type KeyBorrower = (chunk: Uint8Array) => void;

/**
Calls a function with each key, in order. If a key lends the keyboard to another program, what was typed after it belongs to that program,
byte by byte, even if it came in the same piece.
*/
export class KeyReader {
	readonly #onKey: (key: Key) => void;
	readonly #borrowerOf: () => KeyBorrower | undefined;
	#pending = nothingPending;
	#timer: NodeJS.Timeout | undefined;

	constructor(onKey: (key: Key) => void, borrowerOf: () => KeyBorrower | undefined = () => undefined) {
		this.#onKey = onKey;
		this.#borrowerOf = borrowerOf;
	}

	take(chunk: Uint8Array | string): void {
		const before = this.#pending;
		let decoded = decodeKeys(chunk, before, 1);
		while (decoded.keys.length > 0) {
			this.#pending = decoded.pending;
			this.#give(decoded);
			const borrower = this.#borrowerOf();
			if (borrower) {
				this.#handOver(borrower);
				return;
			}

			decoded = decodeKeys(nothing, this.#pending, 1);
		}

		this.#wait(decoded, before);
	}

	/**
	Forgets what has begun and not ended.
	*/
	dispose(): void {
		clearTimeout(this.#timer);
	}

	#give({keys}: Decoded): void {
		for (const key of keys) {
			this.#onKey(key);
		}
	}

	#handOver(borrower: KeyBorrower): void {
		const {sequence, bytes} = this.#pending;
		clearTimeout(this.#timer);
		this.#pending = nothingPending;
		if (sequence !== '' || bytes.length > 0) {
			borrower(Buffer.concat([Buffer.from(sequence), bytes]));
		}
	}

	/**
	Waits for the rest of what has begun.
	*/
	#wait({pending}: Decoded, before: typeof nothingPending): void {
		clearTimeout(this.#timer);
		this.#pending = pending;
		if (pending === nothingPending || pending === before) {
			return;
		}

		this.#timer = setTimeout(() => {
			const flushed = flushKeys(this.#pending);
			this.#give(flushed);
			this.#wait(flushed, this.#pending);
		}, escapeMilliseconds);
	}
}
