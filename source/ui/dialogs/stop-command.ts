/**
The question before a command of Compose is stopped.
*/
import {clean} from '../../text/clean.ts';
import {wrap} from '../../text/wrap.ts';
import {titleOfCommand} from '../commands.ts';
import {closeDialog} from '../state.ts';
import type {View} from '../view.ts';
import {answerHint, answerOf} from './answer.ts';
import type {DialogRecord} from './dialog.ts';

type StopCommand = {readonly kind: 'stop-command'; readonly id: string};

const meaning = 'It is asked to end, and killed with all that it has started where it has not ended after 10 s. What it has done by then '
	+ 'stays.';

export const stopCommandDialog: DialogRecord<StopCommand> = {
	kind: 'stop-command',
	draw({id}, {view, theme}, {width}) {
		const title = titleOf(id, view);
		return {
			title: title === undefined ? 'Stop it?' : clean(`Stop ${title}?`, theme.isUnicode),
			lines: title === undefined ? ['It has ended.'] : wrap(meaning, Math.min(width, 66)),
			hint: title === undefined ? 'n close' : answerHint(true, theme),
			isDangerous: true,
		};
	},
	question: ({kind, id}) => [kind, id],
	isAnswer: key => answerOf(key, true) === 'yes',
	press(key, {id}, {view}) {
		const closed = closeDialog(view.state);
		switch (answerOf(key, true)) {
			case 'yes': {
				return titleOf(id, view) === undefined ? {state: closed} : {state: closed, effect: {kind: 'stop-compose', id}};
			}

			case 'no': {
				return {state: closed};
			}

			case undefined: {
				return {state: view.state};
			}
		}
	},
};

/**
Undefined where it has ended.
*/
function titleOf(id: string, {state: {commands}}: View): string | undefined {
	const run = commands.find(each => each.id === id);
	return run && run.ending === undefined ? titleOfCommand(run) : undefined;
}
