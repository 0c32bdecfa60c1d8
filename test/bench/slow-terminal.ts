/**
A terminal at the end of a bad line: it reads a little at a time, or nothing for a while.
*/
import {Buffer} from 'node:buffer';
import {readSync} from 'node:fs';
import type {TerminalRun} from './terminal-run.ts';

const pauseMilliseconds = 50;

/**
From now on only this many bytes a second are read, until the function that it gives is called. With 0, nothing is; with Infinity,
everything.
*/
export function throttle(run: TerminalRun, bytesPerSecond: number): () => void {
	if (bytesPerSecond === Infinity) {
		return () => undefined;
	}

	run.pty.pause();
	const portion = Buffer.alloc(Math.max(1, Math.round(bytesPerSecond * pauseMilliseconds / 1000)));
	const reading = bytesPerSecond > 0
		? setInterval(() => {
			const count = readSome(run, portion);
			if (count > 0) {
				run.take(Buffer.from(portion.subarray(0, count)));
			}
		}, pauseMilliseconds)
		: undefined;
	return () => {
		clearInterval(reading);
		run.pty.resume();
	};
}

/**
Takes at once what the kernel holds for the terminal; gives the number of bytes.
*/
export function drain(run: TerminalRun): number {
	const portion = Buffer.alloc(65_536);
	let total = 0;
	for (let count = readSome(run, portion); count > 0; count = readSome(run, portion)) {
		run.take(Buffer.from(portion.subarray(0, count)));
		total += count;
	}

	return total;
}

/**
The pty does not wait: where there is nothing to read, it says so by an error.
*/
function readSome({pty}: TerminalRun, into: Buffer): number {
	try {
		// Its type keeps the descriptor to itself.
		return readSync((pty as unknown as {readonly fd: number}).fd, into);
	} catch {
		return 0;
	}
}
