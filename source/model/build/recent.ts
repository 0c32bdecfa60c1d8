/**
The last values of something, oldest first, as an immutable value that is cheap to make longer.
*/

/**
Values with one more each time. Those that follow each other share one list, so that a longer one costs no copy.
*/
export class Recent<Value> {
	readonly #most: number;
	readonly #values: Value[];
	readonly #end: number;

	/**
	Keeps no more than `most` values.
	*/
	constructor(most: number, values: Value[] = [], end = values.length) {
		this.#most = most;
		this.#values = values;
		this.#end = end;
	}

	get length(): number {
		return Math.min(this.#most, this.#end);
	}

	/**
	The newest values, at most `count`.
	*/
	last(count = this.#most): readonly Value[] {
		return this.#values.slice(Math.max(0, this.#end - Math.min(count, this.#most)), this.#end);
	}

	/**
	The same with one value more; this one remains what it is.
	*/
	with(value: Value): Recent<Value> {
		// What nobody can see any more goes when it is as much as what can be seen.
		const isShared = this.#end === this.#values.length && this.#end < 2 * this.#most;
		const values = isShared ? this.#values : [...this.last(this.#most - 1)];
		values.push(value);
		return new Recent(this.#most, values);
	}
}
