/**
Asking again about containers: about those that something happened to, or about all of them.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import {EngineError} from '../engine.ts';
import {isRefusal} from '../sentence.ts';
import type {SessionWork} from './events.ts';

/**
From this many changed containers on, one list is cheaper.
*/
const fewContainers = 8;

/**
Wait before a container that could not be inspected is asked about again.
*/
const secondLookMilliseconds = 5000;

/**
Asks about what changed, as soon as it has: about a few containers each by itself, about many by one list. Only ever ends by an error.
*/
export async function lookAtChanges(work: SessionWork): Promise<never> {
	const {session, signal, pace, tell} = work;
	for (;;) {
		/* eslint-disable no-await-in-loop -- one look after the other */
		await session.somethingChanged(signal);
		await sleep(pace.gatherMilliseconds, undefined, {signal});
		const {ids, isAll} = session.take();
		const wereSeen = !isAll && ids.length <= fewContainers && await lookAtEach(work, ids);
		if (!wereSeen) {
			await lookAtAll(work);
		}

		/* eslint-enable no-await-in-loop */
		tell();
	}
}

/**
Asks for the list every few seconds. Only ever ends by an error.
*/
export async function lookAgainAndAgain(work: SessionWork): Promise<never> {
	const {signal, pace, tell} = work;
	for (;;) {
		/* eslint-disable no-await-in-loop -- one look after the other */
		await sleep(pace.listMilliseconds, undefined, {signal});
		await lookAtAll(work);
		/* eslint-enable no-await-in-loop */
		tell();
	}
}

/**
Asks for the list once.
*/
export async function lookAtAll({engine, session, signal, containers}: SessionWork): Promise<void> {
	containers.replace(await engine.containers(signal));
	session.hear();
}

/**
Whether looking at single containers is allowed: else only the list can tell what changed.
*/
async function lookAtEach(work: SessionWork, ids: readonly string[]): Promise<boolean> {
	const looks = await Promise.all(ids.map(async id => lookAt(work, id)));
	return looks.every(Boolean);
}

/**
One container that cannot be inspected is no reason to give the engine up: that is for the ping to find out.
*/
async function lookAt(work: SessionWork, id: string): Promise<boolean> {
	const {engine, session, signal, containers} = work;
	try {
		const container = await engine.container(id, signal);
		if (container === undefined) {
			containers.remove(id);
		} else {
			containers.set(container);
		}

		session.hear();
		return true;
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof EngineError)) {
			throw error;
		}

		if (isRefusal(error)) {
			return false;
		}

		void noteLater(work, id);
		return true;
	}
}

async function noteLater({session, signal}: SessionWork, id: string): Promise<void> {
	try {
		await sleep(secondLookMilliseconds, undefined, {signal});
		session.note(id);
	} catch {
		// The session has ended, and the next one looks at everything.
	}
}
