/**
Several logs as one, in the order of time: a line waits until each log has one that is later, but no longer than a moment, so that a log
that is silent does not stop the others.
*/
import type {LogLine} from './line.ts';

/**
A line of one of the logs, with its own copy of the bytes.
*/
type MergedLine = LogLine & {readonly origin: number};

type Waiting = MergedLine & {readonly order: number; readonly arrivedAt: number};

type Queue = {
	readonly origin: number;
	lines: Waiting[];
	/**
	Index of the first one that still waits.
	*/
	next: number;
	/**
	Memory that is taken by what waits.
	*/
	size: number;
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
How long a line waits for earlier ones of other logs, and how long all wait for the beginning of each log; in milliseconds.
*/
const holdMilliseconds = 250;
const beginningMilliseconds = 1000;
/**
How much may wait in all, in bytes, and what a line takes besides its own.
*/
const mostSize = 12 * 1024 * 1024;
const perLineBytes = 200;
/**
How many lines that were passed on a queue keeps at most, so that it is not copied for each.
*/
const mostPassed = 1024;

export class LogMerge {
	readonly #emit: (line: MergedLine) => void;
	readonly #queues: Queue[] = [];
	#emptyQueues = 0;
	#size = 0;
	#startedAt: number | undefined;

	constructor(emit: (line: MergedLine) => void) {
		this.#emit = emit;
	}

	/**
	Another log takes part; its lines have this number.
	*/
	join(origin: number, now: number): void {
		this.#startedAt ??= now;
		this.#emptyQueues++;
		this.#queues.push({
			origin, lines: [], next: 0, size: 0, lastTime: 0, isAwaited: true,
		});
	}

	/**
	Nothing comes from this log for now; what waits of it is not lost.
	*/
	rest(origin: number): void {
		const queue = this.#queueOf(origin);
		if (queue) {
			queue.isAwaited = false;
		}
	}

	/**
	A line has come.
	*/
	add(origin: number, {bytes, time, stream, bytesCut}: LogLine, now: number): void {
		const queue = this.#queueOf(origin);
		if (!queue) {
			return;
		}

		if (queue.lines.length === 0) {
			this.#emptyQueues--;
		}

		queue.isAwaited = false;
		queue.lastTime = Math.max(queue.lastTime, time ?? 0);
		queue.lines.push({
			bytes: new Uint8Array(bytes), time, stream, bytesCut, origin, order: time ?? queue.lastTime, arrivedAt: now,
		});
		this.#grow(queue, bytes.length + perLineBytes);
	}

	/**
	Whether so much waits that no more should be read of this log: others have to come first.
	*/
	isFullOf(origin: number): boolean {
		return this.#size > mostSize && (this.#queueOf(origin)?.size ?? 0) * this.#queues.length >= this.#size;
	}

	/**
	Passes on what needs not wait any longer; gives whether anything still waits.
	*/
	flush(now: number): boolean {
		const isBeginning = now - (this.#startedAt ?? now) < beginningMilliseconds;
		if (isBeginning && this.#queues.some(({isAwaited}) => isAwaited)) {
			return true;
		}

		for (;;) {
			const queue = this.#earliest();
			const head = queue?.lines[queue.next];
			if (!queue || !head) {
				return false;
			}

			const isLate = now - head.arrivedAt >= holdMilliseconds;
			if (!isLate && this.#emptyQueues > 0) {
				return true;
			}

			this.#pass(queue);
			this.#grow(queue, -(head.bytes.length + perLineBytes));
			this.#emit(head);
		}
	}

	#queueOf(origin: number): Queue | undefined {
		// They join in the order of their numbers.
		const queue = this.#queues[origin];
		return queue?.origin === origin ? queue : this.#queues.find(each => each.origin === origin);
	}

	#grow(queue: Queue, bytes: number): void {
		queue.size += bytes;
		this.#size += bytes;
	}

	#pass(queue: Queue): void {
		queue.next++;
		if (queue.next === queue.lines.length) {
			queue.lines = [];
			queue.next = 0;
			this.#emptyQueues++;
		} else if (queue.next > mostPassed && queue.next * 2 > queue.lines.length) {
			queue.lines = queue.lines.slice(queue.next);
			queue.next = 0;
		}
	}

	#earliest(): Queue | undefined {
		let found: Queue | undefined;
		let least = Infinity;
		for (const queue of this.#queues) {
			const order = queue.lines[queue.next]?.order ?? Infinity;
			if (order < least) {
				least = order;
				found = queue;
			}
		}

		return found;
	}
}
