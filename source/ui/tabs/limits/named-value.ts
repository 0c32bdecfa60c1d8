/**
How a line of the Limits tab begins.
*/
import type {Known} from '../../../known.ts';
import {pad} from '../../../text/clean.ts';
import {formatKnown, formatPercent} from '../../../text/format.ts';
import type {Span} from '../../../text/spans.ts';
import type {Theme, Tone} from '../../../text/theme.ts';

export const nameWidth = 12;

type Value = {
	readonly value: Known<number>;
	readonly format: (value: number) => string;
	readonly tone: Tone;
	readonly width: number;
};

/**
A name, and a number below the title of its column.
*/
export function namedValue(name: string, {value, format, tone, width}: Value, {glyphs}: Theme): readonly Span[] {
	return [
		{text: pad(name, nameWidth), tone: 'dim'},
		{text: pad(formatKnown(value, format, 6, glyphs), width, 'right'), tone},
	];
}

/**
`12%`
*/
export function percentText(value: number): string {
	return `${formatPercent(value)}%`;
}
