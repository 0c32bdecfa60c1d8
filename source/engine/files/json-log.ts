/**
Docker's and nerdctl's `<id>-json.log`: an object per line, `{"log":"text\n","stream":"stdout","time":"…"}`. A message of more than 16 KiB
takes several of them, of which only the last one's text ends in a line feed.
*/
import type {LogLine} from '../../logs/line.ts';
import {CutLines} from '../logs/cut-lines.ts';
import {StampReader} from '../logs/stamp.ts';
import {UnfinishedLine, wholeLine} from '../logs/unfinished-line.ts';
import {asRecord, asText, parseJson} from '../untrusted.ts';
import type {LogFormat} from './log-format.ts';
import {plainObject} from './plain-object.ts';

const carriageReturn = 0x0D;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
Files of this form. Of lines that are no such objects the text is kept, without a time.
*/
export const jsonLog: LogFormat = {
	open(take) {
		const stamps = new StampReader();
		const unfinished = {stdout: new UnfinishedLine('stdout'), stderr: new UnfinishedLine('stderr')};
		const cut = new CutLines(bytes => {
			readObject(bytes, stamps, unfinished, take);
		});
		return {
			push(chunk) {
				cut.push(chunk);
			},
			end() {
				cut.end();
				for (const line of [unfinished.stdout, unfinished.stderr]) {
					if (line.isBegun) {
						take(line.finish(carriageReturn));
					}
				}
			},
		};
	},
	timeOf(line) {
		return timeIn(asText(asRecord(parseJson(decoder.decode(line)))?.time), new StampReader());
	},
};

function readObject(
	bytes: Uint8Array,
	stamps: StampReader,
	unfinished: Readonly<Record<LogLine['stream'], UnfinishedLine>>,
	take: (line: LogLine) => void,
): void {
	const plain = plainObject(bytes);
	if (plain && !unfinished[plain.stream].isBegun) {
		const time = stamps.read(bytes, plain.stampStart, plain.stampEnd) === -1 ? undefined : stamps.time;
		const end = bytes[plain.end - 1] === carriageReturn ? plain.end - 1 : plain.end;
		take(wholeLine(bytes.subarray(plain.start, Math.max(plain.start, end)), time, plain.stream));
		return;
	}

	const object = asRecord(parseJson(decoder.decode(bytes)));
	if (typeof object?.log !== 'string') {
		take(wholeLine(bytes, undefined, 'stdout'));
		return;
	}

	const line = unfinished[object.stream === 'stderr' ? 'stderr' : 'stdout'];
	const isEnded = object.log.endsWith('\n');
	line.append(encoder.encode(isEnded ? object.log.slice(0, -1) : object.log), timeIn(asText(object.time), stamps));
	if (isEnded) {
		// A terminal puts one before each line feed.
		take(line.finish(carriageReturn));
	}
}

function timeIn(text: string | undefined, stamps: StampReader): number | undefined {
	const bytes = encoder.encode(text);
	return stamps.read(bytes, 0, bytes.length) === -1 ? undefined : stamps.time;
}
