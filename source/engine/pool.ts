/**
All engines at once: one watch for each, their readings in one list.
*/
import type {ConnectedEngine, EngineReading} from './engine.ts';
import {EngineWatch, type WatchPace, type WatchedTarget} from './watch.ts';

/**
Watches any number of engines. The list of readings stays the same array until one of them changes.
*/
export class EnginePool {
	readonly #watches: readonly EngineWatch[];
	readonly #listeners = new Set<() => void>();
	#readings: readonly EngineReading[];

	constructor(targets: ReadonlyArray<WatchedTarget & {readonly open: () => Promise<ConnectedEngine>}>, pace: Partial<WatchPace> = {}) {
		this.#watches = targets.map(({open, ...target}) => new EngineWatch(target, open, pace));
		this.#readings = this.#watches.map(({reading}) => reading);
		for (const watch of this.#watches) {
			watch.subscribe(() => {
				this.#readings = this.#watches.map(({reading}) => reading);
				for (const listener of this.#listeners) {
					listener();
				}
			});
		}
	}

	get readings(): readonly EngineReading[] {
		return this.#readings;
	}

	/**
	The engine with this id, to act through; undefined where there is none or it was not reached yet.
	*/
	engine(id: string | undefined): ConnectedEngine | undefined {
		return this.#watches.find(({reading}) => reading.status.id === id)?.engine;
	}

	/**
	Whether each engine has answered or failed to: nothing more is to be learned by waiting a moment.
	*/
	get isSettled(): boolean {
		return this.#readings.every(({status}) => status.state !== 'connecting');
	}

	start(): void {
		for (const watch of this.#watches) {
			watch.start();
		}
	}

	/**
	Calls the listener after each change; gives the function that ends it.
	*/
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	async dispose(): Promise<void> {
		this.#listeners.clear();
		await Promise.all(this.#watches.map(async watch => watch.dispose()));
	}
}
