/**
What a runtime writes the log of a container into, while no engine gives it.
*/
import type {LogLine} from '../../logs/line.ts';

/**
Takes the bytes of one file in pieces of any size.
*/
type LogFileReader = {
	push(chunk: Uint8Array): void;
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
};
