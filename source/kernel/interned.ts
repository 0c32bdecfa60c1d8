/**
One object for everything that reads the same, for as long as anyone has it.
*/

const fewest = 256;

/**
Objects by the text that they were made of. What nobody else holds any more is given back: on a host on which containers come and go, no
text comes twice.
*/
export class Interned<Value extends WeakKey> {
	readonly #known = new Map<string, WeakRef<Value>>();
	#sweepAt = fewest;

	/**
	How many texts are known, with those whose object has gone and that have not been swept out yet.
	*/
	get size(): number {
		return this.#known.size;
	}

	/**
	The object that was made of this text, made now unless it is still in use.
	*/
	get(text: string, make: () => Value): Value {
		const known = this.#known.get(text)?.deref();
		if (known) {
			return known;
		}

		const value = make();
		this.#known.set(text, new WeakRef(value));
		if (this.#known.size > this.#sweepAt) {
			this.#sweep();
		}

		return value;
	}

	#sweep(): void {
		for (const [text, reference] of this.#known) {
			if (reference.deref() === undefined) {
				this.#known.delete(text);
			}
		}

		this.#sweepAt = Math.max(fewest, this.#known.size * 2);
	}
}
