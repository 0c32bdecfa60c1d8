/**
Asks the engines for their images, volumes or networks while these are shown: once, and again when an engine tells that something has
happened or something was done from here.
*/
import {EngineError, type Engine} from '../../engine/engine.ts';
import type {ResourceKind} from '../../engine/resources.ts';
import {sentence} from '../../engine/sentence.ts';
import type {Host} from '../../host/host.ts';
import {valueOf} from '../../known.ts';
import {imagesOf, networksOf, volumesOf} from '../../model/resources/build.ts';
import type {Container} from '../../model/container.ts';
import type {ContainerKey} from '../../model/keys.ts';
import {idOf, titleOf, type Resource} from '../../model/resources/resource.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import type {Store} from '../../store.ts';
import {
	kindOfPane,
	type ResourceList,
	type ResourceLook,
	type ResourceQuestion,
	type ResourceReading,
} from '../resources/reading.ts';
import {networkEnds} from '../resources/network-ends.ts';
import type {View} from '../view.ts';

/**
A container that starts gives several events, and a build gives many.
*/
const settleMilliseconds = 250;

const lookMilliseconds = 30_000;
/**
How often the kernel is asked again which interface leads where: the other end may be in a namespace that is only found a moment later.
*/
const endsMilliseconds = 3000;

/**
One run of asking: what is shown, until something else is.
*/
export class ResourceReader {
	readonly #store: Store<ResourceReading>;
	readonly #host: Pick<Host, 'engine' | 'followEngines' | 'networkSetup' | 'changes'>;
	#kind: ResourceKind | undefined;
	#asked = new Map<string, {isAsking: boolean; isStale: boolean}>();
	#ending = new AbortController();
	#looked = '';
	#endEvents: () => void = () => undefined;
	#removals = 0;

	constructor(store: Store<ResourceReading>, host: Pick<Host, 'engine' | 'followEngines' | 'networkSetup' | 'changes'>) {
		this.#store = store;
		this.#host = host;
	}

	/**
	Takes what is on screen now.
	*/
	follow(view: View): void {
		const kind = kindOfPane(view.state.first);
		if (kind !== this.#kind) {
			this.#begin(kind);
		}

		if (kind === undefined) {
			this.#look(view);
			return;
		}

		const engines = view.snapshot.engines.filter(({state}) => state === 'up').map(({id}) => id);
		for (const id of engines) {
			if (!this.#asked.has(id)) {
				void this.#ask(kind, id);
			}
		}

		this.#keepOnly(kind, new Set(view.snapshot.engines.map(({id}) => id)));
		// What was away may have become another one, and is asked again when it is back.
		for (const id of this.#asked.keys()) {
			if (!engines.includes(id)) {
				this.#asked.delete(id);
			}
		}

		// Where an engine does not tell what happens, what was done from here is known all the same.
		const removals = view.state.progress.filter(({operation}) => operation === 'remove').length;
		if (removals < this.#removals) {
			for (const id of engines) {
				this.#again(id);
			}
		}

		this.#removals = removals;
		this.#look(view);
	}

	close(): void {
		this.#begin(undefined);
	}

	#begin(kind: ResourceKind | undefined): void {
		this.#ending.abort();
		this.#ending = new AbortController();
		this.#endEvents();
		this.#kind = kind;
		this.#asked = new Map();
		this.#looked = '';
		this.#endEvents = kind === undefined
			? () => undefined
			: this.#host.followEngines(id => {
				this.#again(id);
			});
	}

	#again(id: string): void {
		const asked = this.#asked.get(id);
		if (!asked || asked.isStale) {
			return;
		}

		asked.isStale = true;
		if (!asked.isAsking) {
			this.#askLater(id);
		}
	}

	#askLater(id: string): void {
		const kind = this.#kind!;
		const {signal} = this.#ending;
		setTimeout(() => {
			if (!signal.aborted) {
				void this.#ask(kind, id);
			}
		}, settleMilliseconds).unref();
	}

	async #ask(kind: ResourceKind, id: string): Promise<void> {
		const {signal} = this.#ending;
		const engine = this.#host.engine(id);
		const asked = {isAsking: true, isStale: false};
		this.#asked.set(id, asked);
		const before = this.#store.get().lists[kind].find(list => list.engine === id);
		this.#put(kind, before ?? {engine: id, state: 'asking', resources: []});
		let list: ResourceList;
		try {
			list = {engine: id, state: 'answered', resources: engine ? await readList(kind, id, engine, signal) : []};
		} catch (error) {
			const reason = error instanceof EngineError ? sentence(error, id) : String(error);
			list = {
				engine: id, state: 'failed', resources: before?.resources ?? [], reason,
			};
		}

		if (signal.aborted) {
			return;
		}

		this.#put(kind, list);
		asked.isAsking = false;
		if (asked.isStale) {
			this.#askLater(id);
		}
	}

	#put(kind: ResourceKind, list: ResourceList): void {
		const reading = this.#store.get();
		const {lists} = reading;
		const index = lists[kind].findIndex(({engine}) => engine === list.engine);
		const all = index === -1 ? [...lists[kind], list] : lists[kind].with(index, list);
		this.#store.set({...reading, lists: {...lists, [kind]: all}});
	}

	/**
	What an engine had goes with it.
	*/
	#keepOnly(kind: ResourceKind, engines: ReadonlySet<string>): void {
		const reading = this.#store.get();
		const kept = reading.lists[kind].filter(({engine}) => engines.has(engine));
		if (kept.length < reading.lists[kind].length) {
			this.#store.set({...reading, lists: {...reading.lists, [kind]: kept}});
		}
	}

	/**
	Asks what the open tab shows of the selected one.
	*/
	#look({tab, resource, container, layout, snapshot}: View): void {
		const question = tab.asked?.find(each => each !== 'inspection');
		if (question === 'changes') {
			this.#lookAtChanges(layout.panes.some(({id}) => id === 'details') ? container : undefined);
			return;
		}

		if (!resource || question === undefined || layout.panes.every(({id}) => id !== 'details')) {
			this.#looked = '';
			return;
		}

		// Who is in a network, with which process and where that leads, changes; what a layer is does not.
		const users = question === 'ends'
			? [
				Math.floor(snapshot.steadyMilliseconds / endsMilliseconds),
				...resource.users.map(({id}) => `${id} ${runOf(id, resource.engine, snapshot) ?? ''}`),
			]
			: [];
		const looked = [question, resource.key, ...users].join(' ');
		if (looked === this.#looked) {
			return;
		}

		this.#looked = looked;
		void this.#answer(resource, question);
	}

	/**
	What a container has changed, once for each run of it.
	*/
	#lookAtChanges(container: Container | undefined): void {
		const looked = container && container.pids.length > 0 && !container.unit && !container.sumOf
			? ['changes', container.key, container.startedAt].join(' ')
			: '';
		if (looked === this.#looked) {
			return;
		}

		this.#looked = looked;
		if (container && looked !== '') {
			void this.#tellChanges(container.key);
		}
	}

	async #tellChanges(key: ContainerKey): Promise<void> {
		const looked = this.#looked;
		const tell = (look: ResourceLook): void => {
			if (looked === this.#looked) {
				this.#store.set({...this.#store.get(), look});
			}
		};

		tell({key, state: 'asking'});
		const changes = await this.#host.changes(key, this.#ending.signal);
		tell(typeof changes === 'string' ? {key, state: 'failed', reason: changes} : {key, state: 'answered', changes});
	}

	async #askOne(resource: Resource, question: ResourceQuestion, signal: AbortSignal) {
		const engine = this.#host.engine(resource.engine);
		if (question === 'ends' && resource.kind === 'network') {
			return {ends: await networkEnds(resource, this.#host, signal)};
		}

		return question === 'layers'
			? {layers: await engine?.imageLayers?.(idOf(resource), signal) ?? []}
			: {inspection: await engine?.inspectResource?.({kind: resource.kind, id: idOf(resource)}, signal) ?? {}};
	}

	async #answer(resource: Resource, question: ResourceQuestion): Promise<void> {
		const looked = this.#looked;
		const {key} = resource;
		const signal = AbortSignal.any([this.#ending.signal, AbortSignal.timeout(lookMilliseconds)]);
		const tell = (look: ResourceLook): void => {
			// The selection may have moved on by now.
			if (looked === this.#looked) {
				this.#store.set({...this.#store.get(), look});
			}
		};

		if (this.#store.get().look?.key !== key) {
			tell({key, state: 'asking'});
		}

		try {
			tell({key, state: 'answered', ...await this.#askOne(resource, question, signal)});
		} catch (error) {
			tell({key, state: 'failed', reason: error instanceof EngineError ? sentence(error, titleOf(resource)) : String(error)});
		}
	}
}

/**
The first process of a container, which is another one after each start.
*/
function runOf(id: string, engine: string, {containers}: Snapshot): number | undefined {
	const container = containers.values().find(each => each.id === id && each.engine === engine);
	return container && valueOf(container.initPid);
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
