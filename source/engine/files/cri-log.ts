/**
The logs of Kubernetes in `/var/log/pods`, and Podman's `k8s-file`: `<time> stdout|stderr F|P text` per line. `P` says that the next one of
the same stream goes on.
*/
import type {LogLine} from '../../logs/line.ts';
import {StampReader} from '../logs/stamp.ts';
import {wholeLine} from '../logs/unfinished-line.ts';
import {
	finished,
	openedBy,
	type FileReading,
	type LogFormat,
} from './log-format.ts';

const blank = 0x20;
const lineFeed = 0x0A;
const partial = 'P'.codePointAt(0)!;
const words = {stdout: new TextEncoder().encode(' stdout '), stderr: new TextEncoder().encode(' stderr ')} as const;

/**
Files of this form. Of other lines the text is kept, without a time.
*/
export const criLog: LogFormat = {
	open: openedBy(readLine),
	timeOf(line) {
		const stamps = new StampReader();
		return stamps.read(line, 0, line.length) === -1 ? undefined : stamps.time;
	},
	countIn(lines) {
		let count = 0;
		for (let at = 0, end = lines.indexOf(lineFeed); end !== -1; at = end + 1, end = lines.indexOf(lineFeed, at)) {
			const tagAt = lines.indexOf(blank, lines.indexOf(blank, at) + 1) + 1;
			count += tagAt < end && lines[tagAt] === partial ? 0 : 1;
		}

		return count;
	},
};

function readLine(bytes: Uint8Array, {stamps, unfinished, take}: FileReading): void {
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
		take(finished(line));
	}
}

function streamAt(bytes: Uint8Array, at: number): LogLine['stream'] | undefined {
	return (['stdout', 'stderr'] as const).find(stream => words[stream].every((byte, index) => bytes[at + index] === byte));
}
