/**
A person in front of the built program: presses keys, looks at the screen and waits for what has to come.
*/

import assert from 'node:assert/strict';
import {setTimeout as sleep} from 'node:timers/promises';
import {startInTerminal, type Environment, type ProgramInTerminal} from './program.ts';
import {parsed, shownCell, type ShownCell} from './terminal.ts';

/**
What terminals send for keys that write nothing.
*/
export const keys = {
	up: '\u{1B}[A',
	down: '\u{1B}[B',
	right: '\u{1B}[C',
	left: '\u{1B}[D',
	pageUp: '\u{1B}[5~',
	pageDown: '\u{1B}[6~',
	home: '\u{1B}[H',
	end: '\u{1B}[F',
	f1: '\u{1B}OP',
	f5: '\u{1B}[15~',
	f9: '\u{1B}[20~',
	f10: '\u{1B}[21~',
	enter: '\r',
	tab: '\t',
	shiftTab: '\u{1B}[Z',
	escape: '\u{1B}',
	backspace: '\u{7F}',
	ctrlC: '\u{3}',
	ctrlD: '\u{4}',
} as const;

/**
What a terminal is set to, apart from what it shows.
*/
type TerminalModes = {
	readonly isAlternate: boolean;
	readonly isCursorHidden: boolean;
	readonly isBracketedPaste: boolean;
	readonly isWrapping: boolean;
	readonly isInsert: boolean;
	readonly isOrigin: boolean;
	readonly isApplicationCursor: boolean;
	readonly sendsFocus: boolean;
	readonly mouse: string;
};

/**
A terminal that no program has changed.
*/
export const untouchedModes: TerminalModes = {
	isAlternate: false,
	isCursorHidden: false,
	isBracketedPaste: false,
	isWrapping: true,
	isInsert: false,
	isOrigin: false,
	isApplicationCursor: false,
	sendsFocus: false,
	mouse: 'none',
};

export type Session = {
	readonly terminal: ProgramInTerminal;
	/**
	Sends all in one piece, as pasting and a quick hand do.
	*/
	press(...sequences: readonly string[]): void;
	/**
	Waits for a question and until it can be answered: a key that comes before it could be read counts for nothing.
	*/
	untilRead(question: string): Promise<void>;
	/**
	Answers the question on screen once it could be read, and waits until it is gone. The key is pressed once: a second one would be for
	what comes after the question.
	*/
	answer(question: string, key?: string): Promise<void>;
	/**
	Has the whole screen drawn afresh, waits for that, and gives what was written for it. Whatever key was pressed and whatever was due
	before is done by then.
	*/
	redraw(): Promise<string>;
	/**
	What is on the screen between two frames.
	*/
	screen(): Promise<string>;
	/**
	Every cell of the screen with its looks, row by row.
	*/
	cells(): Promise<ReadonlyArray<readonly ShownCell[]>>;
	modes(): Promise<TerminalModes>;
	/**
	Waits until the screen is so, and gives it. Fails with what is on the screen instead.
	*/
	until(what: string, isSo: (screen: string) => boolean | Promise<boolean>): Promise<string>;
	/**
	Gives the window another size.
	*/
	resize(columns: number, rows: number): void;
	/**
	Leaves by `q` and waits for the end.
	*/
	quit(): Promise<number>;
};

/**
Waits until the screen is there again after something else had the terminal, with a farewell in its last line, and as it shall be.
*/
export async function untilBack(session: Session, farewell: string, isSo: (screen: string) => boolean = () => true): Promise<string> {
	return session.until('the screen is back', screen => messageOn(screen).includes(farewell) && isSo(screen));
}

/**
Whether the header says that the engine answers. Names may be there before, from its files, but nothing can be done through it yet.
*/
export function isEngineUp(screen: string): boolean {
	return screen.split('\n', 1)[0]!.includes('●');
}

/**
Whether the screen is whole at a size: its frame reaches from edge to edge.
*/
export function isFilled(screen: string, columns: number, rows: number): boolean {
	const lines = screen.split('\n');
	return lines.length === rows
		&& /^┌ 1 Containers .*┐$/.test(lines[2]!)
		&& lines[2]!.length === columns
		&& /^└─+┘$/.test(lines.at(messageOn(screen) === '' ? -2 : -3)!);
}

// Under load a screen may be late; a test that fails waits so long, and no other.
const usualPatience = 60_000;

/**
More than the time that a question has to be on screen before a key answers it.
*/
const readingMilliseconds = 400;

const redrawKey = '\u{C}';
const clear = '\u{1B}[H\u{1B}[J';
const frameEnd = '\u{1B}[?2026l';

/**
Opens the program in a terminal; it is ended after the test, whatever has become of it.
*/
export function openSession(
	context: {readonly after: (end: () => Promise<void>) => void},
	columns: number,
	rows: number,
	{patienceMilliseconds: patience = usualPatience, ...options}: {
		readonly words?: readonly string[];
		readonly environment?: Environment;
		readonly command?: string;
		readonly patienceMilliseconds?: number;
	} = {},
): Session {
	const terminal = startInTerminal(columns, rows, options);
	const {pty, xterm} = terminal;
	// The driver of the pty does it where it is wanted.
	xterm.options.convertEol = false;
	// Terminals answer questions, such as where the cursor is, on the way that keys take.
	xterm.onData(answer => {
		pty.write(answer);
	});
	let isEnded = false;
	void terminal.ended.then(() => {
		isEnded = true;
	});
	context.after(async () => {
		if (!isEnded) {
			pty.kill('SIGKILL');
			await terminal.ended;
		}

		xterm.dispose();
	});
	// A frame comes in pieces; what is between its begin and its end is no screen to look at. Who has ended ends none.
	const isWhole = (): boolean => !xterm.modes.synchronizedOutputMode || isEnded;
	return {
		terminal,
		async screen() {
			for (;;) {
				const shown = await terminal.screenText();
				if (isWhole()) {
					return shown;
				}

				await sleep(5);
			}
		},
		press(...sequences) {
			pty.write(sequences.join(''));
		},
		async untilRead(question) {
			await this.until(`the question ${question}`, shown => shown.includes(question));
			// The program's own clock counts from when it has drawn the question; it may stand still meanwhile.
			await this.redraw();
			await sleep(readingMilliseconds);
			await this.redraw();
		},
		async answer(question, key = 'y') {
			await this.untilRead(question);
			pty.write(key);
			await this.until(`the answer to ${question}`, shown => !shown.includes(question));
		},
		async redraw() {
			const place = terminal.written().length;
			const frame = (): string | undefined => {
				const written = terminal.written().slice(place);
				const start = written.indexOf(clear);
				const end = start === -1 ? -1 : written.indexOf(frameEnd, start);
				return end === -1 ? undefined : written.slice(start, end);
			};

			pty.write(redrawKey);
			await this.until('a fresh screen', () => frame() !== undefined);
			return frame()!;
		},
		async cells() {
			await parsed(xterm);
			while (!isWhole()) {
				await sleep(5);
				await parsed(xterm);
			}

			return Array.from({length: xterm.rows}, (_row, row) =>
				Array.from({length: xterm.cols}, (_column, column) => shownCell(xterm, column, row)),
			);
		},
		async modes() {
			await parsed(xterm);
			const {modes, buffer} = xterm;
			return {
				isAlternate: buffer.active.type === 'alternate',
				isCursorHidden: (xterm as unknown as {_core: {coreService: {isCursorHidden: boolean}}})._core.coreService.isCursorHidden,
				isBracketedPaste: modes.bracketedPasteMode,
				isWrapping: modes.wraparoundMode,
				isInsert: modes.insertMode,
				isOrigin: modes.originMode,
				isApplicationCursor: modes.applicationCursorKeysMode,
				sendsFocus: modes.sendFocusMode,
				mouse: modes.mouseTrackingMode,
			};
		},
		async until(what, isSo) {
			const end = performance.now() + patience;
			for (;;) {
				const shown = await terminal.screenText();
				if (isWhole() && await isSo(shown)) {
					return shown;
				}

				assert.ok(performance.now() < end, `never seen: ${what}. ${isEnded ? 'The program has ended. ' : ''}On the screen:\n${shown}`);
				await sleep(10);
			}
		},
		resize(newColumns, newRows) {
			xterm.resize(newColumns, newRows);
			pty.resize(newColumns, newRows);
		},
		async quit() {
			pty.write('q');
			const code = await Promise.race([terminal.ended, sleep(patience, undefined, {ref: false})]);
			assert.notEqual(code, undefined, 'it does not end');
			return terminal.ended;
		},
	};
}

/**
Fails with the places, if cells differ in text or looks. The colour of a blank is not seen.
*/
export function assertSameCells(
	actual: ReadonlyArray<readonly ShownCell[]>,
	expected: ReadonlyArray<readonly ShownCell[]>,
	what = 'the screen',
): void {
	assert.deepEqual([actual.length, actual[0]?.length], [expected.length, expected[0]?.length], `${what} has another size`);
	const differences = actual.flatMap((cells, row) => cells.flatMap((cell, column) => {
		const [is, was] = [cell, expected[row]?.[column]].map(each => JSON.stringify(each?.text === ' '
			? {
				...each, foreground: '', isBold: false, isDim: false, isItalic: false,
			}
			: each));
		return is === was ? [] : [`row ${row}, column ${column}: ${is}, expected ${was}`];
	}));
	const shown = [actual, expected].map(rows => rows.map(cells => cells.map(({text}) => text).join('')).join('\n')).join('\nexpected\n');
	assert.equal(differences.length, 0, `${what} differs in ${differences.length} cells:\n${differences.slice(0, 5).join('\n')}\n${shown}`);
}

/**
Waits until all cells are as they were: a frame may come in pieces.
*/
export async function untilSameCells(session: Session, expected: ReadonlyArray<readonly ShownCell[]>): Promise<void> {
	const end = performance.now() + usualPatience;
	for (;;) {
		const cells = await session.cells();
		try {
			assertSameCells(cells, expected);
			return;
		} catch (error) {
			if (performance.now() > end) {
				throw error;
			}
		}

		await sleep(20);
	}
}

/**
The first line of the screen that has this text in it; empty if there is none.
*/
export function lineWith(screen: string, text: string): string {
	return screen.split('\n').find(line => line.includes(text)) ?? '';
}

/**
The line of a list with this name in its first column; empty if there is none.
*/
export function rowOf(screen: string, name: string): string {
	return screen.split('\n').find(line => /^[|│][ >•▸◆]/.test(line) && line.slice(2).startsWith(`${name} `)) ?? '';
}

/**
The line below all others.
*/
export function lastLine(screen: string): string {
	return screen.split('\n').at(-1) ?? '';
}

/**
What the message above the keys says, its lines joined; empty while there is none.
*/
export function messageOn(screen: string): string {
	const lines = screen.split('\n');
	const bottom = lines.findLastIndex(line => /^[+└]/.test(line));
	return bottom === -1 ? '' : lines.slice(bottom + 1, -1).map(line => line.trim()).join(' ');
}

/**
Whether the cursor of a list is on the row with this text.
*/
export function isSelected(screen: string, text: string): boolean {
	return screen.split('\n').some(line => line.includes(`▸${text}`));
}

/**
Goes to a tab of the details, from tab to tab.
*/
export async function openTab(session: Session, title: string): Promise<string> {
	const titleOf = (screen: string): string | undefined => /\[([^\s[\]]+)\]/.exec(/[┌┬] 4 .*$/m.exec(screen)?.[0] ?? '')?.[1];
	for (let open = titleOf(await session.screen()); open !== title; open = titleOf(await session.screen())) {
		session.press(']');
		await session.until(`the tab after ${open}`, screen => titleOf(screen) !== open);
	}

	return session.screen();
}
