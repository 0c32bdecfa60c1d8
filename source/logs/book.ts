/**
The log that is open: of one workload or of several merged, read from its sources into one ring.
*/
import {LogFollower, type LogOrigin, type LogState} from './follower.ts';
import type {LogLine, LogStart} from './line.ts';
import {LogMerge} from './merge.ts';
import {LogRing} from './ring.ts';

/**
How the reading of one log stands.
*/
export type OriginState = {
	readonly key: string;
	readonly name: string;
	readonly state: LogState;
	/**
	Why it failed, as a sentence for people.
	*/
	readonly problem: string | undefined;
	/**
	Whether what wrote it is gone for good.
	*/
	readonly isGone: boolean;
};

type BookOptions = {
	readonly start: LogStart;
	/**
	Called soon after something has changed, never at once and not for each line.
	*/
	onChange(): void;
	readonly ring?: LogRing;
};

type Part = {
	readonly key: string;
	readonly name: string;
	/**
	What its lines have for it in the ring.
	*/
	readonly origin: number;
	readonly follower: LogFollower;
};

const publishMilliseconds = 50;
/**
How long lines are passed on at a stretch, so that no key waits.
*/
const sliceMilliseconds = 4;
/**
How near to the line that is looked at the oldest one may come, as a part of all, before reading waits.
*/
const pinnedPart = 1 / 8;

export class LogBook {
	readonly ring: LogRing;
	readonly #options: BookOptions;
	readonly #parts = new Map<string, Part>();
	readonly #names: string[] = [];
	readonly #merge = new LogMerge((line, origin) => {
		this.#keep(line, origin);
	});

	#publishing: NodeJS.Timeout | undefined;
	#flushing: NodeJS.Timeout | undefined;
	/**
	Settles with the next passing on of lines.
	*/
	#flushed = Promise.withResolvers<void>();
	#pin: number | undefined;
	#release: PromiseWithResolvers<void> | undefined;
	#isMerged = false;

	constructor(options: BookOptions) {
		this.#options = options;
		this.ring = options.ring ?? new LogRing();
	}

	/**
	How each reading stands, those that were taken out left out.
	*/
	get origins(): readonly OriginState[] {
		return this.#parts.values().map(({key, name, follower: {state, problem, isGone}}) => ({
			key, name, state, problem, isGone,
		})).toArray();
	}

	/**
	Whether lines of several logs are in it.
	*/
	get isMerged(): boolean {
		return this.#isMerged;
	}

	/**
	Whether sources wait, as what is looked at would be lost otherwise.
	*/
	get isHeld(): boolean {
		return this.#release !== undefined;
	}

	/**
	Name of the one that a line comes from, also when it was taken out since.
	*/
	nameOf(origin: number): string {
		return this.#names[origin] ?? '';
	}

	/**
	Says which logs take part now. New ones are opened, others closed, and those with another run read on.
	*/
	set(origins: readonly LogOrigin[]): void {
		const isFirst = this.#names.length === 0;
		this.#isMerged ||= origins.length > 1;
		for (const part of this.#parts.values()) {
			if (origins.every(({key}) => key !== part.key)) {
				this.#close(part);
			}
		}

		for (const origin of origins) {
			const part = this.#parts.get(origin.key);
			if (part) {
				part.follower.update(origin);
			} else {
				this.#open(origin, isFirst);
			}
		}
	}

	/**
	Keeps this line and those after it: reading waits before they would be given up. Undefined where there is none to keep: then the newest
	lines are wanted.
	*/
	pin(number: number | undefined): void {
		this.#pin = number;
		if (this.#isPressed()) {
			return;
		}

		this.#release?.resolve();
		this.#release = undefined;
		if (this.#isMerged) {
			this.#flushSoon();
		}
	}

	/**
	Ends all reading.
	*/
	close(): void {
		for (const {follower} of this.#parts.values()) {
			follower.close();
		}

		this.#parts.clear();
		this.pin(undefined);
		clearTimeout(this.#publishing);
		clearTimeout(this.#flushing);
	}

	#open(origin: LogOrigin, isFirst: boolean): void {
		const number = this.#names.length;
		this.#names.push(origin.name);
		this.#merge.join(number, performance.now());
		if (!isFirst) {
			this.#note(number, `+ ${origin.name}`);
		}

		const follower = new LogFollower({
			origin,
			start: this.#options.start,
			take: line => {
				this.#take(number, line);
			},
			leaveOut: lines => {
				this.#leaveOut(number, lines);
			},
			held: (): Promise<void> | undefined => this.#held(number),
			isNewestWanted: () => this.#pin === undefined,
			onChange: () => {
				if (follower.state !== 'reading') {
					this.#merge.rest(number);
				}

				this.#publishSoon();
			},
		});
		this.#parts.set(origin.key, {
			key: origin.key, name: origin.name, origin: number, follower,
		});
		follower.start();
	}

	#close({key, name, origin, follower}: Part): void {
		follower.close();
		this.#parts.delete(key);
		this.#merge.rest(origin);
		this.#note(origin, `- ${name}`);
	}

	#take(origin: number, line: LogLine): void {
		if (this.#isMerged) {
			this.#merge.add(origin, line, performance.now());
			this.#flushSoon();
		} else {
			this.#keep(line, origin);
			this.#publishSoon();
		}
	}

	#keep({bytes, time, stream, bytesCut}: LogLine, origin: number): void {
		this.ring.add(bytes, {
			time, stream, bytesCut, origin,
		});
	}

	#leaveOut(origin: number, lines: number): void {
		// Before the oldest line there is nothing to tell but the count.
		if (this.ring.end > this.ring.first) {
			this.#note(origin, `${lines === 1 ? '1 line' : `${lines} lines`} left out to get to the newest`);
		}

		this.ring.leaveOut(lines);
		this.#publishSoon();
	}

	#note(origin: number, text: string): void {
		this.ring.add(new TextEncoder().encode(text), {
			time: undefined, stream: 'note', origin, bytesCut: 0,
		});
		this.#publishSoon();
	}

	#flushSoon(milliseconds = publishMilliseconds): void {
		this.#flushing ??= setTimeout(() => {
			this.#flushing = undefined;
			this.#flush();
		}, milliseconds);
	}

	#flush(): void {
		const {end} = this.ring;
		const start = performance.now();
		const outcome = this.#isPressed()
			? 'held'
			: this.#merge.flush(start, () => performance.now() - start > sliceMilliseconds || this.#isPressed());
		// What is held goes on with another pin.
		if (outcome === 'waiting' || outcome === 'interrupted') {
			this.#flushSoon(outcome === 'interrupted' ? 0 : publishMilliseconds);
		}

		if (this.ring.end !== end) {
			this.#publishSoon();
		}

		this.#flushed.resolve();
		this.#flushed = Promise.withResolvers();
	}

	#publishSoon(): void {
		this.#publishing ??= setTimeout(() => {
			this.#publishing = undefined;
			this.#options.onChange();
		}, publishMilliseconds);
	}

	#isPressed(): boolean {
		const {first, end, isNearlyFull} = this.ring;
		return this.#pin !== undefined && isNearlyFull && this.#pin < first + ((end - first) * pinnedPart);
	}

	#held(origin: number): Promise<void> | undefined {
		if (!this.#isPressed()) {
			return this.#isMerged && this.#merge.isFullOf(origin) ? this.#flushed.promise : undefined;
		}

		if (!this.#release) {
			this.#release = Promise.withResolvers();
			this.#publishSoon();
		}

		return this.#release.promise;
	}
}
