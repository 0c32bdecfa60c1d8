/**
The control sequences that the screen sends to the terminal, besides colours.
*/
const escape = '\u{1B}[';

/**
Begin and end of a synchronised update (private mode 2026): a terminal that knows it shows everything between at once, others ignore it.
*/
export const beginSynchronised = `${escape}?2026h`;
export const endSynchronised = `${escape}?2026l`;

/**
Private mode in which the terminal marks the begin and the end of what is pasted.
*/
export const bracketedPaste = 2004;

/**
Resets the colours, goes to the top left corner and erases all below. Unlike "erase the whole screen", no terminal pushes the old
content into its scrollback for it.
*/
export const clearScreen = `${escape}m${escape}H${escape}J`;

/**
Goes to the alternate screen, hides the cursor, and stops the terminal from wrapping: a glyph that it draws wider than expected then
spoils the end of its own line only.
*/
export const enterScreen = `${escape}?1049h${escape}?25l${escape}?7l`;

/**
Undoes enterScreen.
*/
export const leaveScreen = `${escape}m${escape}?7h${escape}?1049l${escape}?25h`;

/**
Switches private modes of the terminal (DECSET, DECRST) on or off. Empty for no modes.
*/
export function setModes(modes: Iterable<number>, isOn: boolean): string {
	return [...modes].map(mode => `${escape}?${mode}${isOn ? 'h' : 'l'}`).join('');
}

/**
Goes to a cell, both counted from 0.
*/
export function moveTo(column: number, row: number): string {
	if (column === 0) {
		return row === 0 ? `${escape}H` : `${escape}${row + 1}H`;
	}

	return `${escape}${row + 1};${column + 1}H`;
}

/**
Goes to a column of the same line, counted from 0.
*/
export function moveToColumn(column: number): string {
	return column === 0 ? '\r' : `${escape}${column + 1}G`;
}

/**
Goes right by at least one cell.
*/
export function moveRight(cells: number): string {
	return cells === 1 ? `${escape}C` : `${escape}${cells}C`;
}

/**
One private mode sequence that a program wrote, taken apart.
*/
export type ModeSequence = {
	/**
	`?`, `<`, `>` or `=`.
	*/
	readonly marker: string;
	readonly numbers: readonly number[];
	/**
	The letter it ends with: `h` sets modes, `l` resets them.
	*/
	readonly final: string;
	readonly text: string;
};

/* eslint-disable no-control-regex, regexp/no-control-character -- Sequences begin with one. */
const onlyModes = /^(?:\u{1B}\[[<=>?][\d;]*[A-Za-z])+$/u;
const oneMode = /\u{1B}\[(?<marker>[<=>?])(?<numbers>[\d;]*)(?<final>[A-Za-z])/gu;
/* eslint-enable no-control-regex, regexp/no-control-character */

/**
Takes a text apart that consists of private mode sequences only. Undefined if there is anything else in it, or nothing.
*/
export function parseModes(text: string): readonly ModeSequence[] | undefined {
	if (!onlyModes.test(text)) {
		return undefined;
	}

	return [...text.matchAll(oneMode)].map(match => ({
		marker: match.groups?.marker ?? '',
		numbers: (match.groups?.numbers ?? '').split(';').filter(Boolean).map(Number),
		final: match.groups?.final ?? '',
		text: match[0],
	}));
}
