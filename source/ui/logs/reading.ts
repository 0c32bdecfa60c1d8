/**
The open log as the screen sees it. The ring and the scans in it go on changing; another `version` says that they have.
*/
import type {OriginState} from '../../logs/book.ts';
import type {LogQuery} from '../../logs/query.ts';
import type {LogRing} from '../../logs/ring.ts';
import type {LogScan} from '../../logs/scan.ts';

export type LogReading = {
	/**
	What is read, from where on: another one has other lines, and numbers of lines mean nothing in it.
	*/
	readonly id: string;
	readonly version: number;
	/**
	Id of the range that it begins with.
	*/
	readonly range: string;
	readonly ring: LogRing;
	readonly origins: readonly OriginState[];
	/**
	Name of the one that a line comes from, not yet safe to draw.
	*/
	nameOf(origin: number): string;
	/**
	Whether lines of several are in it.
	*/
	readonly isMerged: boolean;
	/**
	Whether reading waits, as what is looked at would be lost otherwise.
	*/
	readonly isHeld: boolean;
	/**
	The lines that the filter lets through; all if undefined.
	*/
	readonly filtered: LogScan | undefined;
	/**
	The lines that have what is searched for, as far as the filter lets them through.
	*/
	readonly found: LogScan | undefined;
	/**
	What is searched for, to mark it.
	*/
	readonly searched: LogQuery | undefined;
	/**
	What is wrong with the words of filter or search, as a sentence; the last right ones hold meanwhile.
	*/
	readonly problem: string | undefined;
};

/**
The lines that are shown, in their order, without having them all in hand.
*/
export type ShownLines = {
	readonly count: number;
	/**
	Number of the line at this place.
	*/
	at(index: number): number;
	/**
	Place of the first line with this number or a higher one; `count` where there is none.
	*/
	placeOf(number: number): number;
};

/**
The lines of a log that are shown.
*/
export function shownLines({ring, filtered}: Pick<LogReading, 'ring' | 'filtered'>): ShownLines {
	if (filtered) {
		return filtered;
	}

	const {first, end} = ring;
	return {
		count: end - first,
		at: index => first + index,
		placeOf: number => Math.max(0, Math.min(number, end) - first),
	};
}

/**
How many lines of the log are shown, without what nstop says between them: that is found by any filter.
*/
export function countOfLines(shown: ShownLines, ring: LogRing): number {
	return Math.max(0, shown.count - ring.notes);
}

/**
Which of the lines of the log that are shown this one is, counted from 1; for what nstop says itself, the one after it.
*/
export function placeInLines(number: number, shown: ShownLines, ring: LogRing): number {
	return Math.min(shown.placeOf(number) - ring.notesBefore(number) + 1, countOfLines(shown, ring));
}
