/**
The pods of Podman, which its imitation of Docker's API does not tell and its own API does.
*/
import {ask} from '../ask.ts';
import {EngineError, type EngineContainer} from '../engine.ts';
import {asList, asRecord, asText} from '../untrusted.ts';
import type {PodmanApi} from './client.ts';

const questionMilliseconds = 15_000;

/**
Which pod a container is in, asked once for each container: none ever changes its pod.
*/
export class Pods {
	readonly #address: string;
	#podOf: ReadonlyMap<string, string> = new Map();
	#known: ReadonlySet<string> = new Set();

	constructor(address: string) {
		this.#address = address;
	}

	/**
	The containers with the names of their pods, and no other container known from then on. `podman` is undefined of other engines, which
	have no pods.

	@throws {EngineError} when the engine does not answer.
	*/
	async ofAll(
		containers: readonly EngineContainer[],
		podman: PodmanApi | undefined,
		signal: AbortSignal,
	): Promise<readonly EngineContainer[]> {
		if (podman === undefined) {
			return containers;
		}

		await this.#learn(containers, podman, signal);
		this.#known = new Set(containers.map(({id}) => id));
		return containers.map(container => this.#inPod(container));
	}

	/**
	One container with the name of its pod.

	@throws {EngineError} when the engine does not answer.
	*/
	async of(container: EngineContainer, podman: PodmanApi | undefined, signal: AbortSignal): Promise<EngineContainer> {
		if (podman === undefined) {
			return container;
		}

		await this.#learn([container], podman, signal);
		this.#known = new Set([...this.#known, container.id]);
		return this.#inPod(container);
	}

	async #learn(containers: readonly EngineContainer[], podman: PodmanApi, signal: AbortSignal): Promise<void> {
		if (containers.every(({id}) => this.#known.has(id))) {
			return;
		}

		const question = {
			operation: 'list', target: this.#address, milliseconds: questionMilliseconds, signal,
		} as const;
		try {
			this.#podOf = podsOf(await ask(question, async abortSignal => podman('/pods/json', abortSignal)));
		} catch (error) {
			// A proxy that lets through Docker's API alone, or a Podman that has none of its own: its containers are known without their pods.
			if (!(error instanceof EngineError) || error.statusCode === undefined) {
				throw error;
			}
		}
	}

	#inPod(container: EngineContainer): EngineContainer {
		const pod = this.#podOf.get(container.id);
		return pod === undefined ? container : {...container, pod};
	}
}

/**
The answer of `GET /libpod/pods/json`: the pod's name by the id of each of its containers.
*/
function podsOf(answer: unknown): ReadonlyMap<string, string> {
	return new Map(asList(answer).flatMap(entry => {
		const pod = asRecord(entry);
		const name = asText(pod?.Name);
		return asList(pod?.Containers).flatMap(member => {
			const id = asText(asRecord(member)?.Id);
			return name === undefined || id === undefined ? [] : [[id, name] as const];
		});
	}));
}
