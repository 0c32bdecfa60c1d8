/**
How a source stops reading while no more is wanted.
*/
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {LogSink} from './line.ts';

/**
Waits until more is wanted or the signal comes, and in any case until whatever else has waited, such as keys, had its turn.
*/
export async function untilWanted(sink: Pick<LogSink, 'held'>, signal: AbortSignal): Promise<void> {
	const held = sink.held();
	if (held !== undefined && !signal.aborted) {
		const {promise, resolve} = Promise.withResolvers<void>();
		const stopWaiting = (): void => {
			resolve();
		};

		signal.addEventListener('abort', stopWaiting);
		try {
			await Promise.race([held, promise]);
		} finally {
			signal.removeEventListener('abort', stopWaiting);
		}
	}

	await nextTurn();
}
