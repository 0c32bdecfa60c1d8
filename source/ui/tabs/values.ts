/**
Values as the tabs write them, each with its unit and, where unknown, the reason.
*/
import {isMissing, type Known} from '../../known.ts';
import {
	formatBytes,
	formatCount,
	formatMissing,
	formatPercent,
	formatRate,
} from '../../text/format.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme, Tone} from '../../text/theme.ts';

/**
Room for the word that says why a value is missing.
*/
const missingWidth = 6;

/**
A known value formatted, an unknown one as its reason.
*/
export function text<Value>(value: Known<Value>, format: (value: Value) => string, theme: Theme, tone?: Tone): Line {
	return isMissing(value)
		? [{text: formatMissing(value, missingWidth, theme.glyphs), tone: value.missing === 'denied' ? 'warn' : 'dim'}]
		: [{text: format(value), ...(tone && {tone})}];
}

export const bytes = (value: Known<number>, theme: Theme, tone?: Tone): Line => text(value, formatBytes, theme, tone);
export const rate = (value: Known<number>, theme: Theme): Line => text(value, formatRate, theme);
export const count = (value: Known<number>, theme: Theme, tone?: Tone): Line => text(value, formatCount, theme, tone);
export const percent = (value: Known<number>, theme: Theme, tone?: Tone): Line =>
	text(value, number => `${formatPercent(number)}%`, theme, tone);
export const perSecond = (value: Known<number>, theme: Theme): Line => text(value, number => `${formatCount(number)}/s`, theme);
export const limit = (value: Known<number | undefined>, format: (value: number) => string, theme: Theme): Line =>
	text(value, number => (number === undefined ? 'no limit' : format(number)), theme);
