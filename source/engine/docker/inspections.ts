/**
Remembers inspections of containers, so that a list costs one question and not one for each container.
*/
import {EngineError, type EngineContainer} from '../engine.ts';
import {isRefusal} from '../sentence.ts';
import {asList} from '../untrusted.ts';
import {containerOfListEntry, listEntryFingerprint, listEntryUptime} from './json.ts';

const parallelInspections = 8;

type Listed = {
	readonly container: EngineContainer;
	readonly fingerprint: string;
	readonly uptime: ReturnType<typeof listEntryUptime>;
	readonly listedAtSeconds: number;
};

/**
The containers of an engine's list as far as they can be told without inspecting them. Each fingerprint changes whenever an inspection
would.
*/
export function listedContainers(answer: unknown): readonly Listed[] {
	return asList(answer).flatMap(entry => {
		const container = containerOfListEntry(entry);
		return container === undefined
			? []
			: [{
				container,
				fingerprint: listEntryFingerprint(entry),
				uptime: listEntryUptime(entry),
				listedAtSeconds: performance.now() / 1000,
			}];
	});
}

/**
What was last learned of each container, good for as long as the list says the same of it and nobody asked to forget it.
*/
export class Inspections {
	readonly #known = new Map<string, Listed>();
	readonly #images = new Map<string, string>();

	forget(id: string): void {
		this.#known.delete(id);
	}

	/**
	An inspection names the image that a container was made of, and the list what that image is called now: the name may be another
	image's by now, and then only the id is left.
	*/
	withListedImage(container: EngineContainer | undefined): EngineContainer | undefined {
		const image = container && this.#images.get(container.id);
		return image ? {...container, image} : container;
	}

	/**
	The listed containers in full, a few being inspected at a time. One that has vanished meanwhile is left out; one that cannot be
	inspected is given as it was listed.
	*/
	async complete(
		listed: readonly Listed[],
		inspect: (id: string) => Promise<EngineContainer | undefined>,
		signal: AbortSignal,
	): Promise<readonly EngineContainer[]> {
		this.#keepOnly(new Set(listed.map(({container}) => container.id)));
		const containers: Array<EngineContainer | undefined> = [];
		const queue = listed.entries();
		const worker = async () => {
			for (const [index, entry] of queue) {
				signal.throwIfAborted();
				// eslint-disable-next-line no-await-in-loop -- each worker does one at a time
				containers[index] = await this.#completeOne(entry, inspect, signal);
			}
		};

		await Promise.all(Array.from({length: parallelInspections}, worker));
		return containers.filter(container => container !== undefined);
	}

	async #completeOne(
		listed: Listed,
		inspect: (id: string) => Promise<EngineContainer | undefined>,
		signal: AbortSignal,
	): Promise<EngineContainer | undefined> {
		const {container, container: {id, image}} = listed;
		this.#images.set(id, image);
		const known = this.#known.get(id);
		if (known && isSameRun(known, listed)) {
			return known.container;
		}

		try {
			const inspected = this.withListedImage(await inspect(id));
			if (inspected !== undefined) {
				this.#known.set(id, {...listed, container: inspected});
			}

			return inspected;
		} catch (error) {
			if (signal.aborted) {
				throw error;
			}

			// What is forbidden stays so; it is tried again when the container has changed.
			if (error instanceof EngineError && isRefusal(error)) {
				this.#known.set(id, listed);
			}

			return container;
		}
	}

	#keepOnly(ids: ReadonlySet<string>): void {
		for (const id of this.#known.keys()) {
			if (!ids.has(id)) {
				this.#known.delete(id);
			}
		}

		for (const id of this.#images.keys()) {
			if (!ids.has(id)) {
				this.#images.delete(id);
			}
		}
	}
}

/**
Whether the list still shows the same run of a container in the same state: it has been up for longer by the time between the two lists.
*/
function isSameRun(before: Listed, now: Listed): boolean {
	return before.fingerprint === now.fingerprint
		&& (before.uptime === undefined) === (now.uptime === undefined)
		&& (before.uptime?.least ?? 0) + now.listedAtSeconds - before.listedAtSeconds <= (now.uptime?.most ?? Infinity);
}
