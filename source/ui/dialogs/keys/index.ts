/**
What keys do in the open dialog.
*/
import type {Outcome} from '../../actions/action.ts';
import type {Key} from '../../../terminal/keys/keyboard.ts';
import {closeDialog, type Dialog, type UiState} from '../../state.ts';
import type {World} from '../../world.ts';
import {
	pressInEntry,
	pressInMenu,
	pressInSignals,
	pressInSort,
} from './choice.ts';
import {pressInCommand} from './command.ts';
import {pressInConfirm, pressInConfirmEntry} from './question.ts';
import {pressInSheet} from './sheet.ts';

export function pressInDialog(key: Key, dialog: Dialog, state: UiState, world: World): Outcome {
	const {view, isReadOnly} = world;
	if (dialog.kind === 'command') {
		return pressInCommand(key, dialog, state);
	}

	if (key.name === 'escape' || (key.name === 'q' && dialog.kind !== 'confirm' && dialog.kind !== 'confirm-entry')) {
		return {state: closeDialog(state)};
	}

	switch (dialog.kind) {
		case 'help':
		case 'explain':
		case 'members':
		case 'failures': {
			return {state: pressInSheet(key, dialog, state, world)};
		}

		case 'menu': {
			return pressInMenu(key, dialog, state, view, isReadOnly);
		}

		case 'sort': {
			return {state: pressInSort(key, dialog, state)};
		}

		case 'signals': {
			return {state: pressInSignals(key, dialog, state)};
		}

		case 'confirm': {
			return pressInConfirm(key, dialog, state, view);
		}

		case 'entry': {
			return {state: pressInEntry(key, dialog, state)};
		}

		case 'confirm-entry': {
			return pressInConfirmEntry(key, dialog, state);
		}
	}
}
