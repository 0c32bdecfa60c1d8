/**
The log of one container from the engine: `GET /containers/<id>/logs`, as a stream that lasts.
*/
import type {IncomingMessage} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import type {LogLine, LogSink, LogStart} from '../../logs/line.ts';
import {untilWanted} from '../../logs/held.ts';
import {engineErrorOf} from '../ask.ts';
import {EngineError} from '../engine.ts';
import type {LogRequest} from '../operations.ts';
import {isGone} from '../sentence.ts';
import {asRecord} from '../untrusted.ts';
import {compareApi} from './api-version.ts';
import type {DockerClient, DockerContainer} from './client.ts';
import {inContainer, inspect} from './container-call.ts';
import {LogFrames} from './log-frames.ts';
import {LogPlace} from './log-place.ts';
import {RawLog} from './raw-log.ts';

/**
Since this version of the API, the type of the answer tells frames from raw bytes.
*/
const firstTellingApi = '1.42';
/**
A container may have nothing to say for as long as it likes, but then the engine has to answer a question.
*/
const silentMilliseconds = 10_000;
/**
Docker renames its files once for each that is full.
*/
const mostAttempts = 10;

type Reading = {
	readonly sink: LogSink;
	readonly signal: AbortSignal;
	/**
	Rejects where the engine does not answer any more.
	*/
	readonly ping: (signal: AbortSignal) => Promise<void>;
};

/**
Gives the lines until there can be no more or the signal comes.

@throws {EngineError} where the engine refuses, ends in the middle or does not answer any more.
*/
export async function readLog(client: DockerClient, id: string, request: LogRequest, {sink, signal, ping}: Reading): Promise<void> {
	try {
		await (request.isFollowed ? follow : readKept)(client, id, request, {sink, signal, ping});
	} catch (error) {
		if (!signal.aborted) {
			throw logErrorOf(error, id);
		}
	}
}

async function readKept(client: DockerClient, id: string, request: LogRequest, reading: Reading): Promise<void> {
	const finish = await readOnce(client, id, request, reading);
	finish();
}

/**
Docker ends whoever follows together with the container, also where there are lines left that were not sent. So these are read after that.
And where it renames its files just as it opens them, it says that there is no such file: then reading goes on from the last line.
*/
async function follow(client: DockerClient, id: string, request: LogRequest, reading: Reading): Promise<void> {
	const place = new LogPlace();
	let isGiven = (_line: LogLine): boolean => false;
	const sink: LogSink = {
		line(line) {
			if (isGiven(line)) {
				return;
			}

			place.note(line);
			reading.sink.line(line);
		},
		leaveOut(lines) {
			reading.sink.leaveOut(lines);
		},
		// eslint-disable-next-line @typescript-eslint/promise-function-async -- an async one would always give a promise
		held: () => reading.sink.held(),
		isNewestWanted: () => reading.sink.isNewestWanted(),
	};
	const readOn = async (isFollowed: boolean): Promise<() => void> => {
		isGiven = place.recogniser();
		return readOnce(client, id, {start: place.start(request.start), isFollowed}, {...reading, sink});
	};

	const finish = await whileRenamed(async isFirst => isFirst ? readOnce(client, id, request, {...reading, sink}) : readOn(true));
	try {
		const finishRest = await readOn(false);
		finishRest();
	} catch (error) {
		if (!(error instanceof EngineError && isGone(error))) {
			throw error;
		}

		// It was removed as it ended.
		finish();
	}
}

async function whileRenamed<Result>(read: (isFirst: boolean) => Promise<Result>): Promise<Result> {
	for (let attempt = 1; ; attempt++) {
		try {
			// eslint-disable-next-line no-await-in-loop -- the next attempt follows a failed one
			return await read(attempt === 1);
		} catch (error) {
			if (attempt === mostAttempts || !(error instanceof Error && error.message.endsWith('no such file or directory'))) {
				throw error;
			}
		}
	}
}

/**
Gives all lines that have a line feed. The result gives the last one if it has none.
*/
async function readOnce(client: DockerClient, id: string, request: LogRequest, reading: Reading): Promise<() => void> {
	const {signal} = reading;
	signal.throwIfAborted();
	const question = {operation: 'logs', target: id, signal} as const;
	const stream = await inContainer(client, question, async (container, abortSignal) => open(container, request, abortSignal));
	return readAnswer(stream, await hasFrames(client, id, stream, signal) ? LogFrames : RawLog, reading);
}

/**
What failed for the user is the log, also where it was a look at the container or a sign of life that failed.
*/
function logErrorOf(error: unknown, id: string): EngineError {
	const {message, statusCode, code} = engineErrorOf(error, {operation: 'logs', target: id, milliseconds: silentMilliseconds});
	return new EngineError('logs', id, {
		reason: message, statusCode, code, cause: error,
	});
}

async function open(container: DockerContainer, {start, isFollowed}: LogRequest, abortSignal: AbortSignal): Promise<IncomingMessage> {
	const answer: unknown = await container.logs({
		// The library gives a stream for whatever is true, and engines take this word for false.
		follow: isFollowed || 'false' as unknown as true,
		stdout: true,
		stderr: true,
		timestamps: true,
		...(start.kind === 'tail' && {tail: start.lines}),
		...(start.kind === 'since' && {since: sinceOf(start)}),
		abortSignal,
	});
	// The library's types do not tell that it is the whole answer.
	return answer as IncomingMessage;
}

/**
A moment as `seconds.nanoseconds`. It is one microsecond early, as a number of milliseconds is less exact than what engines note.
*/
function sinceOf({milliseconds}: Extract<LogStart, {kind: 'since'}>): string {
	const microseconds = Math.max(0, Math.floor(milliseconds * 1000) - 1);
	return `${Math.floor(microseconds / 1e6)}.${String(microseconds % 1e6).padStart(6, '0')}000`;
}

/**
Whether the answer consists of frames, as it does for all containers without a terminal.
*/
async function hasFrames(client: DockerClient, id: string, {headers}: IncomingMessage, signal: AbortSignal): Promise<boolean> {
	const {engine, apiVersion} = await client.agreed(signal);
	const type = headers['content-type'] ?? '';
	if (type.includes('multiplexed-stream')) {
		return true;
	}

	const isTold = engine.kind === 'docker' && apiVersion !== undefined && compareApi(apiVersion, firstTellingApi) >= 0;
	if (isTold && type.includes('raw-stream')) {
		return false;
	}

	const inspection = await inspect(client, id, signal);
	return asRecord(inspection.Config)?.Tty !== true;
}

async function readAnswer(
	stream: IncomingMessage,
	Log: typeof LogFrames | typeof RawLog,
	{sink, signal, ping}: Reading,
): Promise<() => void> {
	const log = new Log(line => {
		sink.line(line);
	});
	const silence = new AbortController();
	let heardAt = performance.now();
	void pingWhileSilent(() => heardAt, ping, silence.signal).catch((error: unknown) => {
		if (!silence.signal.aborted) {
			stream.destroy(error instanceof Error ? error : new Error(String(error)));
		}
	});
	try {
		for await (const chunk of stream as AsyncIterable<Uint8Array>) {
			log.push(chunk);
			await untilWanted(sink, signal);
			heardAt = performance.now();
		}

		return () => {
			log.end();
		};
	} finally {
		silence.abort();
	}
}

async function pingWhileSilent(heardAt: () => number, ping: Reading['ping'], signal: AbortSignal): Promise<never> {
	for (;;) {
		const wait = Math.max(1000, heardAt() + silentMilliseconds - performance.now());
		// eslint-disable-next-line no-await-in-loop -- one after the other
		await sleep(wait, undefined, {signal, ref: false});
		if (performance.now() - heardAt() >= silentMilliseconds) {
			// eslint-disable-next-line no-await-in-loop -- one after the other
			await ping(signal);
			// eslint-disable-next-line no-await-in-loop -- one after the other
			await sleep(silentMilliseconds, undefined, {signal, ref: false});
		}
	}
}
