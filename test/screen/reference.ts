/**
What the screen is compared with: lines are put into a matrix and painted glyph by glyph, each at its absolute place and in its full style, into a fresh terminal. Slow, and without any code of the screen.
Also the random lines that both are fed with.
*/
import assert from 'node:assert/strict';
import type {IBufferCell, Terminal} from '@xterm/headless';
import stringWidth from 'string-width';
import {
	createXterm,
	parsed,
	shownCell,
	type ShownCell,
} from '../helpers/terminal.ts';

/**
A generator of numbers from 0 to 1, the same ones for the same seed (mulberry32).
*/
export function createRandom(seed: number): () => number {
	let state = Math.trunc(seed);
	return () => {
		/* eslint-disable no-bitwise -- The generator is defined on 32 bit integers. */
		state = (state + 0x6D_2B_79_F5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
		/* eslint-enable no-bitwise */
	};
}

export function pick<Item>(random: () => number, items: readonly Item[]): Item {
	return items[Math.floor(random() * items.length)]!;
}

const ordinary = ['a', 'b', 'W', '0', '7', ' ', ' ', ' ', '/', '│', '─', '▁', '█', '⣿', '▸', '●', '·', '…', 'é', 'ß', '↓', 'я', 'Ω'];
const odd = [
	'世', '界', '한', '글', 'ｱ', 'ﾊﾞ', 'e\u{301}', 'a\u{308}\u{323}', '각', '👩‍💻', '👨‍👩‍👧‍👦', '🇩🇪', '🇯🇵', '🚀', '☀', '☀️', '1️⃣', 'क्षि', 'เกี่', '👍🏽', '𝒳', '\u{200B}', '\u{202E}', 'ー',
];
const sequences = ['', '1', '2', '3', '4', '7', '9', '22', '23', '24', '27', '29', '31', '32;44', '39', '49', '97;100', '0', '38;5;208', '48;5;17', '38;2;1;200;30', '48;2;9;8;7;1'];

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

		const glyph = random() < oddness ? pick(random, odd) : pick(random, ordinary);
		line += glyph;
		cells += widthOf(glyph);
	}

	return line;
}

type Spot = {readonly text: string; readonly sgr: string; readonly width: number};

const segmenter = new Intl.Segmenter();

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
	Compares what a terminal shows with a fresh one, cell by cell. Of blanks only what can be seen on them.
	*/
	async compare(terminal: Terminal, when: string): Promise<void> {
		const expected = createXterm(this.#columns, this.#spots.length);
		expected.write(this.#paint());
		await parsed(expected);
		const shownScratch = terminal.buffer.active.getNullCell();
		const wantedScratch = expected.buffer.active.getNullCell();
		for (const [row, spots] of this.#spots.entries()) {
			const shownLine = lineOf(terminal, row);
			const wantedLine = lineOf(expected, row);
			for (const column of spots.keys()) {
				if (isAlike(shownLine?.getCell(column, shownScratch), wantedLine?.getCell(column, wantedScratch))) {
					continue;
				}

				const shown = visible(shownCell(terminal, column, row));
				const wanted = visible(shownCell(expected, column, row));
				if (JSON.stringify(shown) !== JSON.stringify(wanted)) {
					assert.deepEqual(shown, wanted, `cell ${column}, ${row} of ${this.#columns}x${this.#spots.length} ${when}\nshown  ${shownLine?.translateToString()}\nwanted ${wantedLine?.translateToString()}`);
				}
			}
		}

		expected.dispose();
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

		row.fill({text: ' ', sgr: '', width: 1}, x, x + width);
	}

	#line(row: Array<Spot | undefined>, x: number, end: number, line: string): void {
		let position = x;
		let sgr = '';
		for (const part of line.split(/(\u{1B}\[[\d;]*m)/u)) { // eslint-disable-line no-control-regex, regexp/no-control-character -- Sequences begin with one.
			if (part.startsWith('\u{1B}')) {
				sgr += part;
				continue;
			}

			for (const {segment} of segmenter.segment(part)) {
				const width = widthOf(segment);
				if (width > end - position) {
					row.fill({text: ' ', sgr, width: 1}, position, end);
					return;
				}

				if (width > 0) {
					row[position] = {text: width > 2 ? '\u{FFFD}' : segment, sgr, width: Math.min(width, 2)};
					row.fill({text: ' ', sgr, width: 1}, position + 1, position + width);
				}

				if (width > 1) {
					row[position + 1] = undefined;
				}

				position += width;
			}
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
function isAlike(a: IBufferCell | undefined, b: IBufferCell | undefined): boolean {
	return a !== undefined && b !== undefined && a.getChars() === b.getChars() && a.getWidth() === b.getWidth()
		&& a.getFgColor() === b.getFgColor() && a.getFgColorMode() === b.getFgColorMode() && a.getBgColor() === b.getBgColor() && a.getBgColorMode() === b.getBgColorMode()
		&& a.isBold() === b.isBold() && a.isDim() === b.isDim() && a.isItalic() === b.isItalic() && a.isUnderline() === b.isUnderline()
		&& a.isInverse() === b.isInverse() && a.isStrikethrough() === b.isStrikethrough();
}
