/**
The field for the new name of a container.
*/
import {clean} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import {wrap} from '../../text/wrap.ts';
import {askedByEnter} from '../actions/question.ts';
import {edited} from '../fields/text.ts';
import {openDialog} from '../state.ts';
import type {Target} from '../target.ts';
import type {View} from '../view.ts';
import type {DialogRecord} from './dialog.ts';
import {fieldSpans} from './field-line.ts';

type RenameField = {readonly kind: 'rename'; readonly target: Target & {readonly kind: 'container'}; readonly text: string};

export const renameDialog: DialogRecord<RenameField> = {
	kind: 'rename',
	hasField: true,
	draw(dialog, {view, theme}, {width}) {
		const {target, text} = dialog;
		const problem = text === target.name ? undefined : nameProblem(dialog, view);
		const lines: readonly Line[] = [
			fieldSpans(text, theme),
			...(problem === undefined ? [] : ['', ...wrap(clean(problem, theme.isUnicode), Math.min(width, 66))])
				.map((line): Line => [{text: line, tone: 'warn'}]),
		];
		return {
			title: `New name of ${clean(target.name, theme.isUnicode)}`,
			lines,
			hint: `${theme.glyphs.enter} rename  Ctrl-U empty  Esc close`,
		};
	},
	press(key, dialog, {view}) {
		const {state} = view;
		const {target, text} = dialog;
		if (key.name !== 'enter') {
			const changed = edited(text, key);
			return {state: changed === undefined ? state : openDialog(state, {...dialog, text: changed})};
		}

		return nameProblem(dialog, view) === undefined
			? askedByEnter({name: 'rename', to: text}, [target], view)
			: {state};
	},
};

/**
Why it cannot be called that, by the rules that all engines have; undefined where it can.
*/
function nameProblem({target, text}: RenameField, {snapshot: {containers}}: View): string | undefined {
	if (text === target.name) {
		return 'It has that name already.';
	}

	if (!/^[\da-z][\w\-.]+$/i.test(text)) {
		return 'A name has at least two characters: a letter or a digit, then letters, digits, underscores, dots or hyphens.';
	}

	const isTaken = containers.values().some(({name, engine, isRemoved}) => name === text && engine === target.engine && !isRemoved);
	return isTaken ? `Another container of this engine is called ${text}.` : undefined;
}
