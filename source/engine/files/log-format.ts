/**
What a runtime writes the log of a container into, while no engine gives it.
*/
import type {LogLine} from '../../logs/line.ts';
import {CutLines} from '../logs/cut-lines.ts';
import {StampReader} from '../logs/stamp.ts';
import {UnfinishedLine} from '../logs/unfinished-line.ts';

/**
Takes the bytes of one file in pieces of any size.
*/
export type LogFileReader = {
	push(chunk: Uint8Array): void;
	/**
	Whether no line of the log has begun and not ended.
	*/
	readonly isBetweenLines: boolean;
	/**
	What comes next is of the next file. A line of the log may go on there, one of the file does not.
	*/
	turn(): void;
	/**
	Nothing more comes: gives what has no line feed.
	*/
	end(): void;
};

/**
A form of files. A line of a log may take several lines of the file.
*/
export type LogFormat = {
	open(take: (line: LogLine) => void): LogFileReader;
	/**
	When a line of the file was written, in milliseconds since the epoch; undefined where it does not tell.
	*/
	timeOf(line: Uint8Array): number | undefined;
	/**
	How many lines of the log end in these lines of the file, without reading them.
	*/
	countIn(lines: Uint8Array): number;
};

/**
What reading the lines of one file needs: the lines of the log that have begun and not ended, and where they go.
*/
export type FileReading = {
	readonly stamps: StampReader;
	readonly unfinished: Readonly<Record<LogLine['stream'], UnfinishedLine>>;
	readonly take: (line: LogLine) => void;
};

const carriageReturn = 0x0D;

/**
Opens a form of files by how one line of such a file is read.
*/
export function openedBy(readLine: (bytes: Uint8Array, reading: FileReading) => void): LogFormat['open'] {
	return take => {
		const unfinished = {stdout: new UnfinishedLine('stdout'), stderr: new UnfinishedLine('stderr')};
		const reading = {stamps: new StampReader(), unfinished, take};
		const cut = new CutLines(bytes => {
			readLine(bytes, reading);
		});
		return {
			push(chunk) {
				cut.push(chunk);
			},
			get isBetweenLines() {
				return !cut.isBegun && !unfinished.stdout.isBegun && !unfinished.stderr.isBegun;
			},
			turn() {
				cut.end();
			},
			end() {
				cut.end();
				for (const line of [unfinished.stdout, unfinished.stderr]) {
					if (line.isBegun) {
						take(finished(line));
					}
				}
			},
		};
	};
}

/**
The line without the carriage return that a terminal puts before each line feed.
*/
export function finished(line: UnfinishedLine): LogLine {
	return line.finish(carriageReturn);
}
