/**
From what the terminal shows and what it shall show to the bytes that lead there.
*/
import {
	codeOf,
	isWide,
	styleOf,
	unknownCell,
} from './cell.ts';
import type {Grid} from './grid.ts';
import type {Palette} from './palette.ts';
import {moveRight, moveTo, moveToColumn} from './sequences.ts';
import {isSimple} from './width.ts';

/**
Up to this many unchanged cells are printed again rather than jumped over: the jump would be as long.
*/
const longestBridge = 4;

/**
What turns a terminal that shows `front` into one that shows `back`: only changed cells of rows whose `dirty` is 1. The terminal's style
must be reset before and is reset after; its cursor may be anywhere and stays anywhere.
Afterwards `front` equals `back` and no row is dirty.
*/
export function diff(back: Grid, front: Grid, dirty: Uint8Array, palette: Palette): string {
	const writer = new Writer(palette);
	for (let row = 0; row < back.rows; row++) {
		if (dirty[row] === 1) {
			dirty[row] = 0;
			writer.row(row, back, front);
		}
	}

	return writer.end();
}

class Writer {
	#bytes = '';
	#styleId = 0;
	/**
	-1 where only an absolute move leads on.
	*/
	#cursorRow = -1;
	#cursorColumn = 0;
	readonly #palette: Palette;

	constructor(palette: Palette) {
		this.#palette = palette;
	}

	row(row: number, back: Grid, front: Grid): void {
		const {columns} = back;
		const next = back.cells.subarray(row * columns, (row + 1) * columns);
		const shown = front.cells.subarray(row * columns, (row + 1) * columns);
		for (let column = 0; column < columns; column++) {
			const cell = next[column]!;
			const cellCount = isWide(cell) ? 2 : 1;
			if (cell !== shown[column] || (cellCount === 2 && next[column + 1] !== shown[column + 1])) {
				this.#move(column, row, next);
				this.#put(cell, column, next, shown);
			}

			column += cellCount - 1;
		}
	}

	end(): string {
		const bytes = this.#bytes + this.#palette.change(this.#styleId, 0);
		this.#styleId = 0;
		return bytes;
	}

	#put(cell: number, column: number, next: Readonly<Uint32Array>, shown: Uint32Array): void {
		const code = codeOf(cell);
		this.#style(cell);
		shown[column] = cell;
		if (isCertain(code)) {
			this.#bytes += this.#palette.text(code);
			this.#cursorColumn = column + 1;
			if (column + 1 === next.length) {
				this.#cursorRow = -1;
			}

			return;
		}

		// A terminal that thinks the glyph narrower must not keep what was under the rest of it, and where its cursor then stands is
		// anybody's guess.
		const cellCount = isWide(cell) ? 2 : 1;
		this.#bytes += ' '.repeat(cellCount) + moveToColumn(column) + this.#palette.text(code);
		this.#cursorRow = -1;
		if (cellCount === 2) {
			shown[column + 1] = next[column + 1]!;
		}

		// One that thinks it wider has drawn over the next cells.
		const reach = Math.min(column + this.#palette.reach(code), next.length);
		if (column + cellCount < reach) {
			shown.fill(unknownCell, column + cellCount, reach);
		}
	}

	#style(cell: number): void {
		if (this.#isInStyle(cell)) {
			return;
		}

		const styleId = styleOf(cell);
		this.#bytes += this.#palette.change(this.#styleId, styleId);
		this.#styleId = styleId;
	}

	/**
	Whether the cell can be printed in the present style: it has that, or it is a blank that looks the same in it.
	*/
	#isInStyle(cell: number): boolean {
		const styleId = styleOf(cell);
		return styleId === this.#styleId || (codeOf(cell) === 0x20 && styleId === this.#palette.blankOf(this.#styleId));
	}

	#move(column: number, row: number, next: Readonly<Uint32Array>): void {
		if (this.#cursorRow !== row || column < this.#cursorColumn) {
			this.#bytes += moveTo(column, row);
		} else if (column > this.#cursorColumn) {
			this.#bytes += this.#bridge(column, next) ?? moveRight(column - this.#cursorColumn);
		}

		this.#cursorRow = row;
		this.#cursorColumn = column;
	}

	#bridge(column: number, next: Readonly<Uint32Array>): string | undefined {
		if (column - this.#cursorColumn > longestBridge) {
			return undefined;
		}

		let text = '';
		for (let index = this.#cursorColumn; index < column; index++) {
			const cell = next[index]!;
			const code = codeOf(cell);
			if (code > 0x7E || !this.#isInStyle(cell)) {
				return undefined;
			}

			text += String.fromCodePoint(code);
		}

		return text;
	}
}

/**
Whether all terminals agree that the glyph fills one cell. Below U+1100 stand the alphabets without wide glyphs.
*/
function isCertain(code: number): boolean {
	return code < 0x11_00 || isSimple(code);
}
