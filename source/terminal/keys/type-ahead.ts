/**
What is typed while a shell is on its way.
*/
import {Buffer} from 'node:buffer';
import type {Input} from './input.ts';

const interrupt = 0x03;

/**
Buffers it, so that it reaches the shell and nothing else. Ctrl-C gives up waiting.
*/
export class TypeAhead {
	readonly interrupted: Promise<'interrupted'>;
	readonly release: () => void;
	readonly #marks = new PasteMarks();
	#held: Uint8Array[] = [];
	#receiver: ((chunk: Uint8Array) => void) | undefined;

	constructor(input: Input) {
		const {promise, resolve} = Promise.withResolvers<'interrupted'>();
		this.interrupted = promise;
		this.release = input.lend(chunk => {
			if (this.#receiver) {
				this.#receiver(this.#marks.isOpen ? this.#marks.without(chunk) : chunk);
			} else if (chunk.includes(interrupt)) {
				resolve('interrupted');
			} else {
				this.#held.push(chunk);
			}
		});
	}

	/**
	Gives all that was typed so far, and from then on each chunk as it comes.
	*/
	pour(receiver: (chunk: Uint8Array) => void): void {
		const held = this.#marks.without(Buffer.concat(this.#held));
		if (held.length > 0) {
			receiver(held);
		}

		this.#held = [];
		this.#receiver = receiver;
	}
}

/* eslint-disable no-control-regex, regexp/no-control-character -- Sequences begin with one. */
const mark = /\u{1B}\[20[01]~/gu;
const halfMark = /\u{1B}(?:\[(?:20?[01]?)?)?$/u;
/* eslint-enable no-control-regex, regexp/no-control-character */

/**
Takes out the marks that the terminal puts around what is pasted while the screen has it: the shell has not asked for them.
*/
class PasteMarks {
	/**
	Whether a paste has begun and its end is still to come.
	*/
	isOpen = false;
	#half = '';

	without(chunk: Uint8Array): Uint8Array {
		const text = (this.#half + Buffer.from(chunk).toString('latin1')).replaceAll(mark, found => {
			this.isOpen = found.endsWith('0~');
			return '';
		});
		this.#half = this.isOpen ? halfMark.exec(text)?.[0] ?? '' : '';
		return Buffer.from(text.slice(0, text.length - this.#half.length), 'latin1');
	}
}
