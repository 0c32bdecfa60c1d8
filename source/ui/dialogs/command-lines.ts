/**
A command line to be read or copied.
*/
import type {Line} from '../../text/spans.ts';

/**
It is never cut off: what is too long goes on in the next line, after a blank where there is one.
*/
export function commandLines(command: string, width: number): readonly Line[] {
	const room = Math.max(1, width - 4);
	const pieces = command.match(new RegExp(`.{1,${room}}(?: |$)|.{1,${room}}`, 'gu')) ?? [];
	return pieces.map((piece, index): Line => [
		{text: index === 0 ? '  # ' : ' '.repeat(4), tone: 'dim'},
		{text: piece.trimEnd(), tone: 'accent'},
	]);
}
