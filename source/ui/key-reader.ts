/**
Gathers bytes until they are keys. A lone escape character is a key if nothing follows it soon.
*/
import {
	decodeKeys,
	flushKeys,
	nothingPending,
	type Decoded,
	type Key,
} from './keyboard.ts';

const escapeMilliseconds = 25;

/**
Calls a function with each key, in order.
*/
export class KeyReader {
	readonly #onKey: (key: Key) => void;
	#pending = nothingPending;
	#timer: NodeJS.Timeout | undefined;

	constructor(onKey: (key: Key) => void) {
		this.#onKey = onKey;
	}

	take(chunk: Uint8Array | string): void {
		this.#give(decodeKeys(chunk, this.#pending));
	}

	/**
	Forgets what has begun and not ended.
	*/
	dispose(): void {
		clearTimeout(this.#timer);
	}

	#give({keys, pending}: Decoded): void {
		clearTimeout(this.#timer);
		const isNews = pending !== this.#pending;
		this.#pending = pending;
		if (pending !== nothingPending && isNews) {
			this.#timer = setTimeout(() => {
				this.#give(flushKeys(this.#pending));
			}, escapeMilliseconds);
		}

		for (const key of keys) {
			this.#onKey(key);
		}
	}
}
