/**
What a log is made of, for whoever reads one and whoever keeps one. It lies below kernel, engine and systemd, which give lines, and below
the screen, which shows them.
*/

/**
Where a line was written to. What a container writes to a terminal has only one stream and counts as `stdout`.
*/
export type LogStream = 'stdout' | 'stderr';

/**
One line as it was written, without its line feed.
*/
export type LogLine = {
	/**
	The line's own bytes, whatever they are. Only valid until the one who was given it returns.
	*/
	readonly bytes: Uint8Array;
	/**
	When it was written, in milliseconds since the epoch with a fraction; undefined where nobody noted it.
	*/
	readonly time: number | undefined;
	readonly stream: LogStream;
	/**
	How many bytes at its end were left out, as it was longer than `longestLineBytes`.
	*/
	readonly bytesCut: number;
};

/**
How much of a line is kept. Of a longer one the rest is counted and left out.
*/
export const longestLineBytes = 1024 * 1024;

/**
Where a log begins: with a number of its newest lines, with those written since a moment, or with all that are kept.
*/
export type LogStart =
	| {readonly kind: 'tail'; readonly lines: number}
	| {readonly kind: 'since'; readonly milliseconds: number}
	| {readonly kind: 'all'};

/**
Takes what a source reads.
*/
export type LogSink = {
	/**
	One more line, in the order in which they were written.
	*/
	line(line: LogLine): void;
	/**
	This number of lines is left out here, to get to the newest ones: they would have been given up before anybody saw them.
	*/
	leaveOut(lines: number): void;
	/**
	Whether the newest lines are looked at, so that others may be left out to get to them.
	*/
	isNewestWanted(): boolean;
	/**
	Asked after each piece that was read: a promise where no more is wanted until it settles, so that the source stops reading.
	*/
	held(): Promise<void> | undefined;
};

/**
Something that has a log.
*/
export type LogSource = {
	/**
	Gives the lines of `start`, then each that is written, until nothing more can come or the signal comes; both end it without an error.
	With `isFollowed` false it ends with the last line that is there now.

	@throws {Error} whose message is one sentence for people about what failed: the driver keeps none, permission was denied, the engine does
	not answer.
	*/
	read(request: {readonly start: LogStart; readonly isFollowed: boolean}, sink: LogSink, signal: AbortSignal): Promise<void>;
};
