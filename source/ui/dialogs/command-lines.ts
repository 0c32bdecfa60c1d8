/**
A command line to be read or copied.
*/
import {cellWidth} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';

/**
Broken at blanks alone: a word that is longer than the room stands on a line of its own and runs over its end.
*/
export function commandLines(command: string, width: number): readonly Line[] {
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
		{text: piece, tone: 'accent'},
	]);
}
