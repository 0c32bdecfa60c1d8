/**
Keeping up with an engine whatever becomes of its events: they may be forbidden, break off, or never begin.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import {EngineError} from '../engine.ts';
import {isRefusal, oneSentence} from '../sentence.ts';
import {followEvents, type SessionWork} from './events.ts';
import {lookAgainAndAgain, lookAtAll} from './looks.ts';

/**
A stream of events that ends sooner than this is broken; one that ends later was cut, and goes on at once.
*/
const longStreamMilliseconds = 60_000;

/**
Hears of changes by the engine's events, and by its list where those are forbidden or break off. Only ever ends by an error.
*/
export async function followChanges(work: SessionWork): Promise<never> {
	const {engine, session, signal, pace, restrict} = work;
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
				restrict(`The event stream of ${oneSentence(engine.address)} is forbidden: ${instead} instead.`);
				return lookAgainAndAgain(work);
			}
		}

		// An engine whose events break off is away only if it does not answer either. It may be another one by now.
		const status = await engine.identify(signal);
		const wasLong = performance.now() - startedAt > longStreamMilliseconds;
		const restriction = `The event stream of ${oneSentence(engine.address)} keeps breaking off: ${instead} as well.`;
		restrict(wasLong ? undefined : restriction, status);
		await sleep(wasLong ? 0 : pace.listMilliseconds, undefined, {signal});
		if (!isOpen) {
			await lookAtAll(work);
			work.tell();
		}

		/* eslint-enable no-await-in-loop */
	}
}
