/**
Pieces of text with their meaning, put side by side into a line of exact width.
*/
import {
	cellWidth,
	clean,
	clip,
	fit,
	type Align,
} from './clean.ts';
import type {Theme, Tone} from './theme.ts';

/**
Clean text without escape sequences, and how it looks: its tone, and over that the look that its writer has chosen, if any, as SGR
parameters.
*/
export type Span = {readonly text: string; readonly tone?: Tone; readonly look?: string};

/**
A line, either of one look or of several.
*/
export type Line = string | readonly Span[];

/**
The pieces of a line, one where it has one look.
*/
export function spansOf(line: Line): readonly Span[] {
	return typeof line === 'string' ? [{text: line}] : line;
}

/**
Terminal cells that the line takes.
*/
export function lineWidth(line: Line): number {
	let width = 0;
	for (const {text} of spansOf(line)) {
		width += cellWidth(text);
	}

	return width;
}

/**
The line in at most `width` cells, with an ellipsis where it was cut off.
*/
export function clipLine(line: Line, width: number, ellipsis = '…'): readonly Span[] {
	const spans = spansOf(line);
	if (lineWidth(spans) <= width) {
		return spans;
	}

	const kept: Span[] = [];
	let room = width - cellWidth(ellipsis);
	for (const span of room < 0 ? [] : spans) {
		const spanWidth = cellWidth(span.text);
		if (spanWidth > room) {
			kept.push({...span, text: clip(span.text, room, '') + ellipsis});
			break;
		}

		kept.push(span);
		room -= spanWidth;
	}

	return kept;
}

/**
The line without its first cells: what is left where it was moved sideways.
*/
export function dropCells(line: Line, count: number): Line {
	if (count <= 0) {
		return line;
	}

	const kept: Span[] = [];
	let left = count;
	for (const span of spansOf(line)) {
		const width = cellWidth(span.text);
		if (left >= width) {
			left -= width;
		} else {
			const gone = clip(span.text, left, '');
			kept.push({...span, text: span.text.slice(gone.length)});
			left = 0;
		}
	}

	return kept;
}

/**
The line painted. Spans without a tone get the given one.
*/
export function paintLine(line: Line, theme: Theme, tone: Tone = 'normal'): string {
	let row = '';
	for (const {text, tone: own = tone, look} of spansOf(line)) {
		row += theme.paint(own, look === undefined ? text : theme.paintLook(look, text));
	}

	return row;
}

/**
The line in exactly `width` cells, painted. In ASCII where the terminal is not known to show more.
*/
export function fitLine(line: Line, width: number, theme: Theme, options: {readonly tone?: Tone; readonly align?: Align} = {}): string {
	const {tone, align = 'left'} = options;
	if (typeof line === 'string') {
		return theme.paint(tone ?? 'normal', fit(theme.isUnicode ? line : clean(line, false), width, align, theme.glyphs.ellipsis));
	}

	// Not every word knows where it will stand: this is the last door before the terminal.
	const shown = theme.isUnicode ? line : line.map(span => ({...span, text: clean(span.text, false)}));
	const clipped = clipLine(shown, width, theme.glyphs.ellipsis);
	const missing = width - lineWidth(clipped);
	const before = {left: 0, right: missing, center: Math.floor(missing / 2)}[align];
	return ' '.repeat(before) + paintLine(clipped, theme, tone) + ' '.repeat(missing - before);
}
