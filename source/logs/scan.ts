/**
Which lines of a ring match, found in slices: from the newest back to the oldest, then each that is added. Looking at a long log so never
keeps a key waiting, and what is near the end is known first.
*/
import type {LogRing} from './ring.ts';

export class LogScan {
	readonly #ring: LogRing;
	readonly #matches: (number: number) => boolean;
	/**
	Numbers of the matches before where it began, descending, and of those after, ascending.
	*/
	readonly #older: number[] = [];
	#newer: number[] = [];
	#newerGone = 0;
	#down: number;
	#up: number;

	constructor(ring: LogRing, matches: (number: number) => boolean) {
		this.#ring = ring;
		this.#matches = matches;
		this.#down = ring.end;
		this.#up = ring.end;
	}

	/**
	Whether each line that is kept was looked at.
	*/
	get isDone(): boolean {
		return this.#up >= this.#ring.end && this.#down <= this.#ring.first;
	}

	/**
	How many of the lines that are kept match, as far as they were looked at.
	*/
	get count(): number {
		this.#trim();
		return this.#older.length + this.#newer.length - this.#newerGone;
	}

	/**
	Looks at further lines until there are no more or the time is up.
	*/
	run(isTimeUp: () => boolean): void {
		const {first, end} = this.#ring;
		this.#up = Math.max(this.#up, first);
		for (; this.#up < end; this.#up++) {
			if (isTimeUp()) {
				return;
			}

			if (this.#matches(this.#up)) {
				this.#newer.push(this.#up);
			}
		}

		for (; this.#down > first; this.#down--) {
			if (isTimeUp()) {
				return;
			}

			if (this.#matches(this.#down - 1)) {
				this.#older.push(this.#down - 1);
			}
		}
	}

	/**
	Number of the match at this place, counted from the oldest one.
	*/
	at(index: number): number {
		this.#trim();
		const {length} = this.#older;
		return index < length ? this.#older[length - 1 - index]! : this.#newer[index - length + this.#newerGone]!;
	}

	/**
	Place of the first match that has this number or a higher one; `count` where there is none.
	*/
	placeOf(number: number): number {
		let low = 0;
		let high = this.count;
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			if (this.at(middle) < number) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return low;
	}

	/**
	Forgets the matches that are not kept any more.
	*/
	#trim(): void {
		const {first} = this.#ring;
		while (this.#older.length > 0 && this.#older.at(-1)! < first) {
			this.#older.pop();
		}

		while (this.#newerGone < this.#newer.length && this.#newer[this.#newerGone]! < first) {
			this.#newerGone++;
		}

		if (this.#newerGone <= 4096 || this.#newerGone * 2 <= this.#newer.length) {
			return;
		}

		this.#newer = this.#newer.slice(this.#newerGone);
		this.#newerGone = 0;
	}
}
