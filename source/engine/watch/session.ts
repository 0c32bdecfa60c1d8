/**
One stretch of being connected to an engine: what was heard in it and what is still to be looked at.
*/
import {once} from 'node:events';

/**
The notes of a session, from the first attempt to connect until `end`.
*/
export class WatchSession {
	/**
	Containers that something happened to since they were last looked at.
	*/
	readonly changed = new Set<string>();
	/**
	Settles when the engine has taken the request for events.
	*/
	readonly opened: Promise<void>;
	isUp = false;
	/**
	Whether the first list has come. Inspections may still take their time.
	*/
	isListed = false;
	/**
	What the engine does not let nstop do, and what nstop does instead: a sentence for people.
	*/
	restriction: string | undefined;
	readonly #controller = new AbortController();
	readonly #changes = new EventTarget();
	readonly #startedAt = performance.now();
	#isAllChanged = false;
	#heardAt = performance.now();
	#tellOpened!: () => void;

	constructor() {
		this.opened = new Promise(resolve => {
			this.#tellOpened = resolve;
		});
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	open(): void {
		this.#tellOpened();
	}

	end(): void {
		this.#controller.abort();
	}

	/**
	The engine has given a sign of life.
	*/
	hear(): void {
		this.#heardAt = performance.now();
	}

	silentMilliseconds(): number {
		return performance.now() - this.#heardAt;
	}

	/**
	0 for a session that never came to work.
	*/
	lastedMilliseconds(): number {
		return this.isUp ? performance.now() - this.#startedAt : 0;
	}

	/**
	Something may have happened to any container.
	*/
	noteAll(): void {
		this.#isAllChanged = true;
		this.#changes.dispatchEvent(new Event('changed'));
	}

	/**
	What is to be looked at, which is nothing from then on.
	*/
	take(): {readonly ids: readonly string[]; readonly isAll: boolean} {
		const taken = {ids: [...this.changed], isAll: this.#isAllChanged};
		this.changed.clear();
		this.#isAllChanged = false;
		return taken;
	}

	note(id: string): void {
		this.changed.add(id);
		this.#changes.dispatchEvent(new Event('changed'));
	}

	/**
	Settles at once if there is something to look at.

	@throws {Error} when the signal fires.
	*/
	async somethingChanged(signal: AbortSignal): Promise<void> {
		if (this.changed.size === 0 && !this.#isAllChanged) {
			await once(this.#changes, 'changed', {signal});
		}
	}
}
