/**
Remembers what is expensive to read, so that it is read no more often than it should be.
*/

/**
Values by name, all of one owner at a time: with another owner all are forgotten.
*/
export class ReadCache {
	readonly #values = new Map<string, {readonly value: unknown; readonly atSeconds: number}>();
	#owner: string | undefined;

	/**
	The value of this name, read again if it is at least `seconds` old.
	*/
	read<Value>(owner: string, name: string, {seconds, atSeconds}: {seconds: number; atSeconds: number}, reader: () => Value): Value {
		if (owner !== this.#owner) {
			this.clear();
			this.#owner = owner;
		}

		const kept = this.#values.get(name);
		if (kept && atSeconds - kept.atSeconds < seconds) {
			return kept.value as Value;
		}

		const value = reader();
		this.#values.set(name, {value, atSeconds});
		return value;
	}

	clear(): void {
		this.#values.clear();
	}
}
