/**
The last ten minutes of some numbers, in slots of two seconds.
*/
import {valueOf, type Known} from '../../known.ts';

export const slotMilliseconds = 2000;

/**
Slots that are kept. A metric takes four bytes a slot once it has been read.
*/
export const slotCount = 300;

/**
The slot of a moment, by the steady clock.
*/
export function slotAt(steadyMilliseconds: number): number {
	return Math.floor(steadyMilliseconds / slotMilliseconds);
}

/**
A ring for each metric that was ever known. They grow in place, since a copy per sample would be most of their cost: what they say of a
slot is settled when the next one has begun, until it is overwritten ten minutes later. `copy` gives some that stay.
*/
export class Rings<Metric extends string> {
	readonly #rings = new Map<Metric, Float32Array>();
	#last: {readonly slot: number; readonly distance: number} | undefined;

	get ringCount(): number {
		return this.#rings.size;
	}

	/**
	Takes down what is so now. Values that were read one interval ago and again now are taken for the time in between, and a longer time
	without any is a gap. Within a slot the highest value counts.
	*/
	add(values: ReadonlyArray<readonly [Metric, Known<number>]>, slot: number, mayGrow: boolean): void {
		const last = this.#last;
		const distance = last ? slot - last.slot : 0;
		const isNext = last !== undefined && last.distance > 0 && distance <= 2 * last.distance + 1;
		for (const [metric, known] of values) {
			const value = valueOf(known);
			const ring = this.#rings.get(metric) ?? (value !== undefined && mayGrow ? this.#newRing(metric) : undefined);
			if (ring) {
				write(ring, value ?? NaN, slot, {last: last?.slot, isNext});
			}
		}

		this.#last = {slot, distance: distance === 0 ? last?.distance ?? 0 : distance};
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
	copy(): Rings<Metric> {
		const copy = new Rings<Metric>();
		for (const [metric, ring] of this.#rings) {
			copy.#rings.set(metric, new Float32Array(ring));
		}

		copy.#last = this.#last;
		return copy;
	}

	#newRing(metric: Metric): Float32Array {
		const ring = new Float32Array(slotCount).fill(NaN);
		this.#rings.set(metric, ring);
		return ring;
	}
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
