/**
Attaching to the first process of a container: `POST /containers/<id>/attach`, and `wait` for how it ends.
*/
import {Transform, type Duplex, type Readable} from 'node:stream';
import {EngineError} from '../engine.ts';
import type {Attachment, AttachSession, EngineInspection} from '../operations.ts';
import {
	bytesOfKeys,
	clientKeys,
	nobodyTypes,
	wordsOfKeys,
	type DetachKeys,
} from '../reach/detach-keys.ts';
import {asInteger, asRecord} from '../untrusted.ts';
import type {DockerClient} from './client.ts';
import {endlessMilliseconds, inContainer, inspect} from './container-call.ts';
import {StreamFrames} from './stream-frames.ts';

/**
What attaching to an inspected container will be like.
*/
export function attachmentOf({Config: fields}: EngineInspection, {keys, isConfigured}: DetachKeys): Attachment {
	const {Tty: tty, OpenStdin: open, StdinOnce: once} = asRecord(fields) ?? {};
	const isTerminal = tty === true;
	const detaching = isConfigured && bytesOfKeys(keys).length > 0 ? keys : clientKeys;
	return {
		isTerminal,
		input: open === true ? (once === true && !isTerminal ? 'once' : 'open') : 'closed',
		detachKeys: {bytes: bytesOfKeys(detaching), words: wordsOfKeys(detaching)},
	};
}

/**
Attaches. The keys that detach are looked for by whoever reads them: an engine looks for them only where there is a terminal.

@throws {EngineError} where the container does not run or is gone.
*/
export async function openAttach(client: DockerClient, id: string, {isTerminal, input}: Attachment): Promise<AttachSession> {
	const end = new AbortController();
	const question = {operation: 'attach', target: id} as const;
	// It has to be asked before: a container may end as soon as something is typed.
	const exit = waitForExit(client, id, end.signal);
	try {
		// Engines attach to what does not run too, and then nothing comes of it.
		const {State: state} = await inspect(client, id, undefined, 'attach');
		if (asRecord(state)?.Running !== true) {
			throw new EngineError('attach', id, {reason: 'it does not run'});
		}

		const stream: unknown = await client.act(async () => inContainer(client, question, async (found, abortSignal) => found.attach({
			stream: true,
			stdin: input === 'open',
			stdout: true,
			stderr: true,
			hijack: true,
			detachKeys: nobodyTypes,
			abortSignal,
		})));
		return sessionOf(client, id, stream as Duplex, {isTerminal, exit, end});
	} catch (error) {
		end.abort();
		throw error;
	}
}

function sessionOf(
	client: DockerClient,
	id: string,
	stream: Duplex,
	{isTerminal, exit, end}: {readonly isTerminal: boolean; readonly exit: AttachSession['exit']; readonly end: AbortController},
): AttachSession {
	// A connection that breaks ends the session; whoever reads the output sees its end.
	stream.on('error', () => {
		stream.destroy();
	});
	return {
		output: isTerminal ? stream : outputOf(stream),
		write(bytes) {
			stream.write(bytes);
		},
		async resize(columns, rows) {
			await inContainer(client, {operation: 'attach', target: id}, async (found, abortSignal): Promise<unknown> =>
				found.resize({h: rows, w: columns, abortSignal}));
		},
		exit,
		close() {
			end.abort();
			stream.destroy();
		},
	};
}

/**
What both output streams give, in the order in which the engine sends it.
*/
function outputOf(stream: Duplex): Readable {
	const frames = new StreamFrames();
	const output = new Transform({
		transform(chunk: Uint8Array, _encoding, done) {
			for (const payload of frames.take(chunk)) {
				this.push(payload);
			}

			done();
		},
	});
	stream.once('close', () => {
		output.end();
	});
	return stream.pipe(output);
}

async function waitForExit(client: DockerClient, id: string, signal: AbortSignal): Promise<number | undefined> {
	try {
		const answer: unknown = await inContainer(client, {
			operation: 'attach', target: id, milliseconds: endlessMilliseconds, signal,
		}, async (found, abortSignal): Promise<unknown> => found.wait({condition: 'next-exit', abortSignal}));
		return asInteger(asRecord(answer)?.StatusCode);
	} catch (error) {
		// Without an answer it is not known; the session shows by itself that it is over.
		if (error instanceof EngineError) {
			return undefined;
		}

		throw error;
	}
}
