/**
Texts above the rows of a list.
*/
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import {tableMargins} from '../table/table.ts';

/**
The texts in lines for a pane of this size. The last ones are left out where the rows would not have two lines.
*/
export function headingTexts(texts: readonly string[], width: number, height: number, {glyphs}: Theme): readonly string[] {
	const lines = texts.flatMap(text => wrap(text, Math.max(1, width - tableMargins), glyphs.ellipsis));
	return lines.slice(0, Math.max(0, height - 2));
}
