/**
The lines of the explanations, for the dialog.
*/
import {explanationsOf} from '../explain/index.ts';
import type {Line} from '../../text/spans.ts';
import {clean} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {View} from '../view.ts';
import {wrap} from '../../text/wrap.ts';
import {commandLines} from './command-lines.ts';

/**
All explanations for what is focused, each with its commands.
*/
export function explainLines(view: View, width: number, theme: Theme): readonly Line[] {
	return explanationsOf(view).flatMap(explanation => [
		[{text: explanation.title, tone: 'titleFocused' as const}],
		...wrap(explanation.text, width),
		...explanation.commands(view).flatMap(command => commandLines(clean(command, theme.isUnicode), width)),
		'',
	]);
}
