/**
The logs of Kubernetes in `/var/log/pods`, and Podman's `k8s-file`: `<time> stdout|stderr F|P text` per line. `P` says that the next one of
the same stream goes on.
*/
import type {LogLine} from '../../logs/line.ts';
import {CutLines} from '../logs/cut-lines.ts';
import {StampReader} from '../logs/stamp.ts';
import {UnfinishedLine, wholeLine} from '../logs/unfinished-line.ts';
import type {LogFormat} from './log-format.ts';

const blank = 0x20;
const carriageReturn = 0x0D;
const partial = 'P'.codePointAt(0)!;
const words = {stdout: new TextEncoder().encode(' stdout '), stderr: new TextEncoder().encode(' stderr ')} as const;

/**
Files of this form. Of other lines the text is kept, without a time.
*/
export const criLog: LogFormat = {
	open(take) {
		const stamps = new StampReader();
		const unfinished = {stdout: new UnfinishedLine('stdout'), stderr: new UnfinishedLine('stderr')};
		const cut = new CutLines(bytes => {
			readLine(bytes, stamps, unfinished, take);
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
		const stamps = new StampReader();
		return stamps.read(line, 0, line.length) === -1 ? undefined : stamps.time;
	},
};

function readLine(
	bytes: Uint8Array,
	stamps: StampReader,
	unfinished: Readonly<Record<LogLine['stream'], UnfinishedLine>>,
	take: (line: LogLine) => void,
): void {
	const stampEnd = stamps.read(bytes, 0, bytes.length);
	const stream = stampEnd === -1 ? undefined : streamAt(bytes, stampEnd);
	if (stream === undefined) {
		take(wholeLine(bytes, undefined, 'stdout'));
		return;
	}

	const tagAt = stampEnd + words[stream].length;
	const tagEnd = bytes.indexOf(blank, tagAt);
	const line = unfinished[stream];
	line.append(bytes.subarray(tagEnd === -1 ? bytes.length : tagEnd + 1), stamps.time);
	// More tags may follow the first, after a colon.
	if (bytes[tagAt] !== partial) {
		take(line.finish(carriageReturn));
	}
}

function streamAt(bytes: Uint8Array, at: number): LogLine['stream'] | undefined {
	return (['stdout', 'stderr'] as const).find(stream => words[stream].every((byte, index) => bytes[at + index] === byte));
}
