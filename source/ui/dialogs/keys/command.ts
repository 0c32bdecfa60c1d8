/**
Keys in the dialog that asks for a command.
*/
import type {Outcome} from '../../actions/action.ts';
import {edited} from '../../fields/text.ts';
import type {Key} from '../../../terminal/keys/keyboard.ts';
import {
	closeDialog,
	openDialog,
	type Dialog,
	type UiState,
} from '../../state.ts';

export function pressInCommand(key: Key, dialog: Dialog & {kind: 'command'}, state: UiState): Outcome {
	switch (key.name) {
		case 'escape': {
			return {state: closeDialog(state)};
		}

		case 'enter': {
			return dialog.text.trim() === ''
				? {state}
				: {state: closeDialog(state), effect: {kind: 'shell', target: dialog.target, command: dialog.text.trim()}};
		}

		default: {
			const text = edited(dialog.text, key);
			return {state: text === undefined ? state : openDialog(state, {...dialog, text})};
		}
	}
}
