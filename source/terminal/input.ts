/**
The terminal's input, read byte by byte. What has not been read stays with the terminal: a program that gets it next finds there all
that was typed after the key that started it.
*/
import {Buffer} from 'node:buffer';
import {EventEmitter} from 'node:events';
import process from 'node:process';
import {ReadStream} from 'node:tty';
import {openTerminal} from './open.ts';

type TerminalInput = {
	setRawMode(isRaw: boolean): unknown;
	/**
	Begins to read.
	*/
	resume(): unknown;
	/**
	Reads nothing more, not even what came in the same piece.
	*/
	pause(): unknown;
	on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
	off(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
	/**
	Calls the listener once the terminal is gone.
	*/
	onEnd(listener: () => void): void;
};

/**
Opens the terminal of standard input.
*/
export function openTerminalInput(terminal: typeof process.stdin = process.stdin): TerminalInput {
	const descriptor = openTerminal(terminal.fd, 'read');
	if (descriptor === undefined) {
		// Where reading waits, one byte after the other would wait for the second.
		return withEnd(terminal);
	}

	const buffer = Buffer.alloc(1);
	// eslint-disable-next-line unicorn/prefer-event-target -- It is listened to as a stream is.
	const bytes = new EventEmitter();
	const stream = new ReadStream(descriptor, {
		onread: {
			buffer,
			callback() {
				bytes.emit('data', Uint8Array.from(buffer));
				return true;
			},
		},
	});
	return {
		setRawMode: isRaw => stream.setRawMode(isRaw),
		resume: () => stream.resume(),
		pause: () => stream.pause(),
		on: (event, listener) => bytes.on(event, listener),
		off: (event, listener) => bytes.off(event, listener),
		onEnd(listener) {
			stream.on('end', listener);
			stream.on('error', listener);
		},
	};
}

function withEnd(terminal: typeof process.stdin): TerminalInput {
	return Object.assign(terminal, {
		onEnd(listener: () => void) {
			terminal.on('end', listener);
			terminal.on('error', listener);
		},
	});
}
