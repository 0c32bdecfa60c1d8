/**
Long lines over several, without a loss: for text that is shown as it is.
*/
import {graphemesOf} from '../screen/graphemes.ts';
import {cellWidth, clip, isNarrow} from './clean.ts';
import type {Line, Span} from './spans.ts';

/**
Pieces of a clean text of at most `width` cells each, one at least.
*/
export function fold(text: string, width: number): readonly string[] {
	const room = Math.max(2, width);
	if (cellWidth(text) <= room) {
		return [text];
	}

	const pieces: string[] = [];
	if (isNarrow(text)) {
		for (let start = 0; start < text.length; start += room) {
			pieces.push(text.slice(start, start + room));
		}

		return pieces;
	}

	let piece = '';
	let used = 0;
	for (const segment of graphemesOf(text)) {
		const cells = cellWidth(segment);
		if (used + cells > room) {
			pieces.push(piece);
			piece = '';
			used = 0;
		}

		piece += segment;
		used += cells;
	}

	return [...pieces, piece];
}

/**
The same for a line of several looks: each piece keeps those of what stands in it.
*/
export function foldLine(line: Line, width: number): readonly Line[] {
	if (typeof line === 'string') {
		return fold(line, width);
	}

	const room = Math.max(2, width);
	let last: Span[] = [];
	const lines = [last];
	let left = room;
	for (const span of line) {
		const start = clip(span.text, left, '');
		last.push(...start === '' ? [] : [{...span, text: start}]);
		left -= cellWidth(start);
		for (const text of start === span.text ? [] : fold(span.text.slice(start.length), room)) {
			last = [{...span, text}];
			lines.push(last);
			left = room - cellWidth(text);
		}
	}

	return lines;
}

const tabStop = 8;

/**
Tabs as blanks up to the next stop, as a terminal shows them.
*/
export function expandTabs(text: string): string {
	if (!text.includes('\t')) {
		return text;
	}

	const [first = '', ...rest] = text.split('\t');
	let expanded = first;
	for (const part of rest) {
		expanded += ' '.repeat(tabStop - (expanded.length % tabStop)) + part;
	}

	return expanded;
}
