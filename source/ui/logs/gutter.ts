/**
The two cells at the left of a log: where the cursor or a mark is, and which lines were written to standard error. Of a command that means
nothing: Compose tells there how far it has come.
*/
import type {Span} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import type {LogChoice} from './choice.ts';
import type {LogWindow} from './log-window.ts';
import type {LogRow} from './window.ts';

const gutterWidth = 2;

export function gutterOf(
	{number, row}: LogRow,
	{cursor, reading}: LogWindow,
	{marks, output}: LogChoice,
	{glyphs}: Theme,
): readonly Span[] {
	if (row > 0) {
		return [{text: ' '.repeat(gutterWidth)}];
	}

	const isError = output === undefined && reading.ring.entry(number).stream === 'stderr';
	const error: Span = isError ? {text: 'E', tone: 'bad'} : {text: ' '};
	const isMarked = marks.has(number);
	if (cursor?.number === number) {
		return [{text: isMarked ? glyphs.selectedTagged : glyphs.selected}, error];
	}

	// A blank keeps the letter apart from the text wherever there is room for one.
	return isMarked ? [{text: glyphs.tagged, tone: 'tagged'}, error] : [error, {text: ' '}];
}
