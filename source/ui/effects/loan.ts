/**
The terminal while it is lent to something in a container.
*/
import type {Readable} from 'node:stream';
import {finished} from 'node:stream/promises';
import type {SizedTerminal} from '../../screen/size.ts';

/**
The terminal's own output.
*/
export type OutputTerminal = SizedTerminal & {
	write(chunk: Uint8Array | string): boolean;
	once(event: 'drain', listener: () => void): unknown;
	on(event: 'resize', listener: () => void): unknown;
	off(event: 'resize', listener: () => void): unknown;
};

/**
Writes what a stream gives to the terminal, until the function that it gives is called.
*/
export function showOn(terminal: OutputTerminal, stream: Readable): () => void {
	const show = (chunk: Uint8Array): void => {
		// A terminal that reads slowly holds the command back, and not our memory.
		if (terminal.write(chunk)) {
			return;
		}

		stream.pause();
		terminal.once('drain', () => {
			stream.resume();
		});
	};

	stream.on('data', show);
	return () => {
		stream.off('data', show);
	};
}

/**
Settles when a stream gives nothing more, whatever the reason. Also for one that has ended before anybody listened: a command may be over
before the terminal is ready for it.
*/
export async function ended(stream: Readable): Promise<void> {
	try {
		await finished(stream, {writable: false, cleanup: true});
	} catch {
		// A connection that breaks ends the session like any other end.
	}
}
