/**
Typing line by line, for what reads its input from no terminal: the terminal is raw then, so nothing else shows what is typed or takes it
back.
*/
import {cellWidth} from '../../text/clean.ts';

/**
`lines` are finished, each with its line feed; `echo` is what the terminal is to show. `isLeft` where Ctrl-C was typed, or Ctrl-D at the
beginning of a line.
*/
type Typed = {readonly lines: string; readonly echo: string; readonly isLeft: boolean};

/**
Nobody types a longer line.
*/
const mostCharacters = 65_536;
/* eslint-disable no-control-regex, regexp/no-control-character -- Keys that write nothing are control sequences. */
const sequences = /\u{1B}(?:\[[\d;?]*[A-Za-z~]?|O.|.)?/gsu;
const control = /[\u{0}-\u{1F}\u{7F}-\u{9F}]/u;
/* eslint-enable no-control-regex, regexp/no-control-character */

/**
Keeps the line that is being typed.
*/
export class LineEditor {
	readonly #decoder = new TextDecoder();
	readonly #line: string[] = [];

	type(chunk: Uint8Array): Typed {
		let lines = '';
		let echo = '';
		for (const character of this.#decoder.decode(chunk, {stream: true}).replaceAll(sequences, '')) {
			switch (character) {
				case '\r':
				case '\n': {
					lines += `${this.#take()}\n`;
					echo += '\r\n';
					break;
				}

				case '\u{3}': {
					return {lines, echo: `${echo}^C\r\n`, isLeft: true};
				}

				case '\u{4}': {
					if (this.#line.length === 0) {
						return {lines, echo, isLeft: true};
					}

					lines += this.#take();
					break;
				}

				case '\u{8}':
				case '\u{7F}': {
					echo += erasing(this.#line.splice(-1));
					break;
				}

				case '\u{15}': {
					echo += erasing(this.#line.splice(0));
					break;
				}

				default: {
					echo += this.#append(character);
				}
			}
		}

		return {lines, echo, isLeft: false};
	}

	#append(character: string): string {
		const isTab = character === '\t';
		if ((control.test(character) && !isTab) || this.#line.length >= mostCharacters) {
			return '';
		}

		this.#line.push(character);
		// A tab that was as wide as its place wants could not be taken back.
		return isTab ? ' ' : character;
	}

	#take(): string {
		return this.#line.splice(0).join('');
	}
}

function erasing(characters: readonly string[]): string {
	const cells = characters.reduce((sum, character) => sum + (character === '\t' ? 1 : cellWidth(character)), 0);
	return '\b \b'.repeat(cells);
}
