/**
What the screen is put together from: the frame of the user interface below, canvases over it, and covers, where the frame shows again.
*/
import {parseLine} from './cells.ts';
import {
	clip,
	composeRow,
	createGrid,
	isSameRectangle,
	type Grid,
	type Rectangle,
} from './grid.ts';
import type {Palette} from './palette.ts';

/**
A part of the screen that draws itself.
*/
export type CanvasLayer = {
	/**
	Where it stands now. Without width or height it is not there.
	*/
	readonly measure: () => Rectangle;
	/**
	Its rows, from top to bottom, as text with SGR colours, each `width` cells wide. What is missing is filled up with blanks, what is too
	much is cut off. A row that is the same string as the time before costs nothing.
	*/
	readonly draw: (width: number, height: number) => readonly string[];
};

type PlacedCanvas = {readonly canvas: CanvasLayer; readonly rectangle: Rectangle; drawn: readonly string[]; readonly rows: string[]};

const nowhere: Rectangle = {
	x: 0, y: 0, width: 0, height: 0,
};

/**
The two layers, the mask that says which of them is on top, and the rows in which something has changed. One size for its whole life.
*/
export class Layers {
	/**
	1 for each row that differs from what was composed last.
	*/
	readonly dirty: Uint8Array;
	readonly #frame: Grid;
	readonly #lines: string[] = [];
	readonly #over: Grid;
	readonly #mask: Uint8Array;
	#canvases: PlacedCanvas[] = [];
	#covers: readonly Rectangle[] = [];
	readonly #palette: Palette;

	constructor(columns: number, rows: number, palette: Palette) {
		this.dirty = new Uint8Array(rows);
		this.#frame = createGrid(columns, rows);
		this.#over = createGrid(columns, rows);
		this.#mask = new Uint8Array(columns * rows);
		this.#palette = palette;
	}

	/**
	Measures canvases and covers again and rebuilds the mask if any has moved, come or gone.
	*/
	place(canvases: Iterable<CanvasLayer>, covers: Iterable<() => Rectangle>): void {
		const {columns, rows} = this.#frame;
		const placed = Array.from(canvases, canvas => ({
			canvas, rectangle: clip(canvas.measure(), columns, rows), drawn: [], rows: [],
		}));
		const covering = Array.from(covers, measure => clip(measure(), columns, rows));
		const isSamePlaces =
			placed.length === this.#canvases.length
			&& placed.every(({canvas, rectangle}, index) => {
				const before = this.#canvases[index]!;
				return canvas === before.canvas && isSameRectangle(rectangle, before.rectangle);
			});
		const isSameCovers =
			covering.length === this.#covers.length && covering.every((cover, index) => isSameRectangle(cover, this.#covers[index] ?? nowhere));
		if (isSamePlaces && isSameCovers) {
			return;
		}

		if (!isSamePlaces) {
			// Their places may have been another's until now, so all are parsed again.
			this.#canvases = placed;
		}

		this.#covers = covering;
		this.#mask.fill(0);
		for (const {rectangle} of this.#canvases) {
			this.#mark(rectangle, 1);
		}

		for (const rectangle of covering) {
			this.#mark(rectangle, 0);
		}

		this.dirty.fill(1);
	}

	/**
	Asks all canvases for their rows.
	*/
	draw(): void {
		for (const placed of this.#canvases) {
			const {width, height} = placed.rectangle;
			placed.drawn = width > 0 && height > 0 ? placed.canvas.draw(width, height) : [];
		}
	}

	/**
	Turns all lines into cells that are not the same strings as the time before.
	*/
	parse(frame: readonly string[]): void {
		const {columns, rows} = this.#frame;
		for (let row = 0; row < rows; row++) {
			const line = frame[row] ?? '';
			if (this.#lines[row] !== line) {
				this.#lines[row] = line;
				this.#parseRow(line, this.#frame, {
					x: 0, y: row, width: columns, height: 1,
				});
			}
		}

		for (const {rectangle, drawn, rows: parsed} of this.#canvases) {
			for (let row = 0; row < rectangle.height; row++) {
				const line = drawn[row] ?? '';
				if (parsed[row] !== line) {
					parsed[row] = line;
					this.#parseRow(line, this.#over, {...rectangle, y: rectangle.y + row});
				}
			}
		}
	}

	/**
	Puts the dirty rows together.
	*/
	compose(target: Grid): void {
		const layers = {
			under: this.#frame, over: this.#over, mask: this.#mask, palette: this.#palette,
		};
		for (let row = 0; row < target.rows; row++) {
			if (this.dirty[row] === 1) {
				composeRow(row, layers, target);
			}
		}
	}

	#parseRow(line: string, grid: Grid, {x, y, width}: Rectangle): void {
		const start = (y * grid.columns) + x;
		parseLine(this.#palette, line, grid.cells.subarray(start, start + width));
		this.dirty[y] = 1;
	}

	#mark({x, y, width, height}: Rectangle, value: number): void {
		for (let row = y; row < y + height; row++) {
			this.#mask.fill(value, (row * this.#frame.columns) + x, (row * this.#frame.columns) + x + width);
		}
	}
}
