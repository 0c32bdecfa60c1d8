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
	What the engine does not let nstop do, and what nstop does instead: a sentence for people.
	*/
	restriction: string | undefined;
	readonly #controller = new AbortController();
	readonly #changes = new EventTarget();
	readonly #startedAt = performance.now();
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

	note(id: string): void {
		this.changed.add(id);
		this.#changes.dispatchEvent(new Event('changed'));
	}

	/**
	Settles at once if there is something to look at.

	@throws {Error} when the signal fires.
	*/
	async somethingChanged(signal: AbortSignal): Promise<void> {
		if (this.changed.size === 0) {
			await once(this.#changes, 'changed', {signal});
		}
	}
}
