/**
The field for a command line, for a container in which no shell was found.
*/
import {clean} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import {wrap} from '../../text/wrap.ts';
import {edited} from '../fields/text.ts';
import {closeDialog, openDialog} from '../state.ts';
import type {Target} from '../target.ts';
import type {DialogRecord} from './dialog.ts';
import {fieldSpans} from './field-line.ts';

type CommandField = {readonly kind: 'command'; readonly target: Target; readonly text: string; readonly reason: string};

export const commandDialog: DialogRecord<CommandField> = {
	kind: 'command',
	hasField: true,
	draw({reason, text}, {theme}, {width}) {
		const lines: readonly Line[] = [
			...wrap(clean(reason, theme.isUnicode), Math.min(width, 66)),
			'',
			fieldSpans(text, theme),
		];
		return {title: 'Command to run', lines, hint: `${theme.glyphs.enter} run  Esc close`};
	},
	press(key, dialog, {view: {state}}) {
		if (key.name !== 'enter') {
			const text = edited(dialog.text, key);
			return {state: text === undefined ? state : openDialog(state, {...dialog, text})};
		}

		const command = dialog.text.trim();
		return command === '' ? {state} : {state: closeDialog(state), effect: {kind: 'shell', target: dialog.target, command}};
	},
};
