/**
All engines at once: one watch for each, their readings in one list. Engines come and go while nstop runs.
*/
import type {ConnectedEngine, EngineReading} from '../engine.ts';
import type {ContainerEvent, ResourceEvent} from '../event.ts';
import type {EnginePlace, WatchedTarget} from './latest.ts';
import type {WatchPace} from './pace.ts';
import {EngineWatch} from './watch.ts';

/**
An engine to be watched, and how to connect to it.
*/
export type PooledTarget = WatchedTarget & {
	readonly open: () => Promise<ConnectedEngine>;
	/**
	Gives back what `open` needs to hold, when the engine is let go.
	*/
	readonly close?: () => void;
};

type EventListener = (engine: string, event: ContainerEvent | ResourceEvent) => void;

type Entry = {readonly target: PooledTarget; readonly watch: EngineWatch};

/**
Watches any number of engines. The list of readings stays the same array until one of them changes.
*/
export class EnginePool {
	readonly #entries = new Map<string, Entry>();
	readonly #listeners = new Set<() => void>();
	readonly #eventListeners = new Set<EventListener>();
	readonly #pace: Partial<WatchPace>;
	#readings: readonly EngineReading[] = [];
	#isStarted = false;

	constructor(targets: readonly PooledTarget[], pace: Partial<WatchPace> = {}) {
		this.#pace = pace;
		for (const target of targets) {
			this.add(target);
		}
	}

	get readings(): readonly EngineReading[] {
		return this.#readings;
	}

	/**
	Whether each engine has told its containers or failed to: nothing more is to be learned by waiting.
	*/
	get isSettled(): boolean {
		return this.#readings.every(({status: {state}}) => state !== 'connecting' && state !== 'slow');
	}

	/**
	Whether each engine could be asked by now: what asks them has to be loaded first.
	*/
	get isAsked(): boolean {
		return this.#entries.values().every(({watch: {engine, reading}}) => engine !== undefined || reading.status.state !== 'connecting');
	}

	/**
	Whether an engine is there and only takes its time, or is on another machine, of whose containers nobody else can tell.
	*/
	get isWorthWaiting(): boolean {
		return this.#readings.some(({status: {state, isLocal}}) => state === 'slow' || (state === 'connecting' && !isLocal));
	}

	/**
	The engine with this id, to act through; undefined where there is none or it was not reached yet.
	*/
	engine(id: string | undefined): ConnectedEngine | undefined {
		return id === undefined ? undefined : this.#entries.get(id)?.watch.engine;
	}

	/**
	Watches one more engine, unless one at the same address is watched already. Whether it took it.
	*/
	add(target: PooledTarget): boolean {
		if (this.#entries.has(target.address)) {
			return false;
		}

		const watch = new EngineWatch(target, target.open, this.#pace);
		watch.onEvent(event => {
			for (const listener of this.#eventListeners) {
				listener(target.address, event);
			}
		});
		this.#entries.set(target.address, {target, watch});
		watch.subscribe(() => {
			this.#publish();
		});
		if (this.#isStarted) {
			watch.start();
		}

		this.#publish();
		return true;
	}

	/**
	Takes notice of where the engine at this address is by now.
	*/
	place(address: string, place: Partial<EnginePlace>): void {
		this.#entries.get(address)?.watch.place(place);
	}

	/**
	Lets an engine go. Settles when nothing of its watch is left.
	*/
	async remove(address: string): Promise<void> {
		const entry = this.#entries.get(address);
		if (!entry) {
			return;
		}

		this.#entries.delete(address);
		this.#publish();
		await entry.watch.dispose();
		entry.target.close?.();
	}

	start(): void {
		this.#isStarted = true;
		for (const {watch} of this.#entries.values()) {
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

	/**
	Calls the listener with the id of an engine and each of its events, those about images, volumes and networks too; gives the function that
	ends it.
	*/
	followEvents(listener: EventListener): () => void {
		this.#eventListeners.add(listener);
		return () => {
			this.#eventListeners.delete(listener);
		};
	}

	async dispose(): Promise<void> {
		this.#listeners.clear();
		this.#eventListeners.clear();
		await Promise.all([...this.#entries.keys()].map(async address => this.remove(address)));
	}

	#publish(): void {
		this.#readings = [...this.#entries.values()].map(({watch}) => watch.reading);
		for (const listener of this.#listeners) {
			listener();
		}
	}
}
