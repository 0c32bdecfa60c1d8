/**
The usual line of Docker's json-file without the work of a parser: `{"log":"text\n","stream":"stdout","time":"…"}` in that order and with
nothing escaped in its text. Then the bytes between the quotes are the text. A log of millions of lines consists of these, so they are found
with a few searches in a text of many lines, and not by looking at each byte.
*/
import type {LogLine} from '../../logs/line.ts';
import {StampReader} from '../logs/stamp.ts';
import {wholeLine} from '../logs/unfinished-line.ts';

const head = '{"log":"';
const tail = '"}';
/**
Begins with the first backslash of the line.
*/
const middles = (['stdout', 'stderr'] as const).map(stream => ({stream, text: String.raw`\n","stream":"${stream}","time":"`}));
/**
`2026-11-27T08:57:05`
*/
const secondLength = 19;

/**
Bytes with the same as a text of which each unit is a byte.
*/
type ReadableBytes = {readonly bytes: Uint8Array; readonly text: string};

export class PlainObjects {
	readonly #stamps = new StampReader();
	/**
	The stamp that was read last, down to the second, and the same in milliseconds.
	*/
	#second = '-';
	#secondMilliseconds = 0;

	/**
	The line that lies there without its line feed; undefined for what has to be parsed. Its bytes are those that were given.
	*/
	read(chunk: ReadableBytes, start: number, end: number): LogLine | undefined {
		const {text} = chunk;
		const stampEnd = end - tail.length;
		if (!text.startsWith(head, start) || !text.startsWith(tail, stampEnd)) {
			return undefined;
		}

		const textEnd = text.indexOf('\\', start);
		const middle = middles.find(each => text.startsWith(each.text, textEnd));
		if (!middle || textEnd >= stampEnd) {
			return undefined;
		}

		const time = this.#timeIn(chunk, textEnd + middle.text.length, stampEnd);
		return time === undefined ? undefined : wholeLine(chunk.bytes.subarray(start + head.length, textEnd), time, middle.stream);
	}

	#timeIn({bytes, text}: ReadableBytes, start: number, end: number): number | undefined {
		const fractionAt = start + secondLength;
		if (text.startsWith(this.#second, start) && text[fractionAt] === '.' && text[end - 1] === 'Z') {
			const digits = end - fractionAt - 2;
			const fraction = Number(text.slice(fractionAt + 1, end - 1));
			if (digits > 0 && Number.isSafeInteger(fraction)) {
				return this.#secondMilliseconds + (fraction / (10 ** (digits - 3)));
			}
		}

		if (this.#stamps.read(bytes, start, end) !== end) {
			return undefined;
		}

		if (text[end - 1] === 'Z') {
			this.#second = text.slice(start, fractionAt);
			this.#secondMilliseconds = Date.parse(`${this.#second}Z`);
		}

		return this.#stamps.time;
	}
}
