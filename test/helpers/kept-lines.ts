/**
Keeps what a source of a log gives, as texts.
*/
import type {LogLine, LogSink} from '../../source/logs/line.ts';

type KeptLine = Omit<LogLine, 'bytes'> & {readonly text: string};

/**
A sink that keeps everything, and what it has kept; it may say that the newest lines are not looked at.
*/
export function keepLines(isNewestWanted = (): boolean => true): {
	readonly sink: LogSink;
	readonly lines: KeptLine[];
	readonly texts: () => readonly string[];
	/**
	How many lines were said to be left out.
	*/
	readonly leftOut: () => number;
} {
	const lines: KeptLine[] = [];
	let leftOut = 0;
	return {
		sink: {
			line(line) {
				lines.push(kept(line));
			},
			leaveOut(count) {
				leftOut += count;
			},
			held: () => undefined,
			isNewestWanted,
		},
		lines,
		texts: () => lines.map(({text}) => text),
		leftOut: () => leftOut,
	};
}

/**
A line as it is to be kept: its bytes are only lent.
*/
export function kept({bytes, ...rest}: LogLine): KeptLine {
	return {...rest, text: new TextDecoder().decode(bytes)};
}
