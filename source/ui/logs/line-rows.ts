/**
One line of a log as rows of the pane: what stands before it, and its text wrapped or moved sideways.
*/
import {logSpans, logText} from '../../logs/text.ts';
import {structuredLine} from '../../logs/record.ts';
import {structuredOf} from '../../logs/structured.ts';
import {clean, cellWidth, fit} from '../../text/clean.ts';
import {foldLine} from '../../text/fold.ts';
import {markPlaces, plainText, type Place} from '../../text/search.ts';
import {
	dropCells,
	lineWidth,
	spansOf,
	type Line,
	type Span,
} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import type {LogChoice} from './choice.ts';
import {nameLook} from './name-look.ts';
import type {LogReading} from './reading.ts';
import {stampOf} from './stamp.ts';

/**
Cells of the longest name that is written before a line.
*/
const longestName = 24;

/**
What stands before a line is left out where it would take more than this part of the width.
*/
const mostForPrefix = 0.5;

export type LineInput = {
	readonly reading: LogReading;
	readonly choice: LogChoice;
	/**
	Where what is searched for stands in a text.
	*/
	readonly placesFound: (text: string) => readonly Place[];
	readonly width: number;
	readonly theme: Theme;
	/**
	When what is on screen was read, in milliseconds since the epoch, for times that are told as ages.
	*/
	readonly now: number;
};

/**
The rows of a line, each without the gutter at the left.
*/
export function rowsOfLine(number: number, input: LineInput): readonly Line[] {
	const {reading, choice, placesFound, width, theme} = input;
	const entry = reading.ring.entry(number);
	if (entry.stream === 'note') {
		return [[{text: clean(logText(reading.ring.bytes(number)), theme.isUnicode), tone: 'accent'}]];
	}

	const prefix = prefixOf(entry, input);
	const before = lineWidth(prefix) > width * mostForPrefix ? [] : prefix;
	const room = Math.max(1, width - lineWidth(before));
	const line = textOf(number, input);
	const text = markPlaces(line, placesFound(plainText(line)), 'tagged');
	if (!choice.isWrapped) {
		return [[...before, ...spansOf(dropCells(text, choice.shift))]];
	}

	const indent = before.length === 0 ? [] : [{text: ' '.repeat(lineWidth(before))}];
	return foldLine(text, room).map((row, index): Line => [...(index === 0 ? before : indent), ...spansOf(row)]);
}

function textOf(number: number, {reading: {ring}, choice, theme}: LineInput): Line {
	const bytes = ring.bytes(number);
	const structured = choice.isStructured ? structuredOf(logText(bytes)) : undefined;
	return structured
		? structuredLine(structured)
		: logSpans(bytes, {isUnicode: theme.isUnicode, areColoursKept: theme.level !== 'none', bytesCut: ring.entry(number).bytesCut});
}

function prefixOf(
	{time, origin}: {readonly time: number | undefined; readonly origin: number},
	{reading, choice, theme, now}: LineInput,
): readonly Span[] {
	const stamp = stampOf(time, choice.stamps, now);
	const name = reading.isMerged ? clean(reading.nameOf(origin), theme.isUnicode) : '';
	return [
		...(stamp === '' ? [] : [{text: `${stamp} `, tone: 'dim'} as const]),
		...(name === '' ? [] : [{text: `${fit(name, nameWidth(reading, theme), 'left', theme.glyphs.ellipsis)} `, look: nameLook(name)}]),
	];
}

function nameWidth({origins}: LogReading, {isUnicode}: Theme): number {
	return Math.min(longestName, Math.max(...origins.map(({name}) => cellWidth(clean(name, isUnicode)))));
}
