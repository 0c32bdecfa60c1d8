/**
Asks what an open tab shows of the selected image, volume or network, and what the selected container has changed.
*/
import {EngineError} from '../../engine/engine.ts';
import {sentence} from '../../engine/sentence.ts';
import type {Host} from '../../host/host.ts';
import {valueOf} from '../../known.ts';
import type {Container} from '../../model/container.ts';
import {idOf, titleOf, type Resource} from '../../model/resources/resource.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import type {Store} from '../../store.ts';
import {networkEnds} from '../resources/network-ends.ts';
import type {ResourceLook, ResourceQuestion, ResourceReading} from '../resources/reading.ts';
import type {View} from '../view.ts';

const patienceMilliseconds = 30_000;
/**
How often the kernel is asked again which interface leads where: the other end may be in a namespace that is only found a moment later.
*/
const endsMilliseconds = 3000;

/**
What there is to ask. The same id means that it was asked before, and that the answer holds.
*/
type Question = {
	readonly id: string;
	/**
	What a sentence about a failure calls it.
	*/
	readonly title: string;
	readonly key: ResourceLook['key'];
	readonly ask: (signal: AbortSignal) => Promise<ResourceLook>;
};

/**
Holds the one question that is open, until another is.
*/
export class ResourceLooker {
	readonly #store: Store<ResourceReading>;
	readonly #host: Pick<Host, 'engine' | 'networkSetup' | 'changes'>;
	#id: string | undefined;
	#ending = new AbortController();

	constructor(store: Store<ResourceReading>, host: Pick<Host, 'engine' | 'networkSetup' | 'changes'>) {
		this.#store = store;
		this.#host = host;
	}

	/**
	Takes what is on screen now.
	*/
	follow(view: View): void {
		const question = this.#questionOf(view);
		if (question?.id === this.#id) {
			return;
		}

		this.close();
		this.#id = question?.id;
		if (question) {
			void this.#answer(question);
		}
	}

	close(): void {
		this.#ending.abort();
		this.#ending = new AbortController();
		this.#id = undefined;
	}

	#questionOf({tab, resource, container, layout, snapshot}: View): Question | undefined {
		const question = tab.asked?.find(each => each !== 'inspection');
		if (question === undefined || layout.panes.every(({id}) => id !== 'details')) {
			return undefined;
		}

		if (question === 'changes') {
			return container && this.#changesOf(container);
		}

		if (!resource) {
			return undefined;
		}

		// Who is in a network, with which process and where that leads, changes; what a layer is does not.
		const users = question === 'ends'
			? [
				Math.floor(snapshot.steadyMilliseconds / endsMilliseconds),
				...resource.users.map(({id}) => `${id} ${runOf(id, resource.engine, snapshot) ?? ''}`),
			]
			: [];
		const {key} = resource;
		return {
			id: [question, key, ...users].join(' '),
			title: titleOf(resource),
			key,
			ask: async signal => ({key, state: 'answered', ...await this.#partOf(resource, question, signal)}),
		};
	}

	/**
	Asked once for each run of a container.
	*/
	#changesOf({key, name, pids, unit, sumOf, startedAt}: Container): Question | undefined {
		return pids.length === 0 || unit !== undefined || sumOf !== undefined
			? undefined
			: {
				id: ['changes', key, startedAt].join(' '),
				title: name,
				key,
				ask: async signal => {
					const changes = await this.#host.changes(key, signal);
					return typeof changes === 'string' ? {key, state: 'failed', reason: changes} : {key, state: 'answered', changes};
				},
			};
	}

	async #partOf(resource: Resource, question: Exclude<ResourceQuestion, 'changes'>, signal: AbortSignal) {
		const engine = this.#host.engine(resource.engine);
		if (question === 'ends' && resource.kind === 'network') {
			return {ends: await networkEnds(resource, this.#host, signal)};
		}

		return question === 'layers'
			? {layers: await engine?.imageLayers?.(idOf(resource), signal) ?? []}
			: {inspection: await engine?.inspectResource?.({kind: resource.kind, id: idOf(resource)}, signal) ?? {}};
	}

	async #answer({key, title, ask}: Question): Promise<void> {
		const {signal} = this.#ending;
		const tell = (look: ResourceLook): void => {
			// The selection may have moved on by now.
			if (!signal.aborted) {
				this.#store.set({...this.#store.get(), look});
			}
		};

		// What was said of the same one stays until there is a newer answer.
		if (this.#store.get().look?.key !== key) {
			tell({key, state: 'asking'});
		}

		try {
			tell(await ask(AbortSignal.any([signal, AbortSignal.timeout(patienceMilliseconds)])));
		} catch (error) {
			tell({key, state: 'failed', reason: error instanceof EngineError ? sentence(error, title) : String(error)});
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
