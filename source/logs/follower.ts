/**
Reads one log from its start, and reads it on after each interruption: when it was started again, and after a failure.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import type {
	LogLine,
	LogSink,
	LogSource,
	LogStart,
} from './line.ts';
import {LogPosition} from './position.ts';

/**
Something whose log can be read.
*/
export type LogOrigin = {
	readonly key: string;
	/**
	As it came, not yet safe to draw.
	*/
	readonly name: string;
	/**
	Another one means that there may be more to read although the source had come to its end: it was started again.
	*/
	readonly run: string;
	/**
	Whether it is gone for good: once its log was read, that it cannot be read any more is no failure.
	*/
	readonly isGone?: boolean;
	readonly source: LogSource;
};

/**
How the reading stands: `ended` until there is another run, `failed` until the next attempt works.
*/
export type LogState = 'opening' | 'reading' | 'ended' | 'failed';

type FollowerOptions = {
	readonly origin: LogOrigin;
	readonly start: LogStart;
	/**
	Takes each line once, whatever happens between them.
	*/
	take(line: LogLine): void;
	readonly leaveOut: LogSink['leaveOut'];
	readonly held: LogSink['held'];
	readonly isNewestWanted: LogSink['isNewestWanted'];
	/**
	Called when `state` or `problem` has changed.
	*/
	onChange(): void;
};

const firstRetryMilliseconds = 500;
const longestRetryMilliseconds = 10_000;
/**
An attempt that has not failed for so long works, whether lines come or not.
*/
const settledMilliseconds = 1000;

export class LogFollower {
	state: LogState = 'opening';
	/**
	Why it failed, as a sentence for people.
	*/
	problem: string | undefined;
	readonly #options: FollowerOptions;
	readonly #end = new AbortController();
	readonly #position = new LogPosition();
	#current: Pick<LogOrigin, 'run' | 'isGone' | 'source'>;
	#hasRead = false;
	#waking = Promise.withResolvers<void>();
	#patience = firstRetryMilliseconds;

	constructor(options: FollowerOptions) {
		this.#options = options;
		this.#current = options.origin;
	}

	/**
	Whether what it reads of is gone for good.
	*/
	get isGone(): boolean {
		return this.#current.isGone === true;
	}

	/**
	Begins to read.
	*/
	start(): void {
		void this.#readOn();
	}

	/**
	Says which run there is now, and from where it is read.
	*/
	update({run, isGone, source}: LogOrigin): void {
		const isOther = run !== this.#current.run || isGone !== this.#current.isGone;
		this.#current = {run, isGone, source};
		if (isOther) {
			this.#waking.resolve();
		}
	}

	/**
	Ends the reading for good. Nothing is taken after that.
	*/
	close(): void {
		this.#end.abort();
		this.#waking.resolve();
	}

	async #readOn(): Promise<void> {
		const {signal} = this.#end;
		/* eslint-disable no-await-in-loop -- one reading after the other is the point */
		while (!signal.aborted) {
			const {run, isGone} = this.#current;
			this.#waking = Promise.withResolvers();
			const isRead = await this.#readOnce();
			if (signal.aborted) {
				return;
			}

			if (!isRead && !isGone) {
				await Promise.race([this.#waking.promise, sleep(this.#patience, undefined, {ref: false})]);
				this.#patience = Math.min(longestRetryMilliseconds, this.#patience * 2);
			} else if (run === this.#current.run && isGone === this.#current.isGone) {
				await this.#waking.promise;
			}
		}
		/* eslint-enable no-await-in-loop */
	}

	/**
	Reads until the end, and tells whether it came without a failure.
	*/
	async #readOnce(): Promise<boolean> {
		const {signal} = this.#end;
		const {take, leaveOut, held, isNewestWanted, start} = this.#options;
		const worked = (): void => {
			this.#patience = firstRetryMilliseconds;
			this.#become('reading');
		};

		if (this.state !== 'failed') {
			this.#become('reading');
		}

		const settling = setTimeout(worked, settledMilliseconds);
		try {
			await this.#current.source.read({start: this.#position.begin(start), isFollowed: true}, {
				line: line => {
					if (signal.aborted || !this.#position.takes(line.time)) {
						return;
					}

					this.#hasRead = true;
					if (this.state === 'failed') {
						worked();
					}

					take(line);
				},
				leaveOut(lines) {
					if (!signal.aborted) {
						leaveOut(lines);
					}
				},
				held,
				isNewestWanted,
			}, signal);
			this.#become('ended');
			return true;
		} catch (error) {
			if (this.#current.isGone && this.#hasRead) {
				this.#become('ended');
			} else {
				this.#become('failed', error instanceof Error ? error.message : String(error));
			}

			return false;
		} finally {
			clearTimeout(settling);
		}
	}

	#become(state: LogState, problem?: string): void {
		if (this.#end.signal.aborted || (state === this.state && problem === this.problem)) {
			return;
		}

		this.state = state;
		this.problem = problem;
		this.#options.onChange();
	}
}
