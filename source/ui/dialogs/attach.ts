/**
The question before the terminal is lent to the first process of a container: what is typed then, and how one comes back.
*/
import type {Attachment} from '../../engine/operations.ts';
import {clean} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import {wrap} from '../../text/wrap.ts';
import {closeDialog} from '../state.ts';
import type {Target} from '../target.ts';
import {answerHint, answerOf} from './answer.ts';
import type {DialogRecord} from './dialog.ts';

type AttachQuestion = {
	readonly kind: 'attach';
	readonly target: Target & {readonly kind: 'container'};
	readonly attachment: Attachment;
};

export const attachDialog: DialogRecord<AttachQuestion> = {
	kind: 'attach',
	draw({target, attachment}, {theme}, {width, height}) {
		const room = Math.min(width, 66);
		const lines = [meaningOf(attachment), backBy(attachment)].map(text => wrap(clean(text, theme.isUnicode), room));
		const forms: ReadonlyArray<readonly Line[]> = [[...lines[0]!, '', ...lines[1]!], lines.flat(), lines[1]!];
		return {
			title: `Attach to ${clean(target.name, theme.isUnicode)}?`,
			lines: forms.find(form => form.length <= height) ?? lines[1]!,
			hint: answerHint(false, theme),
			isDangerous: true,
		};
	},
	question: ({kind, target}) => [kind, target],
	isAnswer: key => answerOf(key, false) === 'yes',
	press(key, {target, attachment}, {view: {state}}) {
		switch (answerOf(key, false)) {
			case 'yes': {
				return {state: closeDialog(state), effect: {kind: 'attach', target, attachment}};
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

function meaningOf({isTerminal, input}: Attachment): string {
	switch (input) {
		case 'open': {
			return isTerminal
				? 'The screen becomes the terminal of its first process: each key goes there, also Ctrl-C, which may end it.'
				: 'You see what it writes from now on. Each line that you type goes to its first process.';
		}

		case 'closed': {
			return 'You see what it writes from now on. Nothing that you type goes there: it was started without an open stdin.';
		}

		case 'once': {
			return 'You see what it writes from now on. Nothing that you type goes there: its stdin closes with the first who detaches, which may '
				+ 'end it.';
		}
	}
}

function backBy({isTerminal, input, detachKeys: {words}}: Attachment): string {
	return isTerminal && input === 'open'
		? `${words} detaches and leaves it running. If it ends, nstop is back by itself.`
		: `${words} or Ctrl-C detaches and leaves it running. If it ends, nstop is back by itself.`;
}
