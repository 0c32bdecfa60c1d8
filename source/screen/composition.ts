/**
What shall be on the screen, what is on it, and the bytes that lead from one to the other.
*/
import {unknownCell} from './cell.ts';
import {diff} from './diff.ts';
import {createGrid, type Grid, type Rectangle} from './grid.ts';
import {Layers, type CanvasLayer} from './layers.ts';
import {Palette, plainBlank} from './palette.ts';
import {clearScreen} from './sequences.ts';

/**
A frame of lines below, canvases over it, and openings in these through which the frame shows.
*/
export class Composition {
	#palette = new Palette();
	readonly #canvases = new Set<CanvasLayer>();
	readonly #covers = new Set<() => Rectangle>();
	#columns: number;
	#rows: number;
	#layers: Layers;
	#wanted: Grid;
	#shown: Grid;
	#frame: readonly string[] = [];
	#isPlaced = false;
	#isCleared = false;

	constructor(columns: number, rows: number) {
		this.#columns = columns;
		this.#rows = rows;
		this.#layers = new Layers(columns, rows, this.#palette);
		this.#wanted = createGrid(columns, rows);
		this.#shown = createGrid(columns, rows);
	}

	/**
	The lines at the bottom of it all.
	*/
	setFrame(lines: readonly string[]): void {
		this.#frame = lines;
		this.#isPlaced = false;
	}

	/**
	Puts a canvas over the frame; the function that comes back takes it away. Canvases must not overlap each other.
	*/
	add(canvas: CanvasLayer): () => void {
		return this.#register(this.#canvases, {...canvas});
	}

	/**
	Lets the frame show over the canvases in a rectangle; the function that comes back ends that.
	*/
	cover(measure: () => Rectangle): () => void {
		return this.#register(this.#covers, () => measure());
	}

	/**
	Nothing is known any more of what is on the screen: the next bytes clear it and draw everything.
	*/
	clear(): void {
		this.#isCleared = true;
	}

	/**
	Starts over at another size, of which nothing is known to be on the screen.
	*/
	resize(columns: number, rows: number): void {
		this.#columns = columns;
		this.#rows = rows;
		this.#layers = new Layers(columns, rows, this.#palette);
		this.#wanted = createGrid(columns, rows);
		this.#shown = createGrid(columns, rows);
		this.#isPlaced = false;
		this.clear();
	}

	/**
	What has to be written so that everything is there; empty where it is. Then it counts as written.
	*/
	takeBytes(): string {
		this.#draw();
		if (this.#palette.isExhausted) {
			// The numbers of styles that are long gone are taken back by starting over.
			this.#palette = new Palette();
			this.#layers = new Layers(this.#columns, this.#rows, this.#palette);
			this.#isPlaced = false;
			this.#shown.cells.fill(unknownCell);
			this.#draw();
		}

		const layers = this.#layers;
		if (this.#isCleared) {
			this.#shown.cells.fill(plainBlank);
			layers.dirty.fill(1);
		}

		layers.compose(this.#wanted);
		const bytes = (this.#isCleared ? clearScreen : '') + diff(this.#wanted, this.#shown, layers.dirty, this.#palette);
		this.#isCleared = false;
		return bytes;
	}

	/**
	Brings the layers up to date.
	*/
	#draw(): void {
		if (!this.#isPlaced) {
			this.#layers.place(this.#canvases, this.#covers);
			this.#isPlaced = true;
		}

		this.#layers.draw();
		this.#layers.parse(this.#frame);
	}

	#register<Item>(items: Set<Item>, item: Item): () => void {
		items.add(item);
		this.#isPlaced = false;
		return () => {
			items.delete(item);
			this.#isPlaced = false;
		};
	}
}
