/**
Memory after a peak. V8 gives back what thousands of processes took only when it next collects all garbage, and in a program that does
next to nothing that may never be.
*/
import process from 'node:process';

/**
Fewer processes than this are not worth the time, which is some 20 ms.
*/
const fewProcesses = 1000;

/**
Until nothing on screen remembers them any more; and V8 gives pages back with the second collection alone.
*/
const delaysMilliseconds = [5000, 10_000];

/**
Collects garbage some time after many processes have gone.
*/
export class Peaks {
	readonly #collect: () => void;
	#peak = 0;
	#waiting: NodeJS.Timeout | undefined;

	/**
	`collect` collects all garbage at once.
	*/
	constructor(collect = collectGarbage) {
		this.#collect = collect;
	}

	/**
	Takes notice of how many processes are known now.
	*/
	note(count: number): void {
		this.#peak = Math.max(this.#peak, count);
		if (this.#peak - count < fewProcesses || this.#waiting) {
			return;
		}

		this.#peak = count;
		this.#collectAfter(delaysMilliseconds);
	}

	/**
	Nothing is collected any more.
	*/
	stop(): void {
		clearTimeout(this.#waiting);
		this.#waiting = undefined;
	}

	#collectAfter([delay, ...later]: readonly number[]): void {
		this.#waiting = delay === undefined
			? undefined
			: setTimeout(() => {
				this.#collect();
				this.#collectAfter(later);
			}, delay).unref();
	}
}

/**
The function for it is there only in contexts that are made after V8 was told so.
*/
function collectGarbage(): void {
	process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
	const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
	collect();
}
