/**
The recent past of a value in the Stats tab, drawn to a scale that is said.
*/
import {valueOf, type Known} from '../../../known.ts';
import type {Series} from '../../../model/snapshot.ts';
import {formatBytes} from '../../../text/format.ts';
import {bytesTop, percentTop, sparkline} from '../../../text/sparkline.ts';
import type {Span} from '../../../text/spans.ts';
import type {Theme} from '../../../text/theme.ts';

/**
The top of a scale for these values, and how it is said.
*/
type Top = (values: ReadonlyArray<number | undefined>) => {readonly top: number; readonly words: string};

/**
As much of one core as there was.
*/
export const percentScale: Top = values => ({top: percentTop(values), words: `${percentTop(values)}%`});

/**
Up to the limit, where there is one.
*/
export function bytesScale(limitBytes: Known<number | undefined>): Top {
	const bound = valueOf(limitBytes);
	return values => {
		const top = typeof bound === 'number' ? bound : bytesTop(values);
		return {top, words: formatBytes(top)};
	};
}

/**
The recent past with its scale, where there is room for both.
*/
export function spark(values: Series['cpuPercent'] | undefined, width: number, theme: Theme, topOf: Top): readonly Span[] {
	if (width < 60) {
		return [];
	}

	const cells = width < 100 ? 16 : 30;
	const shown = values?.last(cells) ?? [];
	if (shown.every(value => value === undefined)) {
		return [];
	}

	const {top, words} = topOf(shown);
	return [
		{text: sparkline(shown, cells, theme.glyphs, top), tone: 'accent'},
		{text: `0${theme.glyphs.dash}${words}`.padEnd(7), tone: 'dim'},
	];
}
