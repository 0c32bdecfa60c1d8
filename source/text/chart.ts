/**
A number over time as an area: braille dots, two values and four steps to a cell, or ASCII where there is nothing else.
*/
import type {Glyphs} from './glyphs.ts';
import type {Span} from './spans.ts';
import type {Tone} from './theme.ts';

/**
How a chart is drawn.
*/
type ChartLook = {
	/**
	Rows of cells.
	*/
	readonly height: number;
	/**
	What the upper edge stands for; the lower one is 0.
	*/
	readonly top: number;
	/**
	A line across the chart. One above the top is not drawn.
	*/
	readonly limit?: number | undefined;
	readonly tone: Tone;
	readonly isUnicode: boolean;
	readonly glyphs: Glyphs;
};

/**
Bits of the braille dots of one column that is filled from below, by its height.
*/
const leftDots = [0, 0x40, 0x44, 0x46, 0x47];
const rightDots = [0, 0x80, 0xA0, 0xB0, 0xB8];
const firstBraille = 0x28_00;

/**
Values that stand side by side in one cell.
*/
export function valuesPerCell(isUnicode: boolean): number {
	return isUnicode ? 2 : 1;
}

/**
The series in a number of columns, each the highest value of its share of the time; undefined where nothing in it is known. A series that
is shorter than that is stretched.
*/
export function resampled(values: ReadonlyArray<number | undefined>, columns: number): ReadonlyArray<number | undefined> {
	return Array.from({length: columns}, (_each, column) => {
		const start = Math.floor(column * values.length / columns);
		const end = Math.max(start + 1, Math.floor((column + 1) * values.length / columns));
		let highest: number | undefined;
		for (let index = start; index < end; index++) {
			const value = values[index];
			highest = value === undefined || (highest !== undefined && highest >= value) ? highest : value;
		}

		return highest;
	});
}

/**
The chart from its upper row to its lower one; `columns` are as many values as fit into the cells. A known value has one dot at least, so
that 0 is not taken for a gap.
*/
export function chartRows(columns: ReadonlyArray<number | undefined>, look: ChartLook): ReadonlyArray<readonly Span[]> {
	const {height, top, limit, isUnicode} = look;
	const steps = isUnicode ? 4 : 2;
	const most = height * steps;
	const levels = columns.map(value => value === undefined ? 0 : Math.min(most, Math.max(1, Math.round(value / top * most))));
	const limitRow = limit === undefined || limit > top ? -1 : Math.min(height - 1, Math.floor((1 - limit / top) * height));
	return Array.from({length: height}, (_each, row) => {
		const base = (height - 1 - row) * steps;
		const filled = levels.map(level => Math.max(0, Math.min(steps, level - base)));
		const cells = isUnicode ? brailleCells(filled) : filled.map(level => [' ', '.', '#'][level]!);
		return spansOf(cells, row === limitRow, look);
	});
}

function brailleCells(levels: readonly number[]): readonly string[] {
	return Array.from({length: Math.ceil(levels.length / 2)}, (_each, cell) => {
		const bits = leftDots[levels[2 * cell]!]! + rightDots[levels[2 * cell + 1] ?? 0]!;
		return bits === 0 ? ' ' : String.fromCodePoint(firstBraille + bits);
	});
}

function spansOf(cells: readonly string[], isLimit: boolean, {tone, glyphs}: ChartLook): readonly Span[] {
	const spans: Array<{text: string; tone: Tone}> = [];
	for (const cell of cells) {
		const isLine = isLimit && cell === ' ';
		const look = isLine ? 'bad' : tone;
		const text = isLine ? glyphs.horizontal : cell;
		const last = spans.at(-1);
		if (last?.tone === look) {
			last.text += text;
		} else {
			spans.push({text, tone: look});
		}
	}

	return spans;
}

/**
The round number that a scale ends at: for what is counted in bytes a power of two, else a few times a power of ten.
*/
export function scaleTop(highest: number, isBytes: boolean): number {
	if (!(highest > 0)) {
		return 1;
	}

	if (isBytes) {
		return 2 ** Math.ceil(Math.log2(highest) - 1e-9);
	}

	const exponent = Math.floor(Math.log10(highest));
	const least = highest * (1 - 1e-9);
	// A literal is rounded once, a product of 0.1 twice.
	return [1, 2, 3, 4, 5, 6, 8, 10].map(factor => Number(`${factor}e${exponent}`)).find(step => step >= least)!;
}
