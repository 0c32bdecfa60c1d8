/**
Keeps what is known of one engine up to date: follows its events, asks again about what changed, notices when it goes away and comes back.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import {
	EngineError,
	type ConnectedEngine,
	type EngineContainer,
	type EngineReading,
	type EngineStatus,
} from '../engine.ts';
import type {ContainerEvent, ResourceEvent} from '../event.ts';
import {operationsOf} from '../operations.ts';
import {ContainerIndex} from './container-index.ts';
import {ExitCodes} from './exit-codes.ts';
import {listenForSilence, type SessionWork} from './events.ts';
import {followChanges} from './following.ts';
import {LatestReading, type EnginePlace, type WatchedTarget} from './latest.ts';
import {lookAtChanges} from './looks.ts';
import {usualPace, type WatchPace} from './pace.ts';
import {WatchSession} from './session.ts';

/**
Engines that hold the head of their answer back until the first event are not waited for longer.
*/
const openingMilliseconds = 500;

/**
A session that ends sooner than this has failed; one that ends later was cut, as proxies do with connections that they find idle.
*/
const shortSessionMilliseconds = 2000;

/**
Watches one engine from `start` until `dispose`. `reading` is replaced, never changed, and each new one is told to the subscribers.
While the engine is away its last containers stay.
*/
export class EngineWatch {
	#engine: ConnectedEngine | undefined;
	#running: Promise<void> | undefined;
	#session: WatchSession | undefined;
	#wasUp = false;
	readonly #open: () => Promise<ConnectedEngine>;
	readonly #pace: WatchPace;
	readonly #disposal = new AbortController();
	readonly #containers = new ContainerIndex();
	readonly #exitCodes = new ExitCodes();
	readonly #latest: LatestReading;
	#eventListener: ((event: ContainerEvent | ResourceEvent) => void) | undefined;

	constructor(target: WatchedTarget, open: () => Promise<ConnectedEngine>, pace: Partial<WatchPace> = {}) {
		this.#open = open;
		this.#pace = {...usualPace, ...pace};
		this.#latest = new LatestReading(target, this.#containers, this.#exitCodes);
	}

	get reading(): EngineReading {
		return this.#latest.reading;
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
	subscribe(listener: (reading: EngineReading) => void): () => void {
		return this.#latest.subscribe(listener);
	}

	/**
	Calls the listener with each event of the engine. There is one listener.
	*/
	onEvent(listener: (event: ContainerEvent | ResourceEvent) => void): void {
		this.#eventListener = listener;
	}

	/**
	Another place from now on: the container that it runs in has another key, as one whose name was found out, or its socket was made again.
	*/
	place(place: Partial<EnginePlace>): void {
		this.#latest.publish(place);
	}

	/**
	Ends the watch and its connections. Settles when nothing of it is left.
	*/
	async dispose(): Promise<void> {
		this.#disposal.abort();
		this.#session?.end();
		this.#latest.silence();
		this.#engine?.close();
		await this.#running;
	}

	async #run(): Promise<void> {
		const {signal} = this.#disposal;
		const {firstRetryMilliseconds, lastRetryMilliseconds} = this.#pace;
		let wait = firstRetryMilliseconds;
		while (!signal.aborted) {
			const session = new WatchSession();
			this.#session = session;
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
					this.#latest.report(error);
					// It is cut short by the end of the watch, which also ends the loop.
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
		const {signal} = session;
		this.#engine ??= await this.#open();
		const engine = this.#engine;
		this.#latest.operations ??= operationsOf(engine);
		const work: SessionWork = {
			engine,
			session,
			signal,
			pace: this.#pace,
			containers: this.#containers,
			exitCodes: this.#exitCodes,
			tell: () => {
				this.#latest.publish({});
			},
			onEvent: event => {
				this.#eventListener?.(event);
			},
			restrict: (restriction, status) => {
				this.#restrict(session, restriction, status);
			},
			patiently: async answer => this.#patiently(session, answer),
		};
		this.#containers.forgetRemoved();
		const identity = engine.identify(signal);
		const following = followChanges(work);
		// Both are awaited below; until then a failure of the one must not count as unhandled while the other is waited for.
		identity.catch(() => undefined);
		following.catch(() => undefined);
		await Promise.race([session.opened, following, identity.then(async () => sleep(openingMilliseconds, undefined, {signal}))]);
		const listing = engine.containers(signal, listed => {
			session.isListed = true;
			void this.#showListed(session, identity, listed);
		});
		// Awaited below, too.
		listing.catch(() => undefined);
		const status = await identity;
		const containers = await this.#patiently(session, listing, status);
		session.isUp = true;
		if (this.#wasUp) {
			void noteAllLater(session, this.#pace.settleMilliseconds);
		}

		this.#wasUp = true;
		this.#containers.replace(containers);
		this.#latest.publish({...status, state: 'up', detail: session.restriction});
		return Promise.race([following, listenForSilence(work), lookAtChanges(work)]);
	}

	/**
	Names are worth showing before each container has been inspected.
	*/
	async #showListed(
		session: WatchSession,
		identity: ReturnType<ConnectedEngine['identify']>,
		listed: readonly EngineContainer[],
	): Promise<void> {
		try {
			const status = await identity;
			if (!session.isUp) {
				this.#containers.fill(listed);
				this.#latest.publish({...status, state: 'up', detail: session.restriction});
			}
		} catch {
			// Whoever else waits for the identity tells.
		}
	}

	#restrict(session: WatchSession, restriction: string | undefined, status: Partial<EngineStatus> = {}): void {
		session.restriction = restriction;
		session.open();
		if (session.isUp) {
			this.#latest.publish({...status, detail: restriction});
		}
	}

	/**
	Waits for an answer of an engine that is there. Once it has come the engine is no longer slow.
	*/
	async #patiently<Answer>(session: WatchSession, answer: Promise<Answer>, status: Partial<EngineStatus> = {}): Promise<Answer> {
		const timer = setTimeout(() => {
			if (!session.isUp && session.isListed) {
				return;
			}

			const detail = session.isUp ? 'It has not answered for some time.' : 'Its list of containers has not arrived yet.';
			this.#latest.publish({...status, state: 'slow', detail});
		}, this.#pace.slowMilliseconds);
		try {
			const given = await answer;
			if (session.isUp && this.#latest.reading.status.state === 'slow') {
				this.#latest.publish({state: 'up', detail: session.restriction});
			}

			return given;
		} finally {
			clearTimeout(timer);
		}
	}
}

/**
Docker's list may still call running what has died while nobody listened: the list learns of an end after the events do, and after the
container's networks are taken down.
*/
async function noteAllLater(session: WatchSession, milliseconds: number): Promise<void> {
	try {
		await sleep(milliseconds, undefined, {signal: session.signal, ref: false});
		session.noteAll();
	} catch {
		// The session has ended, and the next one does the same.
	}
}

/**
Whether the connection just ended, with no sign of why.
*/
function isCut(error: unknown): boolean {
	return error instanceof EngineError && error.operation === 'events' && error.statusCode === undefined;
}
