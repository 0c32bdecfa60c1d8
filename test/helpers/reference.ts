/**
What the screen is compared with: lines are put into a matrix and painted glyph by glyph, each at its absolute place and in its full
style, into a fresh terminal. Slow, and without any code of the screen.
Also the random lines that both are fed with.
*/
import type {IBufferCell, Terminal} from '@xterm/headless';
import stringWidth from 'string-width';
import {
	createXterm,
	parsed,
	shownCell,
	type ShownCell,
} from './terminal.ts';

/**
A generator of numbers from 0 to 1, the same ones for the same seed (mulberry32).
*/
export function createRandom(seed: number): () => number {
	let state = seed;
	return () => {
		/* eslint-disable no-bitwise, unicorn/prefer-math-trunc -- The generator is defined on 32 bit integers. */
		state = (state + 0x6D_2B_79_F5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_00_00_00_00;
		/* eslint-enable no-bitwise, unicorn/prefer-math-trunc */
	};
}

/**
One of the items.
*/
export function pick<Item>(random: () => number, items: readonly Item[]): Item {
	return items[Math.floor(random() * items.length)]!;
}

const ordinary = ['a', 'b', 'W', '0', '7', ' ', ' ', ' ', '/', '│', '─', '▁', '█', '⣿', '▸', '●', '·', '…', 'é', 'ß', '↓', 'я', 'Ω'];
const odd = [
	'世',
	'界',
	'한',
	'글',
	'ｱ',
	'ﾊﾞ',
	'e\u{301}',
	'a\u{308}\u{323}',
	'각',
	'👩‍💻',
	'👨‍👩‍👧‍👦',
	'🇩🇪',
	'🇯🇵',
	'🚀',
	'☀',
	'☀️',
	'1️⃣',
	'क्षि',
	'เกี่',
	'👍🏽',
	'𝒳',
	'\u{200B}',
	'\u{202E}',
	'ー',
];
const sequences = [
	'',
	'1',
	'2',
	'3',
	'4',
	'7',
	'9',
	'22',
	'23',
	'24',
	'27',
	'29',
	'31',
	'32;44',
	'39',
	'49',
	'97;100',
	'0',
	'38;5;208',
	'48;5;17',
	'38;2;1;200;30',
	'48;2;9;8;7;1',
];

const widths = new Map<string, number>();

function widthOf(glyph: string): number {
	const width = widths.get(glyph) ?? stringWidth(glyph);
	widths.set(glyph, width);
	return width;
}

/**
A line with styles and odd glyphs, about `width` cells wide, with `oddness` from 0 to 1.
*/
export function randomLine(random: () => number, width: number, oddness: number): string {
	let line = '';
	for (let cells = 0; cells < width;) {
		if (random() < 0.15) {
			line += `\u{1B}[${pick(random, sequences)}m`;
		}

		const glyph = pick(random, random() < oddness ? odd : ordinary);
		line += glyph;
		cells += widthOf(glyph);
	}

	return line;
}

type Spot = {readonly text: string; readonly sgr: string; readonly width: number};

const segmenter = new Intl.Segmenter();

function blank(row: Array<Spot | undefined>, sgr: string, from: number, to: number): void {
	for (let column = from; column < to; column++) {
		row[column] = {text: ' ', sgr, width: 1};
	}
}

/**
Puts text of one style into the columns from `from` to before `to`, and says where it ends.
*/
function putText(row: Array<Spot | undefined>, text: string, sgr: string, {from, to}: {from: number; to: number}): number {
	let position = from;
	for (const {segment} of segmenter.segment(text)) {
		const width = widthOf(segment);
		if (width > to - position) {
			blank(row, sgr, position, to);
			return to;
		}

		if (width > 0) {
			blank(row, sgr, position, position + width);
			row[position] = {text: width > 2 ? '\u{FFFD}' : segment, sgr, width: Math.min(width, 2)};
		}

		if (width > 1) {
			row[position + 1] = undefined;
		}

		position += width;
	}

	return position;
}

/**
A screen as it should be.
*/
export class Reference {
	readonly #columns: number;
	readonly #spots: Array<Array<Spot | undefined>>;

	constructor(columns: number, rows: number) {
		this.#columns = columns;
		this.#spots = Array.from({length: rows}, () => Array.from({length: columns}, () => ({text: ' ', sgr: '', width: 1})));
	}

	/**
	Puts lines on top of what is there: each cut and filled up to `width` cells.
	*/
	put(x: number, y: number, width: number, lines: readonly string[]): void {
		for (const [index, line] of lines.entries()) {
			const row = this.#spots[y + index];
			if (row) {
				this.#clear(row, x, width);
				this.#line(row, x, x + width, line);
			}
		}
	}

	/**
	Compares what a terminal shows with a fresh one, cell by cell; of blanks only what can be seen on them. Empty if there is no
	difference, else a description of the first.
	*/
	async difference(terminal: Terminal): Promise<string> {
		const expected = createXterm(this.#columns, this.#spots.length);
		expected.write(this.#paint());
		await parsed(expected);
		const row = this.#spots.findIndex((_, index) => differingColumn(terminal, expected, index) !== undefined);
		const column = row === -1 ? undefined : differingColumn(terminal, expected, row);
		const difference = column === undefined
			? ''
			: [
				`cell ${column}, ${row} of ${this.#columns}x${this.#spots.length}`,
				`shown  ${JSON.stringify(shownCell(terminal, column, row))}`,
				`wanted ${JSON.stringify(shownCell(expected, column, row))}`,
				`shown  ${lineOf(terminal, row)?.translateToString()}`,
				`wanted ${lineOf(expected, row)?.translateToString()}`,
			].join('\n');
		expected.dispose();
		return difference;
	}

	/**
	A wide glyph of which only a half is left is a blank in its style.
	*/
	#clear(row: Array<Spot | undefined>, x: number, width: number): void {
		const before = row[x - 1];
		if (before && before.width > 1) {
			row[x - 1] = {...before, text: ' ', width: 1};
		}

		const last = row[x + width - 1];
		const lead = last ?? row[x + width - 2];
		if (lead && x + width < row.length && row[x + width] === undefined) {
			row[x + width] = {...lead, text: ' ', width: 1};
		}

		blank(row, '', x, x + width);
	}

	#line(row: Array<Spot | undefined>, x: number, end: number, line: string): void {
		let position = x;
		let sgr = '';
		// eslint-disable-next-line no-control-regex, regexp/no-control-character -- Sequences begin with one.
		for (const part of line.split(/(\u{1B}\[[\d;]*m)/u)) {
			if (part.startsWith('\u{1B}')) {
				sgr += part;
				continue;
			}

			position = putText(row, part, sgr, {from: position, to: end});
		}
	}

	#paint(): string {
		let bytes = '\u{1B}[?7l';
		for (const [row, spots] of this.#spots.entries()) {
			for (const [column, spot] of spots.entries()) {
				if (spot) {
					// Glyphs whose width terminals dispute stand on blanks.
					const place = `\u{1B}[${row + 1};${column + 1}H`;
					bytes += `${place}\u{1B}[0m${spot.sgr}${' '.repeat(spot.width)}${place}${spot.text}`;
				}
			}
		}

		return bytes;
	}
}

function differingColumn(shown: Terminal, wanted: Terminal, row: number): number | undefined {
	const shownLine = lineOf(shown, row);
	const wantedLine = lineOf(wanted, row);
	const shownScratch = shown.buffer.active.getNullCell();
	const wantedScratch = wanted.buffer.active.getNullCell();
	for (let column = 0; column < wanted.cols; column++) {
		const isAlike = areAlike(shownLine?.getCell(column, shownScratch), wantedLine?.getCell(column, wantedScratch))
			|| JSON.stringify(visible(shownCell(shown, column, row))) === JSON.stringify(visible(shownCell(wanted, column, row)));
		if (!isAlike) {
			return column;
		}
	}

	return undefined;
}

function visible(cell: ShownCell): Partial<ShownCell> {
	const {text, width, background, isInverse, isUnderline, isStrikethrough} = cell;
	return text === ' '
		? {
			text, width, background, isInverse, isUnderline, isStrikethrough,
		}
		: cell;
}

function lineOf(terminal: Terminal, row: number) {
	const {active} = terminal.buffer;
	return active.getLine(active.viewportY + row);
}

/**
A quick look before the close one: cells that are equal in everything.
*/
function areAlike(a: IBufferCell | undefined, b: IBufferCell | undefined): boolean {
	if (!a || !b) {
		return false;
	}

	return (
		a.getChars() === b.getChars()
		&& a.getWidth() === b.getWidth()
		&& a.getFgColor() === b.getFgColor()
		&& a.getFgColorMode() === b.getFgColorMode()
		&& a.getBgColor() === b.getBgColor()
		&& a.getBgColorMode() === b.getBgColorMode()
		&& a.isBold() === b.isBold()
		&& a.isDim() === b.isDim()
		&& a.isItalic() === b.isItalic()
		&& a.isUnderline() === b.isUnderline()
		&& a.isInverse() === b.isInverse()
		&& a.isStrikethrough() === b.isStrikethrough()
	);
}
