/**
A text that is looked through: which of its lines has the words, and how it is scrolled to show that line.
*/
import {hitsIn, nextHit} from '../../text/search.ts';
import type {Line} from '../../text/spans.ts';

type SoughtText = {
	readonly lines: readonly Line[];
	readonly words: string;
	/**
	Lines that have room, and the first one in sight.
	*/
	readonly height: number;
	readonly scroll: number;
	/**
	The line that the search has come to.
	*/
	readonly hit: number | undefined;
};

/**
The line that has the words, and the first line in sight with it.
*/
type Place = {readonly hit: number; readonly scroll: number};

/**
The first place that has the words, from the top of what is in sight.
*/
export function firstPlace(text: SoughtText): Place | undefined {
	const {lines, words, scroll, hit} = text;
	return placeOf(nextHit(hitsIn(lines, words), Math.min(hit ?? scroll, scroll) - 1, 1), text);
}

/**
The place after the one that the search has come to, or before it.
*/
export function placeBeside(text: SoughtText, direction: 1 | -1): Place | undefined {
	const {lines, words, scroll, hit} = text;
	return placeOf(nextHit(hitsIn(lines, words), hit ?? scroll - 1, direction), text);
}

/**
In the middle if the line was not in sight.
*/
function placeOf(hit: number | undefined, {lines, height, scroll}: SoughtText): Place | undefined {
	if (hit === undefined) {
		return undefined;
	}

	const last = Math.max(0, lines.length - height);
	const top = Math.max(0, Math.min(scroll, last));
	const isInSight = hit >= top && hit < top + height;
	return {hit, scroll: isInSight ? top : Math.max(0, Math.min(hit - Math.floor(height / 2), last))};
}

/**
`2 of 5 found`
*/
export function foundNote(lines: readonly Line[], words: string, hit: number | undefined): string {
	const hits = hitsIn(lines, words);
	const index = hit === undefined ? -1 : hits.indexOf(hit);
	return hits.length === 0 ? 'not found' : (index === -1 ? `${hits.length} found` : `${index + 1} of ${hits.length} found`);
}
