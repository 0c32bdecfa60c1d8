/**
Several logs as one, in the order of time: a line waits until each log has one that is later, but no longer than a moment, so that a log
that is silent does not stop the others.
*/
import type {LogLine} from './line.ts';

/**
A line that waits, with its own copy of the bytes.
*/
type Waiting = {readonly line: LogLine; readonly order: number; readonly arrivedAt: number};

type Queue = {
	lines: Waiting[];
	/**
	Index of the first one that still waits.
	*/
	next: number;
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

export class LogMerge {
	readonly #emit: (origin: number, line: LogLine) => void;
	readonly #queues = new Map<number, Queue>();
	#emptyQueues = 0;
	#startedAt: number | undefined;

	constructor(emit: (origin: number, line: LogLine) => void) {
		this.#emit = emit;
	}

	/**
	Another log takes part.
	*/
	join(origin: number, now: number): void {
		this.#startedAt ??= now;
		this.#emptyQueues++;
		this.#queues.set(origin, {
			lines: [], next: 0, lastTime: 0, isAwaited: true,
		});
	}

	/**
	Nothing comes from this log for now; what waits of it is not lost.
	*/
	rest(origin: number): void {
		const queue = this.#queues.get(origin);
		if (queue) {
			queue.isAwaited = false;
		}
	}

	/**
	A line has come.
	*/
	add(origin: number, line: LogLine, now: number): void {
		const queue = this.#queues.get(origin);
		if (!queue) {
			return;
		}

		if (queue.lines.length === 0) {
			this.#emptyQueues--;
		}

		queue.isAwaited = false;
		queue.lastTime = Math.max(queue.lastTime, line.time ?? 0);
		queue.lines.push({line: {...line, bytes: new Uint8Array(line.bytes)}, order: line.time ?? queue.lastTime, arrivedAt: now});
	}

	/**
	Passes on what needs not wait any longer; gives whether anything still waits.
	*/
	flush(now: number): boolean {
		const isBeginning = now - (this.#startedAt ?? now) < beginningMilliseconds;
		if (isBeginning && this.#queues.values().some(({isAwaited}) => isAwaited)) {
			return true;
		}

		for (;;) {
			const [origin, queue] = this.#earliest();
			const head = queue?.lines[queue.next];
			if (origin === undefined || !queue || !head) {
				return false;
			}

			const isLate = now - head.arrivedAt >= holdMilliseconds;
			if (!isLate && this.#emptyQueues > 0) {
				return true;
			}

			queue.next++;
			if (queue.next === queue.lines.length) {
				queue.lines = [];
				queue.next = 0;
				this.#emptyQueues++;
			}

			this.#emit(origin, head.line);
		}
	}

	#earliest(): readonly [origin: number | undefined, queue: Queue | undefined] {
		let found: readonly [number | undefined, Queue | undefined] = [undefined, undefined];
		let least = Infinity;
		for (const [origin, queue] of this.#queues) {
			const head = queue.lines[queue.next];
			if (head && head.order < least) {
				least = head.order;
				found = [origin, queue];
			}
		}

		return found;
	}
}
