/**
The only writer of the terminal. It knows neither Ink nor React: to them it looks like the terminal's own stream.
*/
import {Buffer} from 'node:buffer';
import {EventEmitter} from 'node:events';
import {Composition} from './composition.ts';
import type {Rectangle} from './grid.ts';
import type {CanvasLayer} from './layers.ts';
import {
	beginSynchronised,
	endSynchronised,
	enterScreen,
	leaveScreen,
	parseModes,
	setModes,
	type ModeSequence,
} from './sequences.ts';
import {sizeOf, type SizedTerminal} from './size.ts';

/**
What the screen needs of a terminal: `process.stdout` has all of it.
*/
export type Terminal = SizedTerminal & {
	readonly writableNeedDrain: boolean;
	write(text: string): unknown;
	on(event: 'drain' | 'resize', listener: () => void): unknown;
};

const synchronisedUpdate = 2026;
const alternateScreen = 1049;

/**
Modes that the screen sets itself: wrapping, the cursor, synchronised updates.
*/
const ownModes = new Set([7, 25, synchronisedUpdate]);

/* eslint-disable unicorn/prefer-event-target -- Ink listens as one does to a stream. */

/**
Composes what Ink draws and what canvases draw, and writes the cells that have changed: once per turn of the event loop, in one
synchronised update.

To Ink it is the `stdout`, given with `debug: true` (each frame comes as plain lines) and `alternateScreen: true`. It goes to the
alternate screen by `enter()` or when Ink asks for it, whichever is first, and
leaves it by `leave()` or when Ink does. In between, a child process may have the terminal: nothing is written then.

Emits `resize` after it has taken a new size, and `painted` when the terminal has been given all that is to be seen.
*/
export class Screen extends EventEmitter {
	/**
	Tells Ink that there are modes and sizes.
	*/

	isTTY = true;
	writable = true;
	columns = 80;
	rows = 24;
	/**
	All that was written to the terminal so far.
	*/
	bytesWritten = 0;
	/**
	Updates that have changed something on the terminal.
	*/
	framesWritten = 0;

	readonly #terminal: Terminal;
	readonly #modes: Set<number>;
	readonly #composition: Composition;
	#isActive = false;
	#isWaitingForDrain = false;
	#pending: NodeJS.Immediate | undefined;

	/**
	`modes` are private modes that the terminal shall be in whenever the screen has it, besides those that Ink asks for.
	*/
	constructor({tty, modes = []}: {readonly tty: Terminal; readonly modes?: readonly number[]}) {
		super();
		this.setMaxListeners(0);
		this.#modes = new Set(modes);
		this.#terminal = tty;
		const {columns, rows} = sizeOf(tty);
		this.columns = columns;
		this.rows = rows;
		this.#composition = new Composition(columns, rows);
		tty.on('resize', this.#resize);
		tty.on('drain', this.#drained);
	}

	/**
	Itself, by the type that Ink's `stdout` has.
	*/
	get stdout(): NodeJS.WriteStream {
		return this as unknown as NodeJS.WriteStream;
	}

	/**
	Whether the screen has the terminal now.
	*/
	get isActive(): boolean {
		return this.#isActive;
	}

	/**
	Whether nothing is waiting to be painted.
	*/
	get isSettled(): boolean {
		return this.#pending === undefined && !this.#isWaitingForDrain;
	}

	/**
	Takes what Ink writes: private modes, or one whole frame. An empty text with a callback is no frame but Ink's way to wait for the
	frames before it.
	*/
	write(chunk: string | Uint8Array, encodingOrCallback?: BufferEncoding | (() => void), callback?: () => void): boolean {
		const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
		const done = typeof encodingOrCallback === 'function' ? encodingOrCallback : callback;
		const modes = parseModes(text);
		if (modes) {
			for (const mode of modes) {
				this.#takeMode(mode);
			}
		} else if (text !== '' || done === undefined) {
			this.#composition.setFrame(text.split('\n'));
			this.schedule();
		}

		done?.();
		return true;
	}

	/**
	Puts a canvas over Ink's frame until the function that it gives is called. Canvases must not overlap each other.
	*/
	add(canvas: CanvasLayer): () => void {
		return this.#scheduled(this.#composition.add(canvas));
	}

	/**
	Lets Ink's frame show over the canvases in a rectangle, until the function that it gives is called.
	*/
	cover(measure: () => Rectangle): () => void {
		return this.#scheduled(this.#composition.cover(measure));
	}

	/**
	Has the screen painted before the event loop turns. Any number of calls until then make one paint, and none while the terminal is lent
	or slow to read.
	*/
	readonly schedule = (): void => {
		if (this.#isActive && !this.#isWaitingForDrain) {
			this.#pending ??= setImmediate(() => {
				this.flush();
			});
		}
	};

	/**
	Clears the terminal and repaints everything, whatever another program may have written there.
	*/
	redraw(): void {
		this.#composition.clear();
		this.schedule();
	}

	/**
	Paints at once. If the terminal has not yet read what was written before, the frame is dropped, and the state of then is painted when
	it has.
	*/
	flush(): void {
		clearImmediate(this.#pending);
		this.#pending = undefined;
		if (!this.#isActive) {
			return;
		}

		if (this.#terminal.writableNeedDrain) {
			this.#isWaitingForDrain = true;
			return;
		}

		this.#paint();
	}

	/**
	Takes the terminal: goes to the alternate screen, hides the cursor and has everything painted. Does nothing if it has it already.
	*/
	enter(): void {
		if (this.#isActive) {
			return;
		}

		// A child that had the terminal gets the news of a new size, we may not.
		const {columns, rows} = sizeOf(this.#terminal);
		if (columns !== this.columns || rows !== this.rows) {
			this.#resize();
		}

		this.#isActive = true;
		this.#composition.clear();
		this.#write(enterScreen + setModes(this.#modes, true));
		this.schedule();
	}

	/**
	Gives the terminal back as it was, for a child process or for good, and writes nothing from then on until `enter()`. Does nothing if it
	was given back already.
	*/
	leave(): void {
		const bytes = this.restore();
		if (bytes !== '') {
			this.#write(bytes);
		}
	}

	/**
	What `leave()` would write, for when there is no time left to write through a stream: the caller writes it synchronously. Empty if the
	terminal was given back already.
	*/
	restore(): string {
		clearImmediate(this.#pending);
		this.#pending = undefined;
		this.#isWaitingForDrain = false;
		if (!this.#isActive) {
			return '';
		}

		this.#isActive = false;
		return endSynchronised + setModes(this.#modes, false) + leaveScreen;
	}

	readonly #resize = (): void => {
		const {columns, rows} = sizeOf(this.#terminal);
		this.columns = columns;
		this.rows = rows;
		this.#composition.resize(columns, rows);
		// Ink draws its old tree at the new size first, and React brings the new one in the next turn of the event loop. Only that is worth
		// painting.
		clearImmediate(this.#pending);
		this.#pending = setImmediate(() => {
			this.#pending = undefined;
			this.schedule();
		});
		this.emit('resize');
	};

	readonly #drained = (): void => {
		if (!this.#isWaitingForDrain) {
			return;
		}

		this.#isWaitingForDrain = false;
		this.schedule();
	};

	/**
	Paints what was changed by a call, and by the one that undoes it.
	*/
	#scheduled(undo: () => void): () => void {
		this.schedule();
		return () => {
			undo();
			this.schedule();
		};
	}

	/**
	Modes are kept in mind, so that a child process gets a terminal without them and they come back afterwards.
	*/
	#takeMode({marker, numbers, final, text}: ModeSequence): void {
		if (marker !== '?' || (final !== 'h' && final !== 'l')) {
			if (this.#isActive) {
				this.#write(text);
			}

			return;
		}

		for (const mode of numbers) {
			if (mode === alternateScreen && final === 'h') {
				this.enter();
			} else if (mode === alternateScreen) {
				this.leave();
			} else if (!ownModes.has(mode)) {
				this.#setMode(mode, final === 'h');
			}
		}
	}

	#setMode(mode: number, isOn: boolean): void {
		if (isOn) {
			this.#modes.add(mode);
		} else {
			this.#modes.delete(mode);
		}

		if (this.#isActive) {
			this.#write(setModes([mode], isOn));
		}
	}

	#paint(): void {
		const bytes = this.#composition.takeBytes();
		if (bytes !== '') {
			this.framesWritten++;
			this.#write(beginSynchronised + bytes + endSynchronised);
		}

		this.emit('painted');
	}

	#write(text: string): void {
		this.bytesWritten += Buffer.byteLength(text);
		this.#terminal.write(text);
	}
}

/* eslint-enable unicorn/prefer-event-target */
