/**
Looks for words in lines of text, whatever the case, and marks them.
*/
import {spansOf, type Line, type Span} from './spans.ts';
import type {Tone} from './theme.ts';

/**
The text of a line without its looks.
*/
export function plainText(line: Line): string {
	return typeof line === 'string' ? line : line.map(({text}) => text).join('');
}

function patternOf(words: string, flags: string): RegExp {
	return new RegExp(words.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`), flags);
}

/**
Indices of the lines that contain the words; none for empty words.
*/
export function hitsIn(lines: readonly Line[], words: string): readonly number[] {
	if (words === '') {
		return [];
	}

	const pattern = patternOf(words, 'iu');
	return lines.flatMap((line, index) => pattern.test(plainText(line)) ? [index] : []);
}

/**
The hit after a line, or before it; from the other end where there is none. Undefined without any hit.
*/
export function nextHit(hits: readonly number[], line: number, direction: 1 | -1): number | undefined {
	return direction === 1 ? hits.find(hit => hit > line) ?? hits[0] : hits.findLast(hit => hit < line) ?? hits.at(-1);
}

/**
A part of a text, in UTF-16 units.
*/
export type Place = {readonly start: number; readonly end: number};

/**
Where an expression with the flag `g` matches something in a text.
*/
function placesIn(text: string, pattern: RegExp): readonly Place[] {
	return [...text.matchAll(pattern)]
		.map(match => ({start: match.index, end: match.index + match[0].length}))
		.filter(({start, end}) => start < end);
}

/**
The line with all places where the words stand in another look.
*/
export function markHits(line: Line, words: string, tone: Tone): Line {
	return words === '' ? line : markPlaces(line, placesOf(plainText(line), words), tone);
}

/**
Where words stand in a text, in whatever case unless that is meant.
*/
export function placesOf(text: string, words: string, isExact = false): readonly Place[] {
	return placesIn(text, patternOf(words, isExact ? 'gu' : 'giu'));
}

/**
The line with these places of its text in another look. They may overlap and come in any order.
*/
export function markPlaces(line: Line, places: readonly Place[], tone: Tone): Line {
	if (places.length === 0) {
		return line;
	}

	const sorted = places.toSorted((a, b) => a.start - b.start);
	const spans: Span[] = [];
	let offset = 0;
	for (const span of spansOf(line)) {
		const end = offset + span.text.length;
		let at = offset;
		for (const place of sorted) {
			const from = Math.max(at, place.start);
			const to = Math.min(end, place.end);
			if (from < to) {
				spans.push({...span, text: span.text.slice(at - offset, from - offset)}, {text: span.text.slice(from - offset, to - offset), tone});
				at = to;
			}
		}

		spans.push({...span, text: span.text.slice(at - offset)});
		offset = end;
	}

	return spans.filter(({text}) => text !== '');
}
