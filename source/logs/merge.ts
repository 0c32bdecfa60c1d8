/**
Several logs as one, in the order of time: a line waits until each log has one that is later, but no longer than a moment, so that a log
that is silent does not stop the others.
*/
import type {LogLine} from './line.ts';
import {LineQueue} from './line-queue.ts';

/**
Takes a line of one of the logs. Its bytes are good until it returns.
*/
type Emit = (line: LogLine, origin: number) => void;

type Part = {
	readonly origin: number;
	readonly queue: LineQueue;
	/**
	Time of its newest line, for those that have none.
	*/
	lastTime: number;
	/**
	Whether more may come soon of what was written before it was opened.
	*/
	isAwaited: boolean;
};

/**
How passing on has ended: nothing waits any more, what waits may wait, or there is more to pass on at once.
*/
type Flushed = 'empty' | 'waiting' | 'interrupted';

/**
How long a line waits for earlier ones of other logs, and how long all wait for the beginning of each log; in milliseconds.
*/
const holdMilliseconds = 250;
const beginningMilliseconds = 1000;
/**
How much may wait in all, in bytes.
*/
const mostSize = 12 * 1024 * 1024;
/**
Between how many lines the clock is looked at.
*/
const linesPerLook = 64;

export class LogMerge {
	readonly #emit: Emit;
	readonly #parts: Part[] = [];
	#startedAt: number | undefined;

	constructor(emit: Emit) {
		this.#emit = emit;
	}

	/**
	Another log takes part; its lines have this number.
	*/
	join(origin: number, now: number): void {
		this.#startedAt ??= now;
		this.#parts.push({
			origin, queue: new LineQueue(), lastTime: 0, isAwaited: true,
		});
	}

	/**
	Nothing comes from this log for now; what waits of it is not lost.
	*/
	rest(origin: number): void {
		const part = this.#partOf(origin);
		if (part) {
			part.isAwaited = false;
		}
	}

	/**
	A line has come.
	*/
	add(origin: number, line: LogLine, now: number): void {
		const part = this.#partOf(origin);
		if (!part) {
			return;
		}

		part.isAwaited = false;
		part.lastTime = Math.max(part.lastTime, line.time ?? 0);
		part.queue.push(line, {order: line.time ?? part.lastTime, arrivedAt: now});
	}

	/**
	Whether so much waits that no more should be read of this log: others have to come first.
	*/
	isFullOf(origin: number): boolean {
		let all = 0;
		for (const {queue} of this.#parts) {
			all += queue.size;
		}

		return all > mostSize && (this.#partOf(origin)?.queue.size ?? 0) * this.#parts.length >= all;
	}

	/**
	Passes on what needs not wait any longer, until the time is up.
	*/
	flush(now: number, isTimeUp: () => boolean): Flushed {
		const isBeginning = now - (this.#startedAt ?? now) < beginningMilliseconds;
		if (isBeginning && this.#parts.some(({isAwaited}) => isAwaited)) {
			return 'waiting';
		}

		for (let lines = 0; ;) {
			const {first, secondOrder, isOneEmpty} = this.#earliest();
			if (!first) {
				return 'empty';
			}

			const {queue, origin} = first;
			// As long as it is the earliest one there is no need to look at the others.
			do {
				const isLate = now - queue.arrivedAt >= holdMilliseconds;
				if (!isLate && isOneEmpty) {
					return 'waiting';
				}

				if (++lines % linesPerLook === 0 && isTimeUp()) {
					return 'interrupted';
				}

				this.#emit(queue.shift(), origin);
			} while (queue.order <= secondOrder && !queue.isEmpty);
		}
	}

	#partOf(origin: number): Part | undefined {
		// They join in the order of their numbers.
		const part = this.#parts[origin];
		return part?.origin === origin ? part : this.#parts.find(each => each.origin === origin);
	}

	/**
	The log with the earliest line, when the earliest of the others was written, and whether nothing waits of one.
	*/
	#earliest(): {readonly first: Part | undefined; readonly secondOrder: number; readonly isOneEmpty: boolean} {
		let first: Part | undefined;
		let least = Infinity;
		let secondOrder = Infinity;
		let isOneEmpty = false;
		for (const part of this.#parts) {
			const {order} = part.queue;
			isOneEmpty ||= part.queue.isEmpty;
			if (order < least) {
				secondOrder = least;
				least = order;
				first = part;
			} else if (order < secondOrder) {
				secondOrder = order;
			}
		}

		return {first, secondOrder, isOneEmpty};
	}
}
