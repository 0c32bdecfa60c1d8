/**
The last ten minutes of one container: what it used, in slots of two seconds, and what happened to it.
*/
import {valueOf} from '../../known.ts';
import type {Container} from '../container.ts';
import type {Usage} from '../usage.ts';
import {isAlive} from './container.ts';

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

export const slotMilliseconds = 2000;

/**
Slots that are kept. A metric takes four bytes a slot once it has been read, so a container takes at most 12 KB.
*/
export const slotCount = 300;

/**
Rings of all containers together; with more, those that come later have no past. 3 MB.
*/
export const mostRings = 2560;

const mostEvents = 32;

type TimelineEvent = {readonly slot: number; readonly kind: 'start' | 'death' | 'oom'};

/**
When a container was seen.
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
Grows in place, since a copy per sample would be most of its cost. What it says of a slot is settled when the next one has begun, until it
is overwritten ten minutes later; `copy` gives one that stays.
*/
export class Timeline {
	readonly #rings = new Map<Metric, Float32Array>();
	#events: TimelineEvent[] = [];
	#last: {readonly slot: number; readonly distance: number; readonly container: Container} | undefined;

	get ringCount(): number {
		return this.#rings.size;
	}

	get events(): readonly TimelineEvent[] {
		return this.#events;
	}

	/**
	Takes down what a container uses now. Values that were read one interval ago and again now are taken for the time in between, and a
	longer time without any is a gap. Within a slot the highest value counts.
	*/
	add(container: Container, moment: Moment, mayGrow: boolean): void {
		const slot = slotAt(moment.steadyMilliseconds);
		const last = this.#last;
		const distance = last ? slot - last.slot : 0;
		const isNext = last !== undefined && last.distance > 0 && distance <= 2 * last.distance + 1;
		for (const metric of metrics) {
			const value = valueOf(container.usage[metric]);
			const ring = this.#rings.get(metric) ?? (value !== undefined && mayGrow ? this.#newRing(metric) : undefined);
			if (ring) {
				write(ring, value ?? NaN, slot, {last: last?.slot, isNext});
			}
		}

		this.#note(container, moment, slot);
		this.#last = {slot, distance: distance === 0 ? last?.distance ?? 0 : distance, container};
	}

	/**
	The values of the last slots up to one, oldest first; undefined where nothing was read.
	*/
	values(metric: Metric, end: number): ReadonlyArray<number | undefined> {
		const ring = this.#rings.get(metric);
		const newest = this.#last?.slot ?? 0;
		return Array.from({length: slotCount}, (_each, index) => {
			const slot = end - slotCount + 1 + index;
			const value = ring && slot >= 0 && slot <= newest && slot > newest - slotCount ? ring[slot % slotCount]! : NaN;
			return Number.isNaN(value) ? undefined : value;
		});
	}

	/**
	The same as it is now, for a screen that stands still.
	*/
	copy(): Timeline {
		const copy = new Timeline();
		for (const [metric, ring] of this.#rings) {
			copy.#rings.set(metric, new Float32Array(ring));
		}

		copy.#events = [...this.#events];
		copy.#last = this.#last;
		return copy;
	}

	#newRing(metric: Metric): Float32Array {
		const ring = new Float32Array(slotCount).fill(NaN);
		this.#rings.set(metric, ring);
		return ring;
	}

	#note(container: Container, {takenAt, steadyMilliseconds}: Moment, slot: number): void {
		const before = this.#last?.container;
		const {startedAt} = container;
		const isStarted = before
			? isAlive(container.state) && (!isAlive(before.state) || isLater(startedAt, before.startedAt))
			: isAlive(container.state) && startedAt !== undefined;
		if (isStarted) {
			const ago = startedAt === undefined || (before && !isLater(startedAt, before.startedAt)) ? 0 : Math.max(0, takenAt - startedAt);
			this.#happened(slotAt(steadyMilliseconds - ago), 'start');
		}

		if (before && isAlive(before.state) && !isAlive(container.state)) {
			this.#happened(slotAt(container.diedAt ?? steadyMilliseconds), 'death');
		}

		const kills = valueOf(container.usage.oomKills);
		const killsBefore = before && valueOf(before.usage.oomKills);
		const isKilled = before !== undefined && container.isOomKilled === true && before.isOomKilled !== true;
		if (isKilled || (kills !== undefined && killsBefore !== undefined && kills > killsBefore)) {
			this.#happened(slot, 'oom');
		}
	}

	#happened(slot: number, kind: TimelineEvent['kind']): void {
		this.#events = [...this.#events, {slot, kind}].slice(-mostEvents);
	}
}

/**
The slot of a moment, by the steady clock.
*/
export function slotAt(steadyMilliseconds: number): number {
	return Math.floor(steadyMilliseconds / slotMilliseconds);
}

/**
What stood in the slots since the last one is ten minutes old.
*/
function write(
	ring: Float32Array,
	value: number,
	slot: number,
	{last, isNext}: {readonly last: number | undefined; readonly isNext: boolean},
): void {
	const start = Math.max(last ?? slot, slot - slotCount);
	const lastValue = ring[start % slotCount]!;
	const between = isNext && !Number.isNaN(lastValue) ? value : NaN;
	for (let each = start + 1; each < slot; each++) {
		ring[each % slotCount] = between;
	}

	const place = slot % slotCount;
	const isSame = last === slot && !Number.isNaN(ring[place]!) && !Number.isNaN(value);
	ring[place] = isSame ? Math.max(ring[place]!, value) : value;
}

function isLater(moment: number | undefined, than: number | undefined): boolean {
	return moment !== undefined && than !== undefined && moment > than + 500;
}
