/**
Grids of cells, and how two of them become one.
*/
import {
	blankCell,
	isTail,
	isWide,
	styleOf,
} from './cell.ts';
import type {Palette} from './palette.ts';

/**
A rectangle of cells, row after row.
*/
export type Grid = {
	readonly columns: number;
	readonly rows: number;
	readonly cells: Uint32Array;
};

/**
A rectangle on the screen, in cells.
*/
export type Rectangle = {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
};

/**
A grid of plain blanks.
*/
export function createGrid(columns: number, rows: number): Grid {
	return {columns, rows, cells: new Uint32Array(columns * rows).fill(blankCell(0))};
}

/**
The part of a rectangle that lies within the given size; without width or height if nothing does.
*/
export function clip(rectangle: Rectangle, columns: number, rows: number): Rectangle {
	const x = Math.min(Math.max(Math.floor(rectangle.x), 0), columns);
	const y = Math.min(Math.max(Math.floor(rectangle.y), 0), rows);
	return {
		x,
		y,
		width: Math.max(0, Math.min(Math.floor(rectangle.x + rectangle.width), columns) - x),
		height: Math.max(0, Math.min(Math.floor(rectangle.y + rectangle.height), rows) - y),
	};
}

/**
Whether two rectangles are the same cells.
*/
export function isSameRectangle(a: Rectangle, b: Rectangle): boolean {
	return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/**
Puts one row together from two layers: `over` where the mask is 1, else `under`. Where the edge of the mask cuts a wide glyph in half,
the half that is left becomes a blank.
*/
export function composeRow(
	row: number,
	layers: {readonly under: Grid; readonly over: Grid; readonly mask: Readonly<Uint8Array>; readonly palette: Palette},
	target: Grid,
): void {
	const {under, over, mask, palette} = layers;
	const first = row * target.columns;
	const end = first + target.columns;
	for (let index = first; index < end; index++) {
		const layer = mask[index];
		const source = layer === 1 ? over.cells : under.cells;
		let cell = source[index]!;
		if (isTail(cell)) {
			if (index === first || mask[index - 1] !== layer || !isWide(source[index - 1]!)) {
				cell = blankCell(palette.blankOf(styleOf(cell)));
			}
		} else if (isWide(cell) && (index + 1 === end || mask[index + 1] !== layer || !isTail(source[index + 1]!))) {
			cell = blankCell(palette.blankOf(styleOf(cell)));
		}

		target.cells[index] = cell;
	}
}
