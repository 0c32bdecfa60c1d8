/**
How many lines of a log were read, where reading waits as what is looked at would be lost otherwise.
*/
import {countOfLines, shownLines, type LogReading} from './reading.ts';

/**
The lines that were read, as in `not found in the first 5 lines`; undefined where reading does not wait.
*/
export function linesRead({ring, isHeld}: LogReading): string | undefined {
	if (!isHeld) {
		return undefined;
	}

	const count = countOfLines(shownLines({ring, filtered: undefined}), ring);
	return ring.linesGone === 0 ? `the first ${count} lines` : `these ${count} lines`;
}
