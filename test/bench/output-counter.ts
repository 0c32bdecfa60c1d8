/**
Counts in what a program writes: bytes, clears of the screen, marked updates.
*/
import {Buffer} from 'node:buffer';

export type Output = {
	readonly bytes: number;
	/**
	Times the whole screen was cleared.
	*/
	readonly clears: number;
	/**
	Updates that the program has marked as one (mode 2026).
	*/
	readonly frames: number;
};

const clearings = ['\u{1B}[2J', '\u{1B}[H\u{1B}[J', '\u{1B}[H\u{1B}[0J', '\u{1B}[1;1H\u{1B}[J'];
const frameEnd = '\u{1B}[?2026l';
const longestMark = 12;

/**
Takes a stream in pieces; a mark may be cut anywhere.
*/
export class OutputCounter {
	#bytes = 0;
	#clears = 0;
	#frames = 0;
	#end = '';

	take(chunk: Uint8Array): void {
		this.#bytes += chunk.length;
		const text = this.#end + Buffer.from(chunk).toString('latin1');
		for (const mark of clearings) {
			this.#clears += this.#countNew(text, mark);
		}

		this.#frames += this.#countNew(text, frameEnd);
		this.#end = text.slice(-longestMark);
	}

	now(): Output {
		return {bytes: this.#bytes, clears: this.#clears, frames: this.#frames};
	}

	/**
	Those that end in the new piece.
	*/
	#countNew(text: string, mark: string): number {
		let count = 0;
		for (let index = text.indexOf(mark); index !== -1; index = text.indexOf(mark, index + mark.length)) {
			count += index + mark.length > this.#end.length ? 1 : 0;
		}

		return count;
	}
}
