/**
Commands in a container, each with a terminal of its own.
*/
import type {Duplex} from 'node:stream';
import {setTimeout as sleep} from 'node:timers/promises';
import {ask} from '../ask.ts';
import type {ExecSession} from '../operations.ts';
import {asInteger, asRecord} from '../untrusted.ts';

/**
What a created exec of the client library can do.
*/
type CreatedExec = {

	start(options: {hijack: boolean; stdin: boolean; Tty: boolean; abortSignal: AbortSignal}): Promise<Duplex>;
	resize(options: {h: number; w: number; abortSignal: AbortSignal}): Promise<unknown>;
	inspect(options: {abortSignal: AbortSignal}): Promise<unknown>;
};

const answerMilliseconds = 5000;
const startMilliseconds = 10_000;

/**
Starts a created exec and gives its terminal, already of the given size.
*/
export async function openExec(
	created: CreatedExec,
	{id, detachKeys}: {readonly id: string; readonly detachKeys: Uint8Array | undefined},
	size: {readonly columns: number; readonly rows: number},
): Promise<ExecSession> {
	const question = {operation: 'exec', target: id, milliseconds: answerMilliseconds} as const;
	const stream = await ask({...question, milliseconds: startMilliseconds}, async abortSignal => created.start({
		hijack: true,
		stdin: true,

		Tty: true,
		abortSignal,
	}));
	// A connection that breaks ends the session; whoever reads the stream sees its end.
	stream.on('error', () => {
		stream.destroy();
	});

	async function resize(columns: number, rows: number): Promise<void> {
		await ask(question, async abortSignal => created.resize({h: rows, w: columns, abortSignal}));
	}

	/**
	Engines refuse the size until the process is there, which can be after they have answered.
	*/
	async function resizeAtStart(): Promise<void> {
		for (let attempt = 0; attempt < 20 && !stream.destroyed && !stream.readableEnded; attempt++) {
			try {
				// eslint-disable-next-line no-await-in-loop -- one attempt after the other
				await resize(size.columns, size.rows);
				return;
			} catch {
				// Not yet; a session that never takes a size keeps the engine's own.
				// eslint-disable-next-line no-await-in-loop -- one attempt after the other
				await sleep(50);
			}
		}
	}

	return {
		stream,
		sized: resizeAtStart(),
		resize,
		async exitCode() {
			const answer = asRecord(await ask(question, async abortSignal => created.inspect({abortSignal})));
			return answer?.Running === true ? undefined : asInteger(answer?.ExitCode);
		},
		detachKeys,
		async pid() {
			const pid = asInteger(asRecord(await ask(question, async abortSignal => created.inspect({abortSignal})))?.Pid);
			return pid === undefined || pid <= 0 ? undefined : pid;
		},
	};
}
