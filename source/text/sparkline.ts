/**
The recent past of a number in one line of blocks.
*/
import type {Glyphs} from './theme.ts';

/**
The last `width` values, the newest at the right, as eight levels of blocks from 0 to `top`; exactly `width` cells, one a value. Nothing is
drawn where a value is undefined or not there yet; zero is the lowest block.
*/
export function sparkline(series: ReadonlyArray<number | undefined>, width: number, glyphs: Glyphs, top: number): string {
	const shown = width > 0 ? series.slice(-width) : [];
	let line = ' '.repeat(Math.max(0, width) - shown.length);
	for (const value of shown) {
		line += isDrawable(value) ? block(value, top, glyphs.spark) : ' ';
	}

	return line;
}

/**
The top of a scale for percentages that reaches over all values: 10, 25, 50, 100, and then the doubles of it, so that it is easily read and
seldom changes. Never less than 10, so that the noise of an idle thing does not look like a mountain.
*/
export function percentTop(values: Iterable<number | undefined>): number {
	const most = largest(values);
	return [10, 25, 50].find(top => most <= top) ?? 100 * 2 ** Math.max(0, Math.ceil(Math.log2(most / 100)));
}

/**
The same for bytes: a power of two that leaves a steady value below the top.
*/
export function bytesTop(values: Iterable<number | undefined>): number {
	return 2 ** Math.ceil(Math.log2(Math.max(1, largest(values) * 1.1)));
}

function largest(values: Iterable<number | undefined>): number {
	let most = 0;
	for (const value of values) {
		most = isDrawable(value) ? Math.max(most, value) : most;
	}

	return most;
}

function isDrawable(value: number | undefined): value is number {
	return value !== undefined && Number.isFinite(value);
}

function block(value: number, top: number, levels: readonly string[]): string {
	const level = top > 0 ? Math.floor(value / top * levels.length) : 0;
	return levels[Math.min(levels.length - 1, Math.max(0, level))]!;
}
