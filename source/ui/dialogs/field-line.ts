/**
A line in a dialog in which text is typed.
*/
import {clean} from '../../text/clean.ts';
import type {Span} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';

/**
The text, with the cursor behind it where what is typed goes there.
*/
export function fieldSpans(text: string, {isUnicode}: Theme, isActive = true): readonly Span[] {
	return [
		{text: isActive ? '> ' : '  ', tone: 'key'},
		{text: clean(text, isUnicode)},
		...(isActive ? [{text: ' ', tone: 'selected' as const}] : []),
	];
}
