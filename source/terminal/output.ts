/**
The terminal's output as a stream that never holds the program up. Node writes to terminals blockingly, so a link that stalls would stop
keys and clock as well, and the program could not even end. Here the terminal is opened a second time for writing without waiting: what it
does not take is tried again, and whoever writes sees that it is not done yet.
*/
import {Buffer} from 'node:buffer';
import {EventEmitter, once} from 'node:events';
import {writeSync} from 'node:fs';
import process from 'node:process';
import type {Terminal} from '../screen/screen.ts';
import {openTerminal} from './open.ts';

type TerminalOutput = Omit<Terminal, 'write'> & {
	/**
	Whether there is room for more.
	*/
	write(chunk: string | Uint8Array): boolean;
	once(event: 'drain', listener: () => void): unknown;
	off(event: 'drain' | 'resize', listener: () => void): unknown;
	/**
	Settles when all is written, or after `milliseconds`.
	*/
	drained(milliseconds: number): Promise<void>;
	/**
	Writes before it comes back, for when the program is about to end. What still waits is dropped, and so is this where the terminal does
	not take it in a quarter of a second.
	*/
	writeLast(text: string): void;
};

const shortestPauseMilliseconds = 1;
const longestPauseMilliseconds = 20;
const lastMilliseconds = 250;

/**
Writes to the terminal of standard output. It wants to be drained after every write that the terminal does not take at once, so that at
most one frame is on its way. Sizes and their changes are the terminal's own, and what goes wrong is told as its error.
*/
export function openTerminalOutput(terminal: typeof process.stdout = process.stdout): TerminalOutput {
	// Where it cannot be opened, writing waits.
	const descriptor = openTerminal(terminal.fd, 'write') ?? terminal.fd;
	// eslint-disable-next-line unicorn/prefer-event-target -- Whoever writes listens as one does to a stream.
	const drains = new EventEmitter().setMaxListeners(0);
	let waiting: readonly Uint8Array[] = [];
	let pauseMilliseconds = shortestPauseMilliseconds;

	/**
	What the terminal has not taken.
	*/
	function rest(chunk: Uint8Array): Uint8Array {
		try {
			return chunk.subarray(writeSync(descriptor, chunk));
		} catch (error) {
			if (isNotNow(error)) {
				return chunk;
			}

			// Here there is nobody to tell.
			process.nextTick(() => {
				terminal.emit('error', error);
			});
			return chunk.subarray(chunk.length);
		}
	}

	function goOn(): void {
		const [first, ...others] = waiting;
		if (!first) {
			return;
		}

		const left = rest(first);
		const isTaken = left.length < first.length;
		waiting = left.length > 0 ? [left, ...others] : others;
		if (waiting.length === 0) {
			drains.emit('drain');
			return;
		}

		pauseMilliseconds = isTaken ? shortestPauseMilliseconds : Math.min(longestPauseMilliseconds, pauseMilliseconds * 2);
		setTimeout(goOn, pauseMilliseconds);
	}

	return {
		get columns() {
			return terminal.columns;
		},
		get rows() {
			return terminal.rows;
		},
		get writableNeedDrain() {
			return waiting.length > 0;
		},
		write(chunk) {
			const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
			const isFree = waiting.length === 0;
			const left = isFree ? rest(bytes) : bytes;
			if (left.length > 0) {
				// A copy: the caller may use its buffer again.
				waiting = [...waiting, Uint8Array.from(left)];
				if (isFree) {
					pauseMilliseconds = shortestPauseMilliseconds;
					setTimeout(goOn, pauseMilliseconds);
				}
			}

			return waiting.length === 0;
		},
		on(event: 'drain' | 'resize', listener: () => void) {
			return event === 'drain' ? drains.on(event, listener) : terminal.on(event, listener);
		},
		once: (event: 'drain', listener: () => void) => drains.once(event, listener),
		off(event: 'drain' | 'resize', listener: () => void) {
			return event === 'drain' ? drains.off(event, listener) : terminal.off(event, listener);
		},
		async drained(milliseconds: number) {
			if (waiting.length > 0) {
				// After that time the caller goes on without.
				await once(drains, 'drain', {signal: AbortSignal.timeout(milliseconds)}).catch(() => undefined);
			}
		},
		writeLast(text: string) {
			waiting = [];
			const end = performance.now() + lastMilliseconds;
			let left: Uint8Array = Buffer.from(text);
			for (left = rest(left); left.length > 0 && performance.now() < end; left = rest(left)) {
				sleep(longestPauseMilliseconds);
			}
		},
	};
}

function isNotNow(error: unknown): boolean {
	return error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR');
}

/**
Nothing else may run any more.
*/
function sleep(milliseconds: number): void {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
