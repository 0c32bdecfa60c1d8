/**
The lines of the explanations, for the dialog.
*/
import {explanationsOf} from '../panes/index.ts';
import type {Line} from '../../text/spans.ts';
import {clean} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {View} from '../view.ts';
import {wrap} from '../../text/wrap.ts';
import {commandLines} from './command-lines.ts';
import type {DialogRecord} from './dialog.ts';
import {sheet} from './sheet.ts';

type Explain = {readonly kind: 'explain'; readonly scroll: number};

export const explainDialog: DialogRecord<Explain> = sheet({
	kind: 'explain',
	title: () => 'What is this?',
	lines: (_dialog, {view, theme}, width) => explainLines(view, width, theme),
});

/**
All explanations for what is focused, each with its commands.
*/
function explainLines(view: View, width: number, theme: Theme): readonly Line[] {
	return explanationsOf(view).flatMap(explanation => [
		[{text: explanation.title, tone: 'titleFocused' as const}],
		...wrap(explanation.text, width),
		...explanation.commands(view).flatMap(command => commandLines(clean(command, theme.isUnicode), width)),
		'',
	]);
}
