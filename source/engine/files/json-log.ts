/**
Docker's and nerdctl's `<id>-json.log`: an object per line, `{"log":"text\n","stream":"stdout","time":"…"}`. A message of more than 16 KiB
takes several of them, of which only the last one's text ends in a line feed.
*/
import {Buffer} from 'node:buffer';
import type {LogLine} from '../../logs/line.ts';
import {StampReader} from '../logs/stamp.ts';
import {wholeLine} from '../logs/unfinished-line.ts';
import {asRecord, asText, parseJson} from '../untrusted.ts';
import {
	finished,
	openedBy,
	type FileReading,
	type LogFileReader,
	type LogFormat,
} from './log-format.ts';
import {PlainObjects} from './plain-object.ts';

const decoder = new TextDecoder();
const encoder = new TextEncoder();
/**
Within a text the quote would be escaped.
*/
const textEnd = Buffer.from(String.raw`\n","stream":"`);
const backslash = 0x5C;

/**
Files of this form. Of lines that are no such objects the text is kept, without a time.
*/
export const jsonLog: LogFormat = {
	open,
	timeOf(line) {
		return timeIn(asText(asRecord(parseJson(decoder.decode(line)))?.time), new StampReader());
	},
	countIn(lines) {
		const bytes = Buffer.from(lines.buffer, lines.byteOffset, lines.length);
		let count = 0;
		for (let at = bytes.indexOf(textEnd); at !== -1; at = bytes.indexOf(textEnd, at + textEnd.length)) {
			count += isEscaped(bytes, at) ? 0 : 1;
		}

		return count;
	},
};

const openParsed = openedBy(readObject);

function open(take: (line: LogLine) => void): LogFileReader {
	const parsed = openParsed(take);
	const plainObjects = new PlainObjects();
	return {
		push(bytes) {
			const chunk = {bytes, text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')};
			let start = 0;
			for (let end = chunk.text.indexOf('\n'); end !== -1; end = chunk.text.indexOf('\n', start)) {
				const line = parsed.isBetweenLines ? plainObjects.read(chunk, start, end) : undefined;
				if (line) {
					take(line);
				} else {
					parsed.push(bytes.subarray(start, end + 1));
				}

				start = end + 1;
			}

			parsed.push(bytes.subarray(start));
		},
		get isBetweenLines() {
			return parsed.isBetweenLines;
		},
		turn() {
			parsed.turn();
		},
		end() {
			parsed.end();
		},
	};
}

/**
Whether the backslash at this place is the second of a pair.
*/
function isEscaped(bytes: Uint8Array, at: number): boolean {
	let first = at;
	while (bytes[first - 1] === backslash) {
		first--;
	}

	return (at - first) % 2 === 1;
}

function readObject(bytes: Uint8Array, {stamps, unfinished, take}: FileReading): void {
	const object = asRecord(parseJson(decoder.decode(bytes)));
	if (typeof object?.log !== 'string') {
		take(wholeLine(bytes, undefined, 'stdout'));
		return;
	}

	const line = unfinished[object.stream === 'stderr' ? 'stderr' : 'stdout'];
	const isEnded = object.log.endsWith('\n');
	line.append(encoder.encode(isEnded ? object.log.slice(0, -1) : object.log), timeIn(asText(object.time), stamps));
	if (isEnded) {
		take(finished(line));
	}
}

function timeIn(text: string | undefined, stamps: StampReader): number | undefined {
	const bytes = encoder.encode(text);
	return stamps.read(bytes, 0, bytes.length) === -1 ? undefined : stamps.time;
}
