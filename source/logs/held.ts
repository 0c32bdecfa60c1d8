/**
How sources take turns, and stop reading while no more is wanted.
*/
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {LogSink} from './line.ts';

/**
The last one who waits for a turn.
*/
let last: Promise<void> = Promise.resolve();

/**
Waits until more is wanted or the signal comes, and in any case until whatever else has waited, such as keys, had its turn. Of several
sources only one goes on at a time.
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

	last = afterTurn(last);
	await last;
}

async function afterTurn(before: Promise<void>): Promise<void> {
	await before;
	await nextTurn();
}
