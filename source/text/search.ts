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
The line with all places where the words stand in another look.
*/
export function markHits(line: Line, words: string, tone: Tone): Line {
	const places =
		words === ''
			? []
			: [...plainText(line).matchAll(patternOf(words, 'giu'))].map(match => ({start: match.index, end: match.index + match[0].length}));
	if (places.length === 0) {
		return line;
	}

	const spans: Span[] = [];
	let offset = 0;
	for (const span of spansOf(line)) {
		const end = offset + span.text.length;
		let at = offset;
		for (const place of places) {
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
