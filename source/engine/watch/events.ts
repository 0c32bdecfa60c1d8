/**
Hearing of what happens to containers: by the engine's events, or by its list where those are forbidden; and hearing that it is still
there.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import {EngineError, type ConnectedEngine, type EngineStatus} from '../engine.ts';
import type {ContainerEvent, ResourceEvent} from '../event.ts';
import type {ContainerIndex} from './container-index.ts';
import type {ExitCodes} from './exit-codes.ts';
import type {WatchPace} from './pace.ts';
import type {WatchSession} from './session.ts';

/**
One session with an engine, and where what is learned in it goes.
*/
export type SessionWork = {
	readonly engine: ConnectedEngine;
	readonly session: WatchSession;
	/**
	Fires when the session ends.
	*/
	readonly signal: AbortSignal;
	readonly pace: WatchPace;
	readonly containers: ContainerIndex;
	readonly exitCodes: ExitCodes;
	/**
	Called when the containers may have changed.
	*/
	readonly tell: () => void;
	/**
	Called with each event of the engine, whatever it is about.
	*/
	readonly onEvent: (event: ContainerEvent | ResourceEvent) => void;
	/**
	Called with what the engine does not let nstop do, or undefined where it lets it again, and with what else was learned of it.
	*/
	readonly restrict: (restriction: string | undefined, status?: Partial<EngineStatus>) => void;
	/**
	Waits for an answer; tells that the engine is slow if that takes long, and that it is up again with the answer.
	*/
	readonly patiently: <Answer>(answer: Promise<Answer>) => Promise<Answer>;
};

/**
Notes which containers something happened to; `onOpen` is called once the engine has taken the request. Only ever ends by an error.
*/
export async function followEvents(work: SessionWork, onOpen?: () => void): Promise<never> {
	const {engine, session, signal, containers, exitCodes, tell, onEvent} = work;
	for await (const event of engine.events(signal, () => {
		session.hear();
		session.open();
		onOpen?.();
	})) {
		session.hear();
		onEvent(event);
		if ('resource' in event) {
			continue;
		}

		const {id, action, exitCode} = event;
		if (exitCode !== undefined) {
			exitCodes.note(id, exitCode);
		}

		if (action === 'destroy') {
			session.changed.delete(id);
			if (containers.remove(id)) {
				tell();
			}
		} else {
			if (action === 'update') {
				containers.touch(id);
			}

			session.note(id);
		}
	}

	throw new EngineError('events', engine.address, {reason: 'the engine closed the connection', code: 'ECONNRESET'});
}

/**
Asks whether the engine is still there when nothing has been heard of it for long. Only ever ends by an error.
*/
export async function listenForSilence({engine, session, signal, pace: {pingMilliseconds}, patiently}: SessionWork): Promise<never> {
	for (;;) {
		// eslint-disable-next-line no-await-in-loop -- one after the other
		await sleep(Math.max(1, pingMilliseconds - session.silentMilliseconds()), undefined, {signal});
		if (session.silentMilliseconds() >= pingMilliseconds) {
			// eslint-disable-next-line no-await-in-loop -- one after the other
			await patiently(engine.ping(signal));
			session.hear();
		}
	}
}
