/**
The two cells at the left of a log: where the cursor or a mark is, and which lines were written to standard error.
*/
import type {Span} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import type {LogChoice} from './choice.ts';
import type {LogWindow} from './log-window.ts';
import type {LogRow} from './window.ts';

const gutterWidth = 2;

export function gutterOf({number, row}: LogRow, {cursor, reading}: LogWindow, {marks}: LogChoice, {glyphs}: Theme): readonly Span[] {
	if (row > 0) {
		return [{text: ' '.repeat(gutterWidth)}];
	}

	const isError = reading.ring.entry(number).stream === 'stderr';
	return [
		cursor?.number === number
			? {text: marks.has(number) ? glyphs.selectedTagged : glyphs.selected}
			: (marks.has(number) ? {text: glyphs.tagged, tone: 'tagged'} : {text: ' '}),
		isError ? {text: 'E', tone: 'bad'} : {text: ' '},
	];
}
