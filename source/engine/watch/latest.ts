/**
What is known of one engine at this moment, and who is told when that changes.
*/
import {isDeepStrictEqual} from 'node:util';
import {engineErrorOf} from '../ask.ts';
import type {EngineReading, EngineStatus} from '../engine.ts';
import {
	isDenial,
	sentence,
	stoppedCode,
	stoppedSentence,
} from '../sentence.ts';
import type {ContainerIndex} from './container-index.ts';
import type {ExitCodes} from './exit-codes.ts';

/**
What the watch needs to know of a target.
*/
export type WatchedTarget = {
	readonly address: string;
	readonly isLocal: boolean;
	/**
	As in the status.
	*/
	readonly socket?: string | undefined;
	readonly container?: string | undefined;
	/**
	As in the status; nobody named it if not said.
	*/
	readonly isNamed?: boolean;
};

/**
What may change of the place of an engine while its address stays.
*/
export type EnginePlace = Pick<EngineStatus, 'container' | 'socket'>;

type Listener = (reading: EngineReading) => void;

/**
The newest reading of an engine: replaced, never changed, so that the same object means that nothing has changed.
*/
export class LatestReading {
	/**
	What the engine can be asked to do, in every reading from the next one on.
	*/
	operations: EngineStatus['operations'];
	#reading: EngineReading;
	readonly #containers: ContainerIndex;
	readonly #exitCodes: ExitCodes;
	readonly #listeners = new Set<Listener>();

	constructor(target: WatchedTarget, containers: ContainerIndex, exitCodes: ExitCodes) {
		this.#containers = containers;
		this.#exitCodes = exitCodes;
		this.#reading = {
			status: {
				id: target.address,
				kind: target.address.includes('podman') ? 'podman' : 'docker',
				version: undefined,
				apiVersion: undefined,
				address: target.address,
				isRootless: undefined,
				isLocal: target.isLocal,
				socket: target.socket,
				container: target.container,
				isNamed: target.isNamed === true,
				state: 'connecting',
				detail: undefined,
				since: Date.now(),
			},
			containers: [],
			exitCodes: exitCodes.latest,
		};
	}

	get reading(): EngineReading {
		return this.#reading;
	}

	/**
	Calls the listener with each new reading, from the next one on; the result ends that.
	*/
	subscribe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	/**
	Tells nobody from now on.
	*/
	silence(): void {
		this.#listeners.clear();
	}

	/**
	Takes over what has changed of the status, with the containers as they are known now.
	*/
	publish(change: Partial<EngineStatus>): void {
		const before = this.#reading;
		// What an engine cannot do may be known only once it has told what it is.
		this.operations = change.operations ?? this.operations;
		const hasNewState = change.state !== undefined && change.state !== before.status.state;
		const status = {
			...before.status, ...change, operations: this.operations, since: hasNewState ? Date.now() : before.status.since,
		};
		const containers = this.#containers.list();
		if (containers === before.containers && isDeepStrictEqual(status, before.status)) {
			return;
		}

		this.#reading = {status, containers, exitCodes: this.#exitCodes.latest};
		for (const listener of this.#listeners) {
			listener(this.#reading);
		}
	}

	/**
	Says in the status why there was no answer.
	*/
	report(error: unknown): void {
		const {address} = this.#reading.status;
		const failure = engineErrorOf(error, {operation: 'connect', target: address, milliseconds: 0});
		if (failure.code === stoppedCode) {
			this.publish({state: 'stopped', detail: stoppedSentence(this.#reading.status)});
		} else {
			this.publish({state: isDenial(failure) ? 'denied' : 'unreachable', detail: sentence(failure)});
		}
	}
}
