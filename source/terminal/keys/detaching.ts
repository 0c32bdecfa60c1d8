/**
Looks for the keys that detach in what is typed.
*/

/**
`bytes` go on to where they were typed for; `isDetached` where the keys were among them, and what came after them is nobody's.
*/
type Passed = {readonly bytes: Uint8Array; readonly isDetached: boolean};

/**
Keys that begin like those that detach wait until the next one shows whether they are.
*/
export class Detaching {
	readonly #keys: Uint8Array;
	#matched = 0;

	constructor(keys: Uint8Array) {
		this.#keys = keys;
	}

	pass(chunk: Uint8Array): Passed {
		const bytes: number[] = [];
		for (const byte of chunk) {
			if (byte !== this.#keys[this.#matched]) {
				bytes.push(...this.#keys.subarray(0, this.#matched));
				this.#matched = 0;
			}

			if (byte === this.#keys[this.#matched]) {
				this.#matched++;
			} else {
				bytes.push(byte);
			}

			if (this.#matched > 0 && this.#matched === this.#keys.length) {
				return {bytes: Uint8Array.from(bytes), isDetached: true};
			}
		}

		return {bytes: Uint8Array.from(bytes), isDetached: false};
	}
}
