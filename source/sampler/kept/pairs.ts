/**
The last two readings of everything that is counted.
*/
import {isDeepStrictEqual} from 'node:util';
import type {Pair} from '../../model/build/rates.ts';

/**
Holds the last two readings by key. A reading that follows the last one sooner than `shortestSeconds` is not taken, since a rate over an
instant is noise.
*/
export class Pairs<Key, Value> {
	readonly #pairs = new Map<Key, Pair<Value>>();
	readonly #shortestSeconds: number;

	constructor(shortestSeconds: number) {
		this.#shortestSeconds = shortestSeconds;
	}

	/**
	Whether a new reading is due.
	*/
	isDue(key: Key, atSeconds: number): boolean {
		const pair = this.#pairs.get(key);
		return !pair || atSeconds - pair.now.atSeconds >= this.#shortestSeconds;
	}

	/**
	Takes a reading; the one before it becomes the base of the rates. One that says the same as the one before is taken as that very
	object: what was made of it need not be made again.
	*/
	take(key: Key, value: Value, atSeconds: number): void {
		const before = this.#pairs.get(key)?.now;
		this.#pairs.set(key, {now: {value: before && isDeepStrictEqual(before.value, value) ? before.value : value, atSeconds}, before});
	}

	/**
	Puts a better reading in the place of the last one, which lacked something; the one before it stays the base of the rates.
	*/
	amend(key: Key, value: Value, atSeconds: number): void {
		this.#pairs.set(key, {now: {value, atSeconds}, before: this.#pairs.get(key)?.before});
	}

	get(key: Key): Pair<Value> | undefined {
		return this.#pairs.get(key);
	}

	forget(key: Key): void {
		this.#pairs.delete(key);
	}

	/**
	Forgets all that is not in use any more.
	*/
	keep(isUsed: (key: Key) => boolean): void {
		for (const key of this.#pairs.keys()) {
			if (!isUsed(key)) {
				this.#pairs.delete(key);
			}
		}
	}
}
