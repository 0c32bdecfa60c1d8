/**
The terminal's output as a stream that never holds the program up. Node writes to terminals blockingly, so a link that stalls would stop keys and clock as well; through a file stream the writing waits in another thread, and whoever writes sees that it is not done yet.
*/
import {once} from 'node:events';
import {createWriteStream} from 'node:fs';
import process from 'node:process';
import type {Terminal} from './screen/screen.ts';

export type TerminalOutput = Omit<Terminal, 'write'> & {
	/**
	Whether there is room for more.
	*/
	write(chunk: string | Uint8Array): boolean;
	once(event: 'drain', listener: () => void): unknown;
	off(event: 'drain' | 'resize', listener: () => void): unknown;
	/**
	Settles when all is written, or after so many milliseconds.
	*/
	drained(milliseconds: number): Promise<void>;
};

/**
Writes to the terminal of standard output. It wants to be drained after every write, so that at most one frame is on its way. Sizes and their changes are the terminal's own.
*/
export function openTerminalOutput(terminal: typeof process.stdout = process.stdout): TerminalOutput {
	const file = createWriteStream('', {fd: terminal.fd, autoClose: false, highWaterMark: 1});
	// Whether the terminal is gone shows on the terminal itself; here there is nobody to tell.
	file.on('error', error => {
		terminal.emit('error', error);
	});
	return {
		get columns() {
			return terminal.columns;
		},
		get rows() {
			return terminal.rows;
		},
		get writableNeedDrain() {
			return file.writableNeedDrain;
		},
		write: (chunk: string | Uint8Array) => file.write(chunk),
		on(event: 'drain' | 'resize', listener: () => void) {
			return event === 'drain' ? file.on(event, listener) : terminal.on(event, listener);
		},
		once(event: 'drain', listener: () => void) {
			return file.once(event, listener);
		},
		async drained(milliseconds: number) {
			if (file.writableNeedDrain) {
				await once(file, 'drain', {signal: AbortSignal.timeout(milliseconds)}).catch(() => undefined);
			}
		},
		off(event: 'drain' | 'resize', listener: () => void) {
			return event === 'drain' ? file.off(event, listener) : terminal.off(event, listener);
		},
	};
}
