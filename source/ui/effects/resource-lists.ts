/**
Asks the engines for what they have of one kind: images, volumes or networks.
*/
import {EngineError, type Engine} from '../../engine/engine.ts';
import type {ResourceKind} from '../../engine/resources.ts';
import {sentence} from '../../engine/sentence.ts';
import type {Host} from '../../host/host.ts';
import {imagesOf, networksOf, volumesOf} from '../../model/resources/build.ts';
import type {Resource} from '../../model/resources/resource.ts';
import type {Store} from '../../store.ts';
import {heldCounts} from '../resources/held-counts.ts';
import type {ResourceList, ResourceReading} from '../resources/reading.ts';

/**
A container that starts gives several events, and a build gives many.
*/
const settleMilliseconds = 250;

/**
The lists of one kind, from when its pane is shown until another is: asked for once, and again when an engine tells that something has
happened.
*/
export class ResourceLists {
	readonly #kind: ResourceKind;
	readonly #store: Store<ResourceReading>;
	readonly #host: Pick<Host, 'engine' | 'followEngines'>;
	readonly #asked = new Map<string, {isAsking: boolean; isStale: boolean}>();
	readonly #ending = new AbortController();
	readonly #endEvents: () => void;

	constructor(kind: ResourceKind, store: Store<ResourceReading>, host: Pick<Host, 'engine' | 'followEngines'>) {
		this.#kind = kind;
		this.#store = store;
		this.#host = host;
		this.#endEvents = host.followEngines(id => {
			this.again(id);
		});
	}

	/**
	Takes which engines there are, and which of them answer.
	*/
	follow(engines: readonly string[], answering: readonly string[]): void {
		for (const id of answering) {
			if (!this.#asked.has(id)) {
				void this.#ask(id);
			}
		}

		this.#keepOnly(new Set(engines));
		// What was away may have become another one, and is asked again when it is back.
		for (const id of this.#asked.keys()) {
			if (!answering.includes(id)) {
				this.#asked.delete(id);
			}
		}
	}

	/**
	Asks an engine again, soon.
	*/
	again(id: string): void {
		const asked = this.#asked.get(id);
		if (!asked || asked.isStale) {
			return;
		}

		asked.isStale = true;
		if (!asked.isAsking) {
			this.#askLater(id);
		}
	}

	close(): void {
		this.#ending.abort();
		this.#endEvents();
	}

	#askLater(id: string): void {
		const {signal} = this.#ending;
		setTimeout(() => {
			if (!signal.aborted) {
				void this.#ask(id);
			}
		}, settleMilliseconds).unref();
	}

	async #ask(id: string): Promise<void> {
		const {signal} = this.#ending;
		const engine = this.#host.engine(id);
		const asked = {isAsking: true, isStale: false};
		this.#asked.set(id, asked);
		const before = this.#store.get().lists[this.#kind].find(list => list.engine === id);
		this.#put(before ?? {engine: id, state: 'asking', resources: []});
		let list: ResourceList;
		try {
			list = {engine: id, state: 'answered', resources: engine ? await readList(this.#kind, id, engine, signal) : []};
		} catch (error) {
			const reason = error instanceof EngineError ? sentence(error, id) : String(error);
			list = {
				engine: id, state: 'failed', resources: before?.resources ?? [], reason,
			};
		}

		if (signal.aborted) {
			return;
		}

		this.#put(list);
		asked.isAsking = false;
		if (asked.isStale) {
			this.#askLater(id);
		}
	}

	#put(list: ResourceList): void {
		const all = this.#store.get().lists[this.#kind];
		const index = all.findIndex(({engine}) => engine === list.engine);
		this.#set(index === -1 ? [...all, list] : all.with(index, list));
	}

	/**
	What an engine had goes with it.
	*/
	#keepOnly(engines: ReadonlySet<string>): void {
		const all = this.#store.get().lists[this.#kind];
		const kept = all.filter(({engine}) => engines.has(engine));
		if (kept.length < all.length) {
			this.#set(kept);
		}
	}

	#set(all: readonly ResourceList[]): void {
		const reading = this.#store.get();
		const now = {...reading, lists: {...reading.lists, [this.#kind]: all}};
		this.#store.set({...now, counts: heldCounts(reading, now)});
	}
}

async function readList(kind: ResourceKind, id: string, engine: Engine, signal: AbortSignal): Promise<readonly Resource[]> {
	const uses = engine.resourceUses?.(signal);
	// It is awaited below; until then its failure must not count as unhandled.
	uses?.catch(() => undefined);
	switch (kind) {
		case 'image': {
			return imagesOf(id, await engine.images?.(signal) ?? [], await uses ?? []);
		}

		case 'volume': {
			return volumesOf(id, await engine.volumes?.(signal) ?? [], await uses ?? []);
		}

		case 'network': {
			return networksOf(id, await engine.networks?.(signal) ?? [], await uses ?? []);
		}
	}
}
