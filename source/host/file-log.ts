/**
The log of a container from the file into which its runtime writes it.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import type {LogFileReader, LogFormat} from '../engine/files/log-format.ts';
import {FollowedFile} from '../kernel/files/followed.ts';
import {isMissing, type Known} from '../known.ts';
import type {LogSink, LogSource, LogStart} from '../logs/line.ts';
import {untilWanted} from '../logs/held.ts';
import {fileSentence} from './file-sentence.ts';
import {openedOlder, seekStart, type OpenOlder} from './older-log.ts';
import {mostKept, passTo, passToKept} from './passed-lines.ts';

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
	What was rotated away from it, the newest first; undefined where nobody does that.
	*/
	readonly older?: (() => Iterable<OpenOlder>) | undefined;
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
How much that was not read there may be, which takes a fraction of a second to read. Of more than this, lines that come meanwhile are
only counted until so little is left.
*/
const mostUnreadBytes = 8 * 1024 * 1024;
const leftUnreadBytes = 4 * 1024 * 1024;
const lineFeed = 0x0A;

/**
The file as a source, with what was rotated away from it as far as that is wanted.
*/
export function fileLogSource(file: LogFile): LogSource {
	return {
		async read({start, isFollowed}, sink, signal) {
			const followed = FollowedFile.open(file.open);
			if (isMissing(followed)) {
				throw new Error(fileSentence(file.name, followed));
			}

			try {
				const reading = new FileReading(file, followed, beginning(start, sink), signal);
				await reading.readOlder(start);
				await reading.readOn(isFollowed);
			} finally {
				followed.close();
			}
		},
	};
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
		leaveOut(lines) {
			sink.leaveOut(lines);
		},
		// eslint-disable-next-line @typescript-eslint/promise-function-async -- an async one would always give a promise
		held: () => sink.held(),
		isNewestWanted: () => sink.isNewestWanted(),
	};
}

/**
One reading of one log.
*/
class FileReading {
	readonly #file: LogFile;
	readonly #followed: FollowedFile;
	readonly #sink: LogSink;
	readonly #signal: AbortSignal;
	#reader: LogFileReader;
	#looksWithoutFile = 0;
	/**
	Where the file ended when it was opened: up to there as much is read as can be kept.
	*/
	#openedUpTo = 0;
	/**
	Up to where nothing is left out any more.
	*/
	#readUpTo = 0;

	constructor(file: LogFile, followed: FollowedFile, sink: LogSink, signal: AbortSignal) {
		this.#file = file;
		this.#followed = followed;
		this.#sink = sink;
		this.#signal = signal;
		this.#openedUpTo = followed.position + followed.unreadBytes;
		this.#reader = this.#open();
	}

	/**
	Goes to the start, and reads what lies before the file itself.
	*/
	async readOlder(start: LogStart): Promise<void> {
		const {format, name} = this.#file;
		const lacking = seekStart(this.#followed, start, format);
		const files = openedOlder(this.#file.older?.() ?? [], {
			current: this.#followed, format, start, lacking, name,
		});
		/* eslint-disable no-await-in-loop -- one piece after the other */
		try {
			for (const {pieces} of files) {
				for await (const bytes of pieces()) {
					this.#reader.push(bytes);
					await untilWanted(this.#sink, this.#signal);
					if (this.#signal.aborted) {
						return;
					}
				}

				this.#reader.turn();
			}
		} finally {
			for (const {close} of files) {
				close();
			}
		}
		/* eslint-enable no-await-in-loop */
	}

	/**
	Reads to the end, which a file that is followed has once nobody writes into it.
	*/
	async readOn(isFollowed: boolean): Promise<void> {
		/* eslint-disable no-await-in-loop -- one piece after the other */
		while (!this.#signal.aborted) {
			if (this.#isLeftOut()) {
				await this.#leaveOut();
			} else if (await this.#readPiece(isFollowed)) {
				this.#reader.end();
				return;
			}
		}
		/* eslint-enable no-await-in-loop */
	}

	/**
	Reads what is there or waits for it. Gives whether nothing more can come.
	*/
	async #readPiece(isFollowed: boolean): Promise<boolean> {
		// Asked before the last bytes are read, or what is written in between would be lost.
		const wasOver = this.#file.isOver();
		const bytes = this.#read();
		if (bytes.length > 0) {
			this.#reader.push(bytes);
			await untilWanted(this.#sink, this.#signal);
			return false;
		}

		if (!isFollowed || this.#isAtEnd(wasOver)) {
			return true;
		}

		if (this.#followed.unreadBytes === 0) {
			await pause(this.#signal);
		}

		return false;
	}

	#isLeftOut(): boolean {
		const {unreadBytes, position} = this.#followed;
		return this.#sink.isNewestWanted() && position >= this.#readUpTo && unreadBytes > (this.#isBehind() ? mostKept.bytes : mostUnreadBytes);
	}

	#isBehind(): boolean {
		return this.#followed.position < this.#openedUpTo;
	}

	/**
	Counts the lines between here and what is wanted. Begins and ends with a whole line.
	*/
	async #leaveOut(): Promise<void> {
		const first = this.#read();
		let start = 0;
		do {
			const end = first.indexOf(lineFeed, start) + 1 || first.length;
			this.#reader.push(first.subarray(start, end));
			start = end;
		} while (!this.#reader.isBetweenLines && start < first.length);

		this.#followed.unread(first.length - start);
		if (!this.#reader.isBetweenLines) {
			return;
		}

		const passing: Parameters<typeof passTo>[1] = {
			followed: this.#followed,
			read: () => this.#read(),
			countIn: bytes => this.#file.format.countIn(bytes),
			next: async () => {
				await untilWanted(this.#sink, this.#signal);
				return !this.#signal.aborted;
			},
		};
		let lines: number;
		if (this.#isBehind()) {
			({lines, end: this.#readUpTo} = await passToKept(passing));
			this.#openedUpTo = 0;
		} else {
			lines = await passTo(leftUnreadBytes, passing);
		}

		if (lines > 0) {
			this.#sink.leaveOut(lines);
		}
	}

	#open(): LogFileReader {
		return this.#file.format.open(line => {
			this.#sink.line(line);
		});
	}

	#read(): Uint8Array {
		const bytes = this.#followed.read();
		if (isMissing(bytes)) {
			throw new Error(fileSentence(this.#file.name, bytes));
		}

		return bytes;
	}

	/**
	Looks for what has the file's name by now, and goes on there. Gives whether nothing more can come.
	*/
	#isAtEnd(wasOver: boolean): boolean {
		const change = this.#followed.look();
		if (change === 'replaced' || change === 'cut') {
			this.#readUpTo = 0;
			this.#openedUpTo = 0;
		}

		if (change === 'replaced') {
			this.#reader.turn();
		} else if (change === 'cut') {
			this.#reader.end();
			this.#reader = this.#open();
		}

		this.#looksWithoutFile = isMissing(change) ? this.#looksWithoutFile + 1 : 0;
		const isOver = (wasOver && change !== 'replaced' && change !== 'cut') || this.#looksWithoutFile > mostLooksWithoutFile;
		if (isOver && isMissing(change) && change.missing !== 'gone') {
			throw new Error(fileSentence(this.#file.name, change));
		}

		return isOver;
	}
}

async function pause(signal: AbortSignal): Promise<void> {
	try {
		await sleep(lookMilliseconds, undefined, {signal, ref: false});
	} catch {
		// The signal has come, which the caller sees.
	}
}
