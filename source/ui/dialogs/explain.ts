/**
The lines of the explanations, for the dialog.
*/
import {explanationsOf} from '../panes/index.ts';
import type {Line} from '../../text/spans.ts';
import {clean} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {View} from '../view.ts';
import {keysOf} from '../../settings/keymap.ts';
import {notify} from '../messages.ts';
import {openDialog, type UiState} from '../state.ts';
import {wrap} from '../../text/wrap.ts';
import {commandLines} from './command-lines.ts';
import type {DialogRecord} from './dialog.ts';
import type {Searched} from './search.ts';
import {sheet} from './sheet.ts';

type Explain = Searched & {readonly kind: 'explain'; readonly scroll: number};

const explainSheet = sheet<Explain>({
	kind: 'explain',
	title: () => 'What is this?',
	lines: (_dialog, {view, theme}, width) => explainLines(view, width, theme),
});

export const explainDialog: DialogRecord<Explain> = {
	...explainSheet,
	press(key, dialog, world) {
		const {state, settings: {keymap}} = world.view;
		return keysOf(keymap, 'copy').includes(key.name) ? {state: askWhich(state, dialog, world.view)} : explainSheet.press(key, dialog, world);
	},
};

/**
Which of the commands is copied.
*/
function askWhich(state: UiState, from: Explain, view: View): UiState {
	const items = explanationsOf(view).flatMap(explanation => explanation.commands(view).map(text => ({label: explanation.title, text})));
	return items.length === 0
		? notify(state, {text: 'There is no command to copy.', tone: 'normal'})
		: openDialog(state, {
			kind: 'copy', items, cursor: 0, from,
		});
}

/**
All explanations for what is focused, each with its commands.
*/
function explainLines(view: View, width: number, theme: Theme): readonly Line[] {
	return explanationsOf(view).flatMap(explanation => [
		[{text: explanation.title, tone: 'titleFocused' as const}],
		...wrap(explanation.text, width),
		...explanation.commands(view).flatMap(command => commandLines(clean(command, theme.isUnicode), width, theme)),
		'',
	]);
}
