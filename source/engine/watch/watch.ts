/**
Keeps what is known of one engine up to date: follows its events, asks again about what changed, notices when it goes away and comes back.
*/
import {isDeepStrictEqual} from 'node:util';
import {setTimeout as sleep} from 'node:timers/promises';
import {engineErrorOf} from '../ask.ts';
import {
	EngineError,
	operationsOf,
	type ConnectedEngine,
	type EngineContainer,
	type EngineReading,
	type EngineStatus,
} from '../engine.ts';
import {
	isDenial,
	isRefusal,
	oneSentence,
	sentence,
	stoppedCode,
	stoppedSentence,
} from '../sentence.ts';
import {ContainerIndex} from './container-index.ts';
import {ExitCodes} from './exit-codes.ts';
import {followEvents, listenForSilence, type SessionWork} from './events.ts';
import {lookAgainAndAgain, lookAtAll, lookAtChanges} from './looks.ts';
import {usualPace, type WatchPace} from './pace.ts';
import {WatchSession} from './session.ts';

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
What may change of the place of an engine while its address stays.
*/
export type EnginePlace = Pick<EngineStatus, 'container' | 'socket'>;

/**
Engines that hold the head of their answer back until the first event are not waited for longer.
*/
const openingMilliseconds = 500;

/**
A session that ends sooner than this has failed; one that ends later was cut, as proxies do with connections that they find idle.
*/
const shortSessionMilliseconds = 2000;

/**
A stream of events that ends sooner than this is broken; one that ends later was cut, and goes on at once.
*/
const longStreamMilliseconds = 60_000;

type Listener = (reading: EngineReading) => void;

/**
Watches one engine from `start` until `dispose`. `reading` is replaced, never changed, and each new one is told to the subscribers.
While the engine
is away its last containers stay.
*/
export class EngineWatch {
	#reading: EngineReading;
	#engine: ConnectedEngine | undefined;
	#operations: EngineStatus['operations'];
	#running: Promise<void> | undefined;
	#session: WatchSession | undefined;
	#wasUp = false;
	readonly #open: () => Promise<ConnectedEngine>;
	readonly #pace: WatchPace;
	readonly #listeners = new Set<Listener>();
	readonly #disposal = new AbortController();
	readonly #containers = new ContainerIndex();
	readonly #exitCodes = new ExitCodes();

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
			exitCodes: this.#exitCodes.latest,
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
	Another place from now on: the container that it runs in has another key, as one whose name was found out, or its socket was made again.
	*/
	place(place: Partial<EnginePlace>): void {
		this.#publish(place);
	}

	/**
	Ends the watch and its connections. Settles when nothing of it is left.
	*/
	async dispose(): Promise<void> {
		this.#disposal.abort();
		this.#session?.end();
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
					this.#report(error);
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
		this.#operations ??= operationsOf(engine);
		const work: SessionWork = {
			engine,
			session,
			signal,
			pace: this.#pace,
			containers: this.#containers,
			exitCodes: this.#exitCodes,
			tell: () => {
				this.#publish({});
			},
			patiently: async answer => this.#patiently(session, answer),
		};
		this.#containers.forgetRemoved();
		const identity = engine.identify(signal);
		const following = this.#follow(work);
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
		this.#publish({...status, state: 'up', detail: session.restriction});
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
				this.#publish({...status, state: 'up', detail: session.restriction});
			}
		} catch {
			// Whoever else waits for the identity tells.
		}
	}

	/**
	Hears of changes by the engine's events, and by its list where those are forbidden or break off. Only ever ends by an error.
	*/
	async #follow(work: SessionWork): Promise<never> {
		const {engine, session, signal, pace} = work;
		const instead = `it is polled every ${pace.listMilliseconds / 1000} seconds`;
		for (let isFirst = true; ; isFirst = false) {
			const startedAt = performance.now();
			let isOpen = false;
			/* eslint-disable no-await-in-loop -- one stream after the other */
			try {
				await followEvents(work, () => {
					isOpen = true;
					// What happened while nobody listened is in no event.
					if (!isFirst) {
						session.noteAll();
					}
				});
			} catch (error) {
				signal.throwIfAborted();
				if (!(error instanceof EngineError)) {
					throw error;
				}

				if (isRefusal(error)) {
					this.#restrict(session, `The event stream of ${oneSentence(engine.address)} is forbidden: ${instead} instead.`);
					return lookAgainAndAgain(work);
				}
			}

			// An engine whose events break off is away only if it does not answer either. It may be another one by now.
			const status = await engine.identify(signal);
			const wasLong = performance.now() - startedAt > longStreamMilliseconds;
			const restriction = `The event stream of ${oneSentence(engine.address)} keeps breaking off: ${instead} as well.`;
			this.#restrict(session, wasLong ? undefined : restriction, status);
			await sleep(wasLong ? 0 : pace.listMilliseconds, undefined, {signal});
			if (!isOpen) {
				await lookAtAll(work);
				work.tell();
			}

			/* eslint-enable no-await-in-loop */
		}
	}

	#restrict(session: WatchSession, restriction: string | undefined, status: Partial<EngineStatus> = {}): void {
		session.restriction = restriction;
		session.open();
		if (session.isUp) {
			this.#publish({...status, detail: restriction});
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
			this.#publish({...status, state: 'slow', detail});
		}, this.#pace.slowMilliseconds);
		try {
			const given = await answer;
			if (session.isUp && this.#reading.status.state === 'slow') {
				this.#publish({state: 'up', detail: session.restriction});
			}

			return given;
		} finally {
			clearTimeout(timer);
		}
	}

	#report(error: unknown): void {
		const {address} = this.#reading.status;
		const failure = engineErrorOf(error, {operation: 'connect', target: address, milliseconds: 0});
		if (failure.code === stoppedCode) {
			this.#publish({state: 'stopped', detail: stoppedSentence(this.#reading.status)});
		} else {
			this.#publish({state: isDenial(failure) ? 'denied' : 'unreachable', detail: sentence(failure)});
		}
	}

	#publish(change: Partial<EngineStatus>): void {
		const before = this.#reading;
		const hasNewState = change.state !== undefined && change.state !== before.status.state;
		const status = {
			...before.status, ...change, operations: this.#operations, since: hasNewState ? Date.now() : before.status.since,
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
