/**
A terminal without a window, for tests of whole frames: what a program writes is interpreted by xterm, what it shows can be asked cell
by cell.

```ts
const terminal = createTerminal(120, 40);
const screen = new Screen({tty: terminal.tty});
const app = render(
	<ScreenContext value={screen}><App/></ScreenContext>,
	{stdout: screen.stdout, stdin: terminal.stdin.stdin, debug: true, alternateScreen: true, interactive: true, patchConsole: false,
	exitOnCtrlC: false},
);
await terminal.settle();
terminal.send('j');
await terminal.until(() => terminal.screenText().includes('▸second'), 'the second row is selected');
app.unmount();
```
A test that uses it ends by itself as soon as the app is unmounted.
*/
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {PassThrough, Writable} from 'node:stream';
import xterm, {type IBufferCell, type Terminal as XtermTerminal} from '@xterm/headless';

/**
What one cell shows. Colours are `''` for the terminal's own, a number of the palette (`'1'`, `'208'`) or `'#rrggbb'`.
*/
export type ShownCell = {
	/**
	`' '` for a blank, `''` for the right half of a wide glyph.
	*/
	readonly text: string;
	readonly width: number;
	readonly foreground: string;
	readonly background: string;
	readonly isBold: boolean;
	readonly isDim: boolean;
	readonly isItalic: boolean;
	readonly isUnderline: boolean;
	readonly isInverse: boolean;
	readonly isStrikethrough: boolean;
};

/**
The program's stdout: a real stream with real back-pressure. Unless held, it takes everything at once, as a local terminal does.
*/
class TestOutput extends Writable {
	isTTY = true;
	columns: number;
	rows: number;
	/**
	Each text that the program has written, in order.
	*/
	readonly writes: string[] = [];
	readonly #take: (text: string) => void;
	#isHeld = false;
	#waiting: (() => void) | undefined;

	constructor(options: {columns: number; rows: number; highWaterMark: number | undefined; take: (text: string) => void}) {
		super({decodeStrings: false, highWaterMark: options.highWaterMark});
		this.columns = options.columns;
		this.rows = options.rows;
		this.#take = options.take;
	}

	get isHeld(): boolean {
		return this.#isHeld;
	}

	/**
	From now on the terminal reads nothing, as one at the end of a slow line.
	*/
	hold(): void {
		this.#isHeld = true;
	}

	/**
	The terminal reads again, first what it has missed.
	*/
	release(): void {
		this.#isHeld = false;
		const waiting = this.#waiting;
		this.#waiting = undefined;
		waiting?.();
	}

	override _write(chunk: string | Uint8Array, _encoding: BufferEncoding, callback: () => void): void {
		const text = typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
		const take = () => {
			this.writes.push(text);
			this.#take(text);
			callback();
		};

		if (this.#isHeld) {
			this.#waiting = take;
		} else {
			take();
		}
	}
}

/**
The program's stdin: a real stream that knows raw mode.
*/
class TestInput extends PassThrough {
	isTTY = true;
	isRaw = false;

	/**
	Itself, by the type that Ink wants.
	*/
	get stdin(): NodeJS.ReadStream {
		return this as unknown as NodeJS.ReadStream;
	}

	setRawMode(isRaw: boolean): this {
		this.isRaw = isRaw;
		return this;
	}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}
}

export type TestTerminal = {
	/**
	What `new Screen({tty})` takes.
	*/
	readonly tty: TestOutput;
	readonly stdin: TestInput;
	/**
	The terminal itself, for what has no shortcut here: `xterm.modes`, `xterm.buffer`.
	*/
	readonly xterm: XtermTerminal;
	/**
	What is on the screen now: its rows without the blanks at their ends, joined by line feeds.
	*/
	screenText(): string;
	cellAt(column: number, row: number): ShownCell;
	/**
	Whether the alternate screen is shown.
	*/
	isAlternate(): boolean;
	isCursorHidden(): boolean;
	/**
	Bytes that the program has written so far.
	*/
	bytesWritten(): number;
	/**
	Gives the window another size and tells the program, as SIGWINCH does.
	*/
	resize(columns: number, rows: number): void;
	/**
	Presses keys. They arrive as one chunk, as fast typing and pasting do.
	*/
	send(keys: string): void;
	/**
	Writes to the terminal as another program does: behind the back of the one under test.
	*/
	print(text: string): void;
	/**
	Waits until the program has written nothing for some turns of the event loop and all that it has written is interpreted. What hangs on
	timers or files (Ink waits 20 ms after Escape) it does not see: use `until` for that.
	*/
	settle(): Promise<void>;
	/**
	Waits until a condition holds, looking again whenever the screen has settled. Fails after ten seconds with what was on the screen.
	*/
	until(isReached: () => boolean, what: string): Promise<void>;
};

/**
This many turns without a write mean quiet: React needs up to three from a state change to the frame.
*/
const quietTurns = 5;

/**
Creates a terminal of a size. With a low `highWaterMark` a stream that is held asks for a pause after that many bytes.
*/
export function createTerminal(columns: number, rows: number, {highWaterMark}: {highWaterMark?: number} = {}): TestTerminal {
	const terminal = createXterm(columns, rows);
	const tty = new TestOutput({
		columns, rows, highWaterMark, take(text) {
			terminal.write(text);
		},
	});
	const stdin = new TestInput();
	const screenText = () =>
		Array.from({length: terminal.rows}, (_, row) => bufferLine(terminal, row).translateToString(false, 0, terminal.cols).trimEnd()).join(
			'\n',
		);
	const settle = async () => {
		for (let quiet = 0; quiet < quietTurns; quiet++) {
			const before = tty.writes.length;
			await new Promise(resolve => {
				setImmediate(resolve);
			});
			if (quiet === quietTurns - 1) {
				await parsed(terminal);
			}

			if (tty.writes.length !== before) {
				quiet = -1;
			}
		}
	};

	return {
		tty,
		stdin,
		xterm: terminal,
		screenText,
		settle,
		cellAt: (column, row) => shownCell(terminal, column, row),
		isAlternate: () => terminal.buffer.active.type === 'alternate',
		isCursorHidden: () => (terminal as unknown as {_core: {coreService: {isCursorHidden: boolean}}})._core.coreService.isCursorHidden,
		bytesWritten: () => tty.writes.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
		resize(newColumns, newRows) {
			terminal.resize(newColumns, newRows);
			tty.columns = newColumns;
			tty.rows = newRows;
			tty.emit('resize');
		},
		send(keys) {
			stdin.write(keys);
		},
		print(text) {
			terminal.write(text);
		},
		async until(isReached, what) {
			const deadline = Date.now() + 10_000;
			await settle();
			while (!isReached()) {
				assert.ok(Date.now() < deadline, `never seen: ${what}. On the screen:\n${screenText()}`);
				await settle();
			}
		},
	};
}

/**
A bare terminal that line feeds return the cursor in, as a terminal behind a tty driver does.
*/
export function createXterm(columns: number, rows: number): XtermTerminal {
	return new xterm.Terminal({
		cols: columns, rows, convertEol: true, allowProposedApi: true,
	});
}

/**
Resolves when the terminal has interpreted all that was written to it.
*/
export async function parsed(terminal: XtermTerminal): Promise<void> {
	await new Promise<void>(resolve => {
		terminal.write('', resolve);
	});
}

/**
What a terminal shows in a cell of its screen.
*/
export function shownCell(terminal: XtermTerminal, column: number, row: number): ShownCell {
	const cell = bufferLine(terminal, row).getCell(column);
	assert.ok(cell, `the terminal has no column ${column}`);
	const width = cell.getWidth();
	return {
		text: cell.getChars() || (width === 0 ? '' : ' '),
		width,
		foreground: colour(cell, 'Fg'),
		background: colour(cell, 'Bg'),
		isBold: cell.isBold() !== 0,
		isDim: cell.isDim() !== 0,
		isItalic: cell.isItalic() !== 0,
		isUnderline: cell.isUnderline() !== 0,
		isInverse: cell.isInverse() !== 0,
		isStrikethrough: cell.isStrikethrough() !== 0,
	};
}

function bufferLine(terminal: XtermTerminal, row: number) {
	const {active} = terminal.buffer;
	const line = active.getLine(active.viewportY + row);
	assert.ok(line, `the terminal has no row ${row}`);
	return line;
}

function colour(cell: IBufferCell, ground: 'Fg' | 'Bg'): string {
	if (cell[`is${ground}Default`]()) {
		return '';
	}

	const value = cell[`get${ground}Color`]();
	return cell[`is${ground}RGB`]() ? `#${value.toString(16).padStart(6, '0')}` : String(value);
}

