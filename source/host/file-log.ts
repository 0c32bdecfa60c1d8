/**
The log of a container from the file into which its runtime writes it.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import type {LogFormat} from '../engine/files/log-format.ts';
import {FollowedFile} from '../kernel/files/followed.ts';
import {isMissing, type Known, type Missing} from '../known.ts';
import type {LogSink, LogSource, LogStart} from '../logs/line.ts';
import {untilWanted} from '../logs/held.ts';

/**
A file that may be followed.
*/
type LogFile = {
	readonly format: LogFormat;
	/**
	Opens what has the name at that moment.
	*/
	readonly open: () => Known<number>;
	/**
	Whether nobody writes into it any more.
	*/
	readonly isOver: () => boolean;
	/**
	What people call the container.
	*/
	readonly name: string;
};

/**
A change of names is seen by looking alone: notices of the kernel miss it where files lie on an overlay.
*/
const lookMilliseconds = 250;
/**
Between the old file's losing the name and the new one's getting it.
*/
const mostLooksWithoutFile = 8;

/**
The file as a source. What was rotated away before it was opened is not read.
*/
export function fileLogSource(file: LogFile): LogSource {
	return {
		async read({start, isFollowed}, sink, signal) {
			const followed = FollowedFile.open(file.open);
			if (isMissing(followed)) {
				throw new Error(fileSentence(file.name, followed));
			}

			try {
				seek(followed, start, file.format);
				await readOn(followed, file, {sink: beginning(start, sink), isFollowed}, signal);
			} finally {
				followed.close();
			}
		},
	};
}

/**
Why the file of a log cannot be read, in one or two sentences.
*/
export function fileSentence(name: string, {missing}: Missing): string {
	const why = {
		denied: 'permission denied on its file. Run nstop as root.',
		gone: 'its file is gone.',
		unsupported: 'what should be its file cannot be read.',
		'first-sample': 'its file has not been looked for yet.',
	}[missing];
	return `Could not read the log of ${name}: ${why}`;
}

function seek(followed: FollowedFile, start: LogStart, format: LogFormat): void {
	if (start.kind === 'tail') {
		followed.seekTail(start.lines);
	} else if (start.kind === 'since') {
		followed.seekAfter(line => (format.timeOf(line) ?? Infinity) < start.milliseconds);
	}
}

/**
The sink without the lines from before the moment that was asked for.
*/
function beginning(start: LogStart, sink: LogSink): LogSink {
	let isReached = start.kind !== 'since';
	return {
		line(line) {
			isReached ||= start.kind === 'since' && (line.time ?? 0) >= start.milliseconds;
			if (isReached) {
				sink.line(line);
			}
		},
		// eslint-disable-next-line @typescript-eslint/promise-function-async -- an async one would always give a promise
		held: () => sink.held(),
	};
}

async function readOn(
	followed: FollowedFile,
	{format, isOver, name}: LogFile,
	{sink, isFollowed}: {readonly sink: LogSink; readonly isFollowed: boolean},
	signal: AbortSignal,
): Promise<void> {
	const open = () => format.open(line => {
		sink.line(line);
	});
	let reader = open();
	let looksWithoutFile = 0;
	/* eslint-disable no-await-in-loop -- one piece after the other */
	while (!signal.aborted) {
		// Asked before the last bytes are read, or what is written in between would be lost.
		const wasOver = isOver();
		const bytes = followed.read();
		if (isMissing(bytes)) {
			throw new Error(fileSentence(name, bytes));
		}

		if (bytes.length > 0) {
			reader.push(bytes);
			await untilWanted(sink, signal);
			continue;
		}

		const change = isFollowed ? followed.look() : 'same';
		if (change === 'replaced' || change === 'cut') {
			reader.end();
			reader = open();
			looksWithoutFile = 0;
			continue;
		}

		looksWithoutFile = isMissing(change) ? looksWithoutFile + 1 : 0;
		if (!isFollowed || wasOver || looksWithoutFile > mostLooksWithoutFile) {
			reader.end();
			if (isMissing(change) && change.missing !== 'gone') {
				throw new Error(fileSentence(name, change));
			}

			return;
		}

		await pause(signal);
	}
	/* eslint-enable no-await-in-loop */
}

async function pause(signal: AbortSignal): Promise<void> {
	try {
		await sleep(lookMilliseconds, undefined, {signal, ref: false});
	} catch {
		// The signal has come, which the caller sees.
	}
}
