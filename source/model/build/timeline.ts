/**
The last ten minutes of one container: what it used, and what happened to it.
*/
import {valueOf} from '../../known.ts';
import type {Container} from '../container.ts';
import type {Usage} from '../usage.ts';
import {isAlive} from './container.ts';
import {Rings, slotAt} from './rings.ts';

const metrics = [
	'cpuPercent',
	'throttledPercent',
	'memoryBytes',
	'networkRxPerSecond',
	'networkTxPerSecond',
	'blockReadPerSecond',
	'blockWritePerSecond',
	'pressureCpu',
	'pressureMemory',
	'pressureIo',
] as const satisfies ReadonlyArray<keyof Usage>;

export type Metric = typeof metrics[number];

/**
Rings of all containers together; with more, those that come later have no past. A container has at most ten of 1.2 KB each, all together
take 3 MB.
*/
export const mostRings = 2560;

const mostEvents = 32;

type TimelineEvent = {readonly slot: number; readonly kind: 'start' | 'death' | 'oom'};

/**
When something was seen.
*/
export type Moment = {
	/**
	Milliseconds since the epoch.
	*/
	readonly takenAt: number;
	/**
	Milliseconds of a clock that nobody sets.
	*/
	readonly steadyMilliseconds: number;
};

/**
Grows in place, as its rings do; `copy` gives one that stays.
*/
export class Timeline {
	#rings = new Rings<Metric>();
	#events: TimelineEvent[] = [];
	#last: Container | undefined;

	get ringCount(): number {
		return this.#rings.ringCount;
	}

	get events(): readonly TimelineEvent[] {
		return this.#events;
	}

	/**
	Takes down what a container uses now, and what has happened to it since the last time.
	*/
	add(container: Container, moment: Moment, mayGrow: boolean): void {
		const slot = slotAt(moment.steadyMilliseconds);
		this.#rings.add(metrics.map(metric => [metric, container.usage[metric]]), slot, mayGrow);
		this.#note(container, moment, slot);
		this.#last = container;
	}

	/**
	The values of the last slots up to one, oldest first; undefined where nothing was read.
	*/
	values(metric: Metric, end: number): ReadonlyArray<number | undefined> {
		return this.#rings.values(metric, end);
	}

	/**
	The same as it is now, for a screen that stands still.
	*/
	copy(): Timeline {
		const copy = new Timeline();
		copy.#rings = this.#rings.copy();
		copy.#events = [...this.#events];
		copy.#last = this.#last;
		return copy;
	}

	#note(container: Container, moment: Moment, slot: number): void {
		const before = this.#last;
		this.#noteStart(container, moment, before);
		if (before && isAlive(before.state) && !isAlive(container.state)) {
			this.#happened(slotAt(container.diedAt ?? moment.steadyMilliseconds), 'death');
		}

		if (before && isOomKilledSince(container, before)) {
			this.#happened(slot, 'oom');
		}
	}

	#noteStart(container: Container, {takenAt, steadyMilliseconds}: Moment, before: Container | undefined): void {
		const {startedAt} = container;
		if (!isAlive(container.state)) {
			return;
		}

		const isStarted = before ? !isAlive(before.state) || isLater(startedAt, before.startedAt) : startedAt !== undefined;
		const isCorrected = before !== undefined && isLater(before.startedAt, startedAt);
		if (isCorrected) {
			// The first process was not known yet when it was seen first: another one's start was taken for it.
			const guess = this.#events.findLastIndex(({kind}) => kind === 'start');
			this.#events = this.#events.filter((_event, index) => index !== guess);
		}

		if (!isStarted && !isCorrected) {
			return;
		}

		const isNow = startedAt === undefined || (before && !isCorrected && !isLater(startedAt, before.startedAt));
		const ago = isNow ? 0 : Math.max(0, takenAt - startedAt);
		this.#happened(slotAt(steadyMilliseconds - ago), 'start');
	}

	#happened(slot: number, kind: TimelineEvent['kind']): void {
		this.#events = [...this.#events, {slot, kind}].slice(-mostEvents);
	}
}

/**
By what the engine says, or by what the kernel counts.
*/
function isOomKilledSince(container: Container, before: Container): boolean {
	const kills = valueOf(container.usage.oomKills);
	const killsBefore = valueOf(before.usage.oomKills);
	return (container.isOomKilled === true && before.isOomKilled !== true)
		|| (kills !== undefined && killsBefore !== undefined && kills > killsBefore);
}

function isLater(moment: number | undefined, than: number | undefined): boolean {
	return moment !== undefined && than !== undefined && moment > than + 500;
}
