/**
The lines of the explanations, for the dialog.
*/
import {explanationsOf} from '../explain/index.ts';
import type {Line} from '../spans.ts';
import {clean} from '../text.ts';
import type {Theme} from '../theme.ts';
import type {View} from '../view.ts';
import {wrap} from './wrap.ts';

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

/**
A command is to be copied, so it is never cut off: what is too long goes on in the next line.
*/
function commandLines(command: string, width: number): readonly Line[] {
	const room = Math.max(1, width - 4);
	const pieces = command.match(new RegExp(`.{1,${room}}`, 'gu')) ?? [];
	return pieces.map((piece, index): Line => [{text: index === 0 ? '  # ' : ' '.repeat(4), tone: 'dim'}, {text: piece, tone: 'accent'}]);
}
