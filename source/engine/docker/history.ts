/**
What happened lately: `GET /events` from one moment to another, an answer that ends by itself.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import type {Readable} from 'node:stream';
import {ask, engineErrorOf} from '../ask.ts';
import type {ContainerEvent, EventHistory} from '../event.ts';
import {asRecord, parseJson} from '../untrusted.ts';
import type {DockerClient} from './client.ts';
import {endlessMilliseconds} from './container-call.ts';
import {eventOfLine, linesOf, timeOf} from './events.ts';

/**
How many events Docker remembers at most, of all kinds, execs and networks too.
*/
const dockerKeeps = 256;
/**
An engine with a slow clock has not reached the end that it was given, and would wait for it.
*/
const longestMilliseconds = 5000;
/**
Podman keeps its events in a file that has no end.
*/
const mostEvents = 2000;

/**
What happened to containers since then, as far as the engine has kept it.

@throws {EngineError} where it refuses or does not answer.
*/
export async function readHistory(
	client: DockerClient,
	address: string,
	sinceMilliseconds: number,
	signal: AbortSignal,
): Promise<EventHistory> {
	const question = {
		operation: 'history', target: address, milliseconds: endlessMilliseconds, signal,
	} as const;
	const {docker, engine} = await client.agreed(signal);
	// Of Docker all are asked for: only with those of other kinds can be told whether it has given some up.
	const filters = engine.kind === 'podman' ? {type: ['container' as const]} : {};
	const [since, until] = [sinceMilliseconds / 1000, Date.now() / 1000];
	try {
		const stream: unknown = await ask(question, async abortSignal => docker.getEvents({
			since, until, filters, abortSignal,
		}));
		// The library's types do not tell that it is the whole answer.
		return await gather(stream as Readable, engine.kind === 'docker');
	} catch (error) {
		throw engineErrorOf(error, question);
	}
}

async function gather(stream: Readable, isBounded: boolean): Promise<EventHistory> {
	const events: ContainerEvent[] = [];
	let count = 0;
	let first: number | undefined;
	const end = new AbortController();
	let isOver = false;
	void sleep(longestMilliseconds, undefined, {signal: end.signal, ref: false}).then(() => {
		isOver = true;
		stream.destroy();
	}, () => undefined);
	try {
		for await (const line of linesOf(stream)) {
			const fields = asRecord(parseJson(line));
			if (fields) {
				count++;
				first ??= timeOf(fields);
			}

			const event = eventOfLine(line);
			if (event) {
				events.push(event);
			}
		}
	} catch (error) {
		if (!isOver) {
			throw error;
		}
	} finally {
		end.abort();
	}

	const kept = events.slice(-mostEvents);
	const completeSince = kept.length < events.length ? kept[0]?.at : (isBounded && count >= dockerKeeps ? first : undefined);
	return {events: kept, ...(completeSince !== undefined && {completeSince})};
}
