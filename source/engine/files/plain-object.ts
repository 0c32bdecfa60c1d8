/**
The usual line of Docker's json-file without the work of a parser: `{"log":"text\n","stream":"stdout","time":"…"}` in that order and with
nothing escaped in its text. Then the bytes between the quotes are the text.
*/
import {Buffer} from 'node:buffer';
import type {LogStream} from '../../logs/line.ts';

/**
Where the parts of a line lie: the text from `start` to `end` without its line feed, the stamp from `stampStart` to `stampEnd`.
*/
type PlainObject = {
	readonly stream: LogStream;
	readonly start: number;
	readonly end: number;
	readonly stampStart: number;
	readonly stampEnd: number;
};

const head = Buffer.from('{"log":"');
const tail = Buffer.from('"}');
const textEnd = Buffer.from(String.raw`\n`);
const middles = (['stdout', 'stderr'] as const).map(stream => ({stream, bytes: Buffer.from(`","stream":"${stream}","time":"`)}));
const quote = 0x22;
const backslash = 0x5C;

/**
The parts of a line, without its line feed; undefined for what has to be parsed.
*/
export function plainObject(line: Uint8Array): PlainObject | undefined {
	const stampEnd = line.length - tail.length;
	if (!hasAt(line, 0, head) || !hasAt(line, stampEnd, tail)) {
		return undefined;
	}

	const stampStart = line.lastIndexOf(quote, stampEnd - 1) + 1;
	for (const {stream, bytes} of middles) {
		const end = stampStart - bytes.length - textEnd.length;
		if (end >= head.length && hasAt(line, end + textEnd.length, bytes)) {
			// The first backslash is that of the line feed.
			return line.indexOf(backslash, head.length) === end && hasAt(line, end, textEnd)
				? {
					stream, start: head.length, end, stampStart, stampEnd,
				}
				: undefined;
		}
	}

	return undefined;
}

function hasAt(line: Uint8Array, at: number, bytes: Uint8Array): boolean {
	return at >= 0 && at + bytes.length <= line.length && bytes.every((byte, index) => line[at + index] === byte);
}
