/**
The keyboard as a stream with one owner at a time: the screen, or the shell in a container. Looks like a terminal's input to Ink, which
needs one.
*/
import {EventEmitter} from 'node:events';
import type {KeyBorrower} from './reader.ts';

/**
What the input needs of a terminal: `process.stdin` has all of it.
*/
export type InputTerminal = {
	setRawMode?(isRaw: boolean): unknown;
	resume(): unknown;
	pause(): unknown;
	on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
	off(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
};

/* eslint-disable unicorn/prefer-event-target -- Ink listens as one does to a stream. */

/**
Takes the terminal's bytes from `open` to `close`, and emits them as `data`, except while they are lent to another program. Since they are
taken over in one turn of the event loop, no byte is lost or seen twice.
*/
export class Input extends EventEmitter {
	isTTY = true;
	readonly #terminal: InputTerminal;
	#borrower: KeyBorrower | undefined;
	#isOpen = false;
	#isListening = false;

	constructor(terminal: InputTerminal) {
		super();
		this.#terminal = terminal;
	}

	/**
	Itself, by the type that Ink's `stdin` has.
	*/
	get stdin(): NodeJS.ReadStream {
		return this as unknown as NodeJS.ReadStream;
	}

	/**
	Takes the terminal: keys are not echoed and come as they are. They wait in the kernel until there is a listener.
	*/
	open(): void {
		this.#isOpen = true;
		this.#terminal.setRawMode?.(true);
	}

	/**
	Begins to read, when those who want the keys are there; later, where the terminal is given back for a while.
	*/
	listen(): void {
		this.halt();
		this.#isListening = true;
		if (!this.#isOpen) {
			return;
		}

		this.#terminal.on('data', this.#take);
		this.#terminal.resume();
	}

	/**
	Reads nothing more for now: what is typed waits with the terminal, until `listen` or for whoever gets the terminal next.
	*/
	halt(): void {
		this.#isListening = false;
		this.#terminal.off('data', this.#take);
		this.#terminal.pause();
	}

	/**
	Gives the terminal back as it was.
	*/
	close(): void {
		if (!this.#isOpen) {
			return;
		}

		this.#isOpen = false;
		this.halt();
		this.#terminal.setRawMode?.(false);
	}

	/**
	Gives the terminal back for a while, as it was. What it gives takes it again, and listens if that was so before.
	*/
	suspend(): () => void {
		const [isOpen, isListening] = [this.#isOpen, this.#isListening];
		this.close();
		return () => {
			if (isOpen) {
				this.open();
			}

			if (isListening || this.#isListening) {
				this.listen();
			}
		};
	}

	/**
	Sends all bytes to the borrower until the function that it gives is called.
	*/
	lend(borrower: KeyBorrower): () => void {
		this.#borrower = borrower;
		return () => {
			this.#borrower = undefined;
		};
	}

	/**
	Who has the keys now, if they are lent.
	*/
	get borrower(): KeyBorrower | undefined {
		return this.#borrower;
	}

	// Ink asks these of a terminal; the bytes go their own way, so there is nothing to do.
	setRawMode(): this {
		return this;
	}

	setEncoding(): this {
		return this;
	}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}

	resume(): this {
		return this;
	}

	pause(): this {
		return this;
	}

	read(): null {
		return null;
	}

	readonly #take = (chunk: Uint8Array): void => {
		if (this.#borrower) {
			this.#borrower(chunk);
		} else {
			this.emit('data', chunk);
		}
	};
}

/* eslint-enable unicorn/prefer-event-target */
