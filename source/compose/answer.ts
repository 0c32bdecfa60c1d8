/**
Asks Compose something: runs it to its end, for no longer than there is patience.
*/
import {ComposeError} from './error.ts';
import {start, type Call} from './run.ts';

/**
What it said: bounded, and text from outside.
*/
type Answer = {readonly exitCode: number; readonly output: string; readonly complaint: string};

export type Ask = (call: Call, milliseconds: number, signal?: AbortSignal) => Promise<Answer>;

const mostBytes = 8 * 1024 * 1024;

/**
Runs the program to its end. It is killed where it takes too long or writes without end, and when the signal comes.

@throws {ComposeError} `absent` without the program, `silent` without an answer in time, `garbage` where it has no end, else `failed`.
*/
export const runToEnd: Ask = async (call, milliseconds, signal) => {
	const chunks: Record<'stdout' | 'stderr', Uint8Array[]> = {stdout: [], stderr: []};
	let bytes = 0;
	let failure: ComposeError | undefined;
	const giveUp = (error: ComposeError): void => {
		failure ??= error;
		running.kill();
	};

	const running = start(call, (stream, chunk) => {
		bytes += chunk.length;
		if (bytes > mostBytes) {
			giveUp(new ComposeError('garbage', `the answer of ${call.name} has no end`));
		} else {
			chunks[stream].push(chunk);
		}
	});
	const timer = setTimeout(() => {
		giveUp(new ComposeError('silent', `${call.name} has not answered within ${Math.round(milliseconds / 1000)} seconds`));
	}, milliseconds);
	const abandon = (): void => {
		giveUp(new ComposeError('failed', 'given up'));
	};

	signal?.addEventListener('abort', abandon);
	if (signal?.aborted) {
		abandon();
	}

	const ending = await running.ended;
	clearTimeout(timer);
	signal?.removeEventListener('abort', abandon);
	if (failure) {
		throw failure;
	}

	switch (ending.kind) {
		case 'exited': {
			return {exitCode: ending.exitCode, output: textOf(chunks.stdout), complaint: textOf(chunks.stderr)};
		}

		case 'unstarted': {
			throw ending.isAbsent
				? new ComposeError('absent', `${call.program} is not installed`)
				: new ComposeError('failed', `${call.name} could not be started (${ending.reason})`);
		}

		case 'killed': {
			throw new ComposeError('failed', `${call.name} was ended by ${ending.signal}`);
		}

		case 'stuck': {
			throw new ComposeError('silent', `${call.name} cannot be ended`);
		}
	}
};

function textOf(chunks: readonly Uint8Array[]): string {
	const decoder = new TextDecoder();
	return chunks.map(chunk => decoder.decode(chunk, {stream: true})).join('') + decoder.decode();
}
