/**
The recent past of a number in one line of blocks.
*/
import type {Glyphs} from './theme.ts';

/**
How a series is scaled: the top of the scale is `maximum`, or else the largest value that is shown, but never less than `floor`, so that
the noise of an idle thing does not look like a mountain.
*/
type SparklineScale = {readonly maximum?: number; readonly floor?: number};

/**
The last `width` values, the newest at the right, as eight levels of blocks; exactly `width` cells, one a value. Nothing is drawn where
a value is undefined or not there yet; zero is the lowest block.
*/
export function sparkline(
	series: ReadonlyArray<number | undefined>,
	width: number,
	glyphs: Glyphs,
	{maximum, floor = 0}: SparklineScale = {},
): string {
	const shown = width > 0 ? series.slice(-width) : [];
	let top = maximum ?? floor;
	if (maximum === undefined) {
		for (const value of shown) {
			top = isDrawable(value) ? Math.max(top, value) : top;
		}
	}

	let line = ' '.repeat(Math.max(0, width) - shown.length);
	for (const value of shown) {
		line += isDrawable(value) ? block(value, top, glyphs.spark) : ' ';
	}

	return line;
}

function isDrawable(value: number | undefined): value is number {
	return value !== undefined && Number.isFinite(value);
}

function block(value: number, top: number, levels: readonly string[]): string {
	const level = top > 0 ? Math.floor(value / top * levels.length) : 0;
	return levels[Math.min(levels.length - 1, Math.max(0, level))]!;
}
