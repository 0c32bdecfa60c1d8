/**
How large a terminal is taken to be.
*/

/**
What a terminal reports as its size: undefined or 0 where it does not, as on a serial line.
*/
export type SizedTerminal = {readonly columns?: number | undefined; readonly rows?: number | undefined};

type TerminalSize = {readonly columns: number; readonly rows: number};

const usual: TerminalSize = {columns: 80, rows: 24};

/**
Larger terminals do not exist, but a size can be set to anything.
*/
const largest: TerminalSize = {columns: 2000, rows: 1000};

/**
The size of a terminal in cells, 80 × 24 for what it does not tell.
*/
export function sizeOf(terminal: SizedTerminal): TerminalSize {
	return {
		columns: Math.min(known(terminal.columns, usual.columns), largest.columns),
		rows: Math.min(known(terminal.rows, usual.rows), largest.rows),
	};
}

function known(size: number | undefined, otherwise: number): number {
	return size === undefined || size <= 0 ? otherwise : size;
}
