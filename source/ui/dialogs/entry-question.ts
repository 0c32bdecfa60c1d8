/**
The question before a shell of the host is opened in namespaces: the very command, and what it means to run it.
*/
import type {Entry} from '../../model/entry.ts';
import {clean} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import {entryCommand, type EntryChoice} from '../effects/entry-plan.ts';
import {closeDialog} from '../state.ts';
import type {Target} from '../target.ts';
import {answerHint, answerOf} from './answer.ts';
import {commandLines} from './command-lines.ts';
import type {DialogRecord, Room} from './dialog.ts';
import {nameOf} from './words.ts';

type ConfirmEntry = {
	readonly kind: 'confirm-entry';
	readonly target: Target;
	readonly entry: Entry;
	readonly choice: EntryChoice;
	/**
	Enter in another dialog opened it: the same key may bounce, so it does not answer.
	*/
	readonly cameByEnter?: boolean;
};

export const entryQuestionDialog: DialogRecord<ConfirmEntry> = {
	kind: 'confirm-entry',
	draw(dialog, {theme}, {width, height}) {
		return {
			title: 'Run this on the host?',
			lines: commandAndMeaning(dialog, {width: Math.min(width, 76), height}, theme),
			hint: answerHint(dialog.cameByEnter !== true, theme),
			isDangerous: true,
		};
	},
	question: ({kind, target, choice}) => [kind, target, choice],
	isAnswer: (key, {cameByEnter}) => answerOf(key, cameByEnter !== true) === 'yes',
	press(key, dialog, {view: {state}}) {
		const {
			target, entry, choice, cameByEnter,
		} = dialog;
		switch (answerOf(key, cameByEnter !== true)) {
			case 'yes': {
				return {
					state: closeDialog(state), effect: {
						kind: 'enter', target, entry, choice,
					},
				};
			}

			case 'no': {
				return {state: closeDialog(state)};
			}

			case undefined: {
				return {state};
			}
		}
	},
};

/**
The very command, and what it means to run it. Where there is little room the command stays.
*/
function commandAndMeaning(
	{target, entry, choice}: ConfirmEntry,
	{width, height}: Room,
	theme: Theme,
): readonly Line[] {
	const command = entryCommand(entry, choice);
	if (!command) {
		return ['There is nothing to enter this way.'];
	}

	const whose = command.hasOwnRoot ? 'It runs the container\'s programs on its files' : 'It runs the host\'s programs on its files';
	const name: Line = [{text: clean(nameOf(target), theme.isUnicode), tone: 'strong'}, {text: `  ${command.kinds.join(' ')}`, tone: 'dim'}];
	const words = commandLines(clean(command.words.join(' '), theme.isUnicode), width, theme);
	const meaning = wrap(
		`${whose} with the rights of nstop: the container's cgroup, system call filter and dropped capabilities do not `
		+ 'restrict it. exit returns to nstop.',
		width,
	);
	const inShort = wrap('It has the rights of nstop, and none of the container\'s limits apply. exit returns to nstop.', width);
	const forms: ReadonlyArray<readonly Line[]> = [[name, '', ...words, '', ...meaning], [...words, ...meaning], [...words, ...inShort]];
	return forms.find(lines => lines.length <= height) ?? forms.at(-1)!.slice(0, height);
}
