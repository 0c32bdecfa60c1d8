/**
A command line to be read or copied.
*/
import {cellWidth, clipMiddle} from '../../text/clean.ts';
import {fold} from '../../text/fold.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';

/**
Broken at blanks alone: a word that is longer than the room stands on a line of its own, cut in the middle, as paths differ at their ends.
*/
export function commandLines(command: string, width: number, {glyphs}: Pick<Theme, 'glyphs'>): readonly Line[] {
	const room = roomIn(width);
	return marked(piecesOf(command, room).map(piece => clipMiddle(piece, room, glyphs.ellipsis)));
}

/**
The same without a loss, for a command that is about to be run: a word that is longer than the room goes on in the next line.
*/
export function wholeCommandLines(command: string, width: number): readonly Line[] {
	const room = roomIn(width);
	return marked(piecesOf(command, room).flatMap(piece => fold(piece, room)));
}

function roomIn(width: number): number {
	return Math.max(1, width - 4);
}

function piecesOf(command: string, room: number): readonly string[] {
	const pieces: string[] = [];
	for (const word of command.split(' ')) {
		const last = pieces.at(-1);
		if (last !== undefined && cellWidth(last) + 1 + cellWidth(word) <= room) {
			pieces[pieces.length - 1] = `${last} ${word}`;
		} else {
			pieces.push(word);
		}
	}

	return pieces;
}

function marked(pieces: readonly string[]): readonly Line[] {
	return pieces.map((piece, index): Line => [
		{text: index === 0 ? '  # ' : ' '.repeat(4), tone: 'dim'},
		{text: piece, tone: 'accent'},
	]);
}
