/**
Counters to rates. A rate needs the same counter twice; with one reading it is unknown, and a counter that ran backwards (another cgroup
under the same name) starts again.
*/
import {firstSample, isMissing, type Known} from '../../known.ts';

/**
One reading with the monotonic time it was taken at, in seconds.
*/
type Timed<Value> = {readonly value: Value; readonly atSeconds: number};

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
Change of one counter as a percentage of the change of another, such as throttled periods of all periods; 0 where the second did not
move, and never over 100: waiting for a disk may be counted backwards.
*/
export function sharePercent<Value>(
	pair: Pair<Value> | undefined,
	pick: (value: Value) => Known<number>,
	whole: (value: Value) => Known<number>,
): Known<number> {
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
What stands for a pair of readings: where both are the same, so that nothing has happened, it is that reading, whenever it was taken. As
long as it stays the same object, rates and values do too.
*/
export function steady<Value>(pair: Pair<Value> | undefined): Pair<Value> | Value | undefined {
	return pair && pair.now.value === pair.before?.value ? pair.now.value : pair;
}
