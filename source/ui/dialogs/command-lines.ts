/**
A command line to be read or copied.
*/
import {cellWidth, clipMiddle} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';

/**
Broken at blanks alone: a word that is longer than the room stands on a line of its own, cut in the middle, as paths differ at their ends.
*/
export function commandLines(command: string, width: number, {glyphs}: Pick<Theme, 'glyphs'>): readonly Line[] {
	const room = Math.max(1, width - 4);
	const pieces: string[] = [];
	for (const word of command.split(' ')) {
		const last = pieces.at(-1);
		if (last !== undefined && cellWidth(last) + 1 + cellWidth(word) <= room) {
			pieces[pieces.length - 1] = `${last} ${word}`;
		} else {
			pieces.push(word);
		}
	}

	return pieces.map((piece, index): Line => [
		{text: index === 0 ? '  # ' : ' '.repeat(4), tone: 'dim'},
		{text: clipMiddle(piece, room, glyphs.ellipsis), tone: 'accent'},
	]);
}
