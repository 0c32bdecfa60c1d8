/**
Gathers bytes until they are keys, and keys that were read together into a burst. A lone escape character is a key if nothing follows it
soon.
*/
import {Buffer} from 'node:buffer';
import {
	decodeKeys,
	flushKeys,
	nothingPending,
	type Key,
} from './keyboard.ts';

const escapeMilliseconds = 25;

/**
Keys for which what was typed after them stays with the terminal: Ctrl-C and Ctrl-Z.
*/
const immediate = new Set([0x03, 0x1A]);

/**
Another receiver of what is typed, such as a shell in a container.
*/
export type KeyBorrower = (chunk: Uint8Array) => void;

/**
What is known of keys besides the keys: when they arrived, in terms of whoever asks.
*/
export type Arrival<Stamp> = {
	/**
	What `stamp` gave when the first byte of them was read.
	*/
	readonly stamp: Stamp;
	/**
	They were waiting when those before them were handled: both are pieces of one burst.
	*/
	readonly isContinued: boolean;
};

type KeyReaderOptions<Stamp> = {
	/**
	Takes keys that were read together, in order, and gives how many of them it has taken. The others are dropped, or belong to the borrower
	if there is one by then.
	*/
	onKeys(keys: readonly Key[], arrival: Arrival<Stamp>): number;
	/**
	Asked as soon as a byte is read, before it is known which key it is.
	*/
	stamp(): Stamp;
	borrowerOf?(): KeyBorrower | undefined;
};

/**
Gathers what comes in one turn of the event loop and gives its keys. If a key lends the keyboard to another program, what was typed after
it belongs to that program, byte by byte, even if it came in the same piece.
*/
export class KeyReader<Stamp> {
	readonly #options: KeyReaderOptions<Stamp>;
	#gathered: Uint8Array[] = [];
	#arrival: Arrival<Stamp> | undefined;
	#pending = nothingPending;
	#escapeTimer: NodeJS.Timeout | undefined;
	#turn: NodeJS.Immediate | undefined;
	#isOpen = false;

	constructor(options: KeyReaderOptions<Stamp>) {
		this.#options = options;
	}

	take(chunk: Uint8Array | string): void {
		const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
		this.#arrival ??= {stamp: this.#options.stamp(), isContinued: this.#isOpen};
		this.#gathered.push(bytes);
		clearImmediate(this.#turn);
		if (bytes.some(byte => immediate.has(byte))) {
			this.#read();
		} else {
			this.#turn = setImmediate(() => {
				this.#read();
			});
		}
	}

	/**
	Forgets what has begun and not ended.
	*/
	dispose(): void {
		clearTimeout(this.#escapeTimer);
		clearImmediate(this.#turn);
	}

	#read(): void {
		const arrival = this.#arrival!;
		const chunk = Buffer.concat(this.#gathered);
		this.#arrival = undefined;
		this.#gathered = [];
		const before = this.#pending;
		const {keys, pending} = decodeKeys(chunk, before);
		this.#pending = pending;
		// Whoever has got the keyboard since the bytes came has asked for them.
		const isLent = this.#options.borrowerOf?.() !== undefined;
		const taken = isLent || keys.length === 0 ? 0 : this.#options.onKeys(keys, arrival);
		const borrower = this.#options.borrowerOf?.();
		if (borrower) {
			this.#handOver(borrower, taken === keys.length ? pending : decodeKeys(chunk, before, taken).pending);
			return;
		}

		this.#wait(before);
		this.#isOpen = true;
		// What is waiting now is read before the event loop has turned once more.
		this.#turn = setImmediate(() => {
			this.#isOpen = false;
		});
	}

	#handOver(borrower: KeyBorrower, {sequence, bytes}: typeof nothingPending): void {
		clearTimeout(this.#escapeTimer);
		this.#isOpen = false;
		this.#pending = nothingPending;
		if (sequence !== '' || bytes.length > 0) {
			borrower(Buffer.concat([Buffer.from(sequence), bytes]));
		}
	}

	/**
	Waits for the rest of what has begun.
	*/
	#wait(before: typeof nothingPending): void {
		clearTimeout(this.#escapeTimer);
		const pending = this.#pending;
		if (pending === nothingPending || pending === before) {
			return;
		}

		const stamp = this.#options.stamp();
		this.#escapeTimer = setTimeout(() => {
			const flushed = flushKeys(this.#pending);
			const was = this.#pending;
			this.#pending = flushed.pending;
			if (flushed.keys.length > 0) {
				this.#options.onKeys(flushed.keys, {stamp, isContinued: false});
			}

			this.#wait(was);
		}, escapeMilliseconds);
	}
}
