/**
Counters to rates. A rate needs the same counter twice; with one reading it is unknown, and a counter that ran backwards (another cgroup under the same name) starts anew.
*/
import {isDeepStrictEqual} from 'node:util';
import {firstSample, isMissing, type Known} from '../known.ts';

/**
One reading with the monotonic time it was taken at, in seconds.
*/
export type Timed<Value> = {readonly value: Value; readonly atSeconds: number};

/**
The latest reading of something and the one before it, if there was one.
*/
export type Pair<Value> = {readonly now: Timed<Value>; readonly before: Timed<Value> | undefined};

/**
Change per second of a counter; `pick` takes it out of the reading.
*/
export function ratePerSecond<Value>(pair: Pair<Value> | undefined, pick: (value: Value) => Known<number>): Known<number> {
	const change = changeOf(pair, pick);
	return isMissing(change) ? change : change.amount / change.seconds;
}

/**
Change of one counter as a percentage of the change of another, such as throttled periods of all periods; 0 where the second did not move, and never over 100: waiting for a disk may be counted backwards.
*/
export function sharePercent<Value>(pair: Pair<Value> | undefined, pick: (value: Value) => Known<number>, whole: (value: Value) => Known<number>): Known<number> {
	const part = changeOf(pair, pick);
	if (isMissing(part)) {
		return part;
	}

	const all = changeOf(pair, whole);
	if (isMissing(all)) {
		return all;
	}

	return all.amount === 0 ? 0 : Math.min(100, part.amount / all.amount * 100);
}

function changeOf<Value>(pair: Pair<Value> | undefined, pick: (value: Value) => Known<number>): Known<{amount: number; seconds: number}> {
	if (!pair) {
		return firstSample;
	}

	const now = pick(pair.now.value);
	if (isMissing(now)) {
		return now;
	}

	const before = pair.before && pick(pair.before.value);
	if (before === undefined || isMissing(before) || !pair.before) {
		return firstSample;
	}

	const seconds = pair.now.atSeconds - pair.before.atSeconds;
	return seconds <= 0 || now < before ? firstSample : {amount: now - before, seconds};
}

/**
What stands for a pair of readings: where both are the same, so that nothing has happened, it is that reading, whenever it was taken. As long as it stays the same object, rates and values do too.
*/
export function steady<Value>(pair: Pair<Value> | undefined): Pair<Value> | Value | undefined {
	return pair && pair.now.value === pair.before?.value ? pair.now.value : pair;
}

/**
Holds the last two readings by key. A reading that follows the last one sooner than `shortestSeconds` is not taken, since a rate over an instant is noise.
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
	Takes a reading; the one before it becomes the base of the rates. One that says the same as the one before is taken as that very object: what was made of it need not be made again.
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
