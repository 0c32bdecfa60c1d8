/**
Keeps what is known of one engine up to date: follows its events, asks anew about what changed, notices when it goes away and comes back.
*/
import {isDeepStrictEqual} from 'node:util';
import {setTimeout as sleep} from 'node:timers/promises';
import {engineErrorOf} from './ask.ts';
import {ContainerIndex} from './container-index.ts';
import {
	EngineError,
	type ConnectedEngine,
	type EngineContainer,
	type EngineReading,
	type EngineStatus,
} from './engine.ts';
import {isDenial, sentence} from './sentence.ts';
import {WatchSession} from './watch-session.ts';

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
};

/**
How often and how patiently. The defaults are for use, others for tests.
*/
export type WatchPace = {
	/**
	Silence after which the engine is asked whether it is still there.
	*/
	readonly pingMilliseconds: number;
	/**
	Wait before the first and before every later attempt to reconnect.
	*/
	readonly firstRetryMilliseconds: number;
	readonly lastRetryMilliseconds: number;
	/**
	Time in which events are gathered into one look.
	*/
	readonly gatherMilliseconds: number;
};

const usualPace: WatchPace = {
	pingMilliseconds: 10_000,
	firstRetryMilliseconds: 500,
	lastRetryMilliseconds: 5000,
	gatherMilliseconds: 50,
};

/**
Engines that hold the head of their answer back until the first event are not waited for longer.
*/
const openingMilliseconds = 500;

/**
From this many changed containers on, one list is cheaper.
*/
const fewContainers = 8;

/**
A session that ends sooner than this has failed; one that ends later was cut, as proxies do with connections that they find idle.
*/
const shortSessionMilliseconds = 2000;

/**
Wait before a container that could not be inspected is asked about again.
*/
const secondLookMilliseconds = 5000;

const mostExitCodes = 100;

type Listener = (reading: EngineReading) => void;

/**
Watches one engine from `start` until `dispose`. `reading` is replaced, never changed, and each new one is told to the subscribers. While the engine
is away its last containers stay.
*/
export class EngineWatch {
	#reading: EngineReading;
	#engine: ConnectedEngine | undefined;
	#running: Promise<void> | undefined;
	readonly #open: () => Promise<ConnectedEngine>;
	readonly #pace: WatchPace;
	readonly #listeners = new Set<Listener>();
	readonly #disposal = new AbortController();
	readonly #containers = new ContainerIndex();
	#exitCodes: ReadonlyMap<string, number> = new Map();

	constructor(target: WatchedTarget, open: () => Promise<ConnectedEngine>, pace: Partial<WatchPace> = {}) {
		this.#open = open;
		this.#pace = {...usualPace, ...pace};
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
				state: 'connecting',
				detail: undefined,
				since: Date.now(),
			},
			containers: [],
			exitCodes: this.#exitCodes,
		};
	}

	get reading(): EngineReading {
		return this.#reading;
	}

	/**
	The engine to act on, undefined until it was loaded.
	*/
	get engine(): ConnectedEngine | undefined {
		return this.#engine;
	}

	start(): void {
		this.#running ??= this.#run();
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
	Ends the watch and its connections. Settles when nothing of it is left.
	*/
	async dispose(): Promise<void> {
		this.#disposal.abort();
		this.#listeners.clear();
		this.#engine?.close();
		await this.#running;
	}

	async #run(): Promise<void> {
		const {signal} = this.#disposal;
		const {firstRetryMilliseconds, lastRetryMilliseconds} = this.#pace;
		let wait = firstRetryMilliseconds;
		while (!signal.aborted) {
			const session = new WatchSession();
			try {
				// eslint-disable-next-line no-await-in-loop -- one session after the other
				await this.#hold(session);
			} catch (error) {
				if (signal.aborted) {
					break;
				}

				const wasCut = session.lastedMilliseconds() > shortSessionMilliseconds;
				if (session.isUp) {
					wait = firstRetryMilliseconds;
				}

				// The next attempt tells whether the engine is really away.
				if (!(wasCut && isCut(error))) {
					this.#report(error);
					// eslint-disable-next-line no-await-in-loop -- one session after the other
					await sleep(wait, undefined, {signal}).catch(() => undefined);
					wait = Math.min(wait * 2, lastRetryMilliseconds);
				}
			} finally {
				session.end();
			}
		}

		this.#engine?.close();
	}

	/**
	Connects, learns everything, and follows what happens. Only ever ends by an error.
	*/
	async #hold(session: WatchSession): Promise<never> {
		const signal = AbortSignal.any([this.#disposal.signal, session.signal]);
		this.#engine ??= await this.#open();
		const engine = this.#engine;
		this.#containers.forgetRemoved();
		const identity = engine.identify(signal);
		const following = this.#follow(engine, session, signal);
		// Both are awaited below; until then a failure of the one must not count as unhandled while the other is waited for.
		identity.catch(() => undefined);
		following.catch(() => undefined);
		await Promise.race([session.opened, following, identity.then(async () => sleep(openingMilliseconds, undefined, {signal}))]);
		const containers = await engine.containers(signal, listed => {
			void this.#showListed(session, identity, listed);
		});
		const status = await identity;
		session.isUp = true;
		this.#containers.replace(containers);
		this.#publish({...status, state: 'up', detail: undefined});
		return Promise.race([following, this.#listen(engine, session, signal), this.#refresh(engine, session, signal)]);
	}

	/**
	Names are worth showing before each container has been inspected.
	*/
	async #showListed(session: WatchSession, identity: ReturnType<ConnectedEngine['identify']>, listed: readonly EngineContainer[]): Promise<void> {
		try {
			const status = await identity;
			if (!session.isUp) {
				this.#containers.fill(listed);
				this.#publish({...status, state: 'up', detail: undefined});
			}
		} catch {
			// Whoever else waits for the identity tells.
		}
	}

	/**
	Notes which containers something happened to.
	*/
	async #follow(engine: ConnectedEngine, session: WatchSession, signal: AbortSignal): Promise<never> {
		for await (const {id, action, exitCode} of engine.events(signal, () => {
			session.hear();
			session.open();
		})) {
			session.hear();
			if (exitCode !== undefined) {
				// The latest are enough: they are of interest for a minute.
				this.#exitCodes = new Map([...this.#exitCodes, [id, exitCode] as const].slice(-mostExitCodes));
			}

			if (action === 'destroy') {
				session.changed.delete(id);
				if (this.#containers.remove(id)) {
					this.#publish({});
				}
			} else {
				session.note(id);
			}
		}

		throw new EngineError('events', engine.address, {reason: 'the engine closed the connection', code: 'ECONNRESET'});
	}

	/**
	Asks whether the engine is still there when nothing has been heard of it for long.
	*/
	async #listen(engine: ConnectedEngine, session: WatchSession, signal: AbortSignal): Promise<never> {
		const {pingMilliseconds} = this.#pace;
		for (;;) {
			// eslint-disable-next-line no-await-in-loop -- one after the other
			await sleep(Math.max(1, pingMilliseconds - session.silentMilliseconds()), undefined, {signal});
			if (session.silentMilliseconds() >= pingMilliseconds) {
				// eslint-disable-next-line no-await-in-loop -- one after the other
				await engine.ping(signal);
				session.hear();
			}
		}
	}

	/**
	Asks anew about what changed: a few containers each by itself, many by one list.
	*/
	async #refresh(engine: ConnectedEngine, session: WatchSession, signal: AbortSignal): Promise<never> {
		for (;;) {
			/* eslint-disable no-await-in-loop -- one look after the other */
			await session.somethingChanged(signal);
			await sleep(this.#pace.gatherMilliseconds, undefined, {signal});
			const ids = [...session.changed];
			session.changed.clear();
			if (ids.length > fewContainers) {
				await this.#lookAtAll(engine, session, signal);
			} else {
				await Promise.all(ids.map(async id => this.#lookAt(engine, session, id, signal)));
			}

			/* eslint-enable no-await-in-loop */
			this.#publish({});
		}
	}

	async #lookAtAll(engine: ConnectedEngine, session: WatchSession, signal: AbortSignal): Promise<void> {
		this.#containers.replace(await engine.containers(signal));
		session.hear();
	}

	/**
	One container that cannot be inspected is no reason to give the engine up: that is for the ping to find out.
	*/
	async #lookAt(engine: ConnectedEngine, session: WatchSession, id: string, signal: AbortSignal): Promise<void> {
		try {
			const container = await engine.container(id, signal);
			if (container === undefined) {
				this.#containers.remove(id);
			} else {
				this.#containers.set(container);
			}

			session.hear();
		} catch (error) {
			signal.throwIfAborted();
			if (!(error instanceof EngineError)) {
				throw error;
			}

			void this.#noteLater(session, id, signal);
		}
	}

	async #noteLater(session: WatchSession, id: string, signal: AbortSignal): Promise<void> {
		try {
			await sleep(secondLookMilliseconds, undefined, {signal});
			session.note(id);
		} catch {
			// The session has ended, and the next one looks at everything.
		}
	}

	#report(error: unknown): void {
		const {address} = this.#reading.status;
		const failure = engineErrorOf(error, {operation: 'connect', target: address, milliseconds: 0});
		this.#publish({state: isDenial(failure) ? 'denied' : 'unreachable', detail: sentence(failure)});
	}

	#publish(change: Partial<EngineStatus>): void {
		const before = this.#reading;
		const hasNewState = change.state !== undefined && change.state !== before.status.state;
		const status = {...before.status, ...change, since: hasNewState ? Date.now() : before.status.since};
		const containers = this.#containers.list();
		if (containers === before.containers && isDeepStrictEqual(status, before.status)) {
			return;
		}

		this.#reading = {status, containers, exitCodes: this.#exitCodes};
		for (const listener of this.#listeners) {
			listener(this.#reading);
		}
	}
}

/**
Whether the connection just ended, with no sign of why.
*/
function isCut(error: unknown): boolean {
	return error instanceof EngineError && error.operation === 'events' && error.statusCode === undefined;
}
