/**
What keys do in the open dialog.
*/
import type {Key} from '../../terminal/keys/keyboard.ts';
import type {Outcome} from '../actions/action.ts';
import {notify} from '../messages.ts';
import {closeDialog, type Dialog} from '../state.ts';
import type {World} from '../world.ts';
import {dialogOf} from './index.ts';
import {pressInBoxSearch} from './search.ts';

/**
Whether the key would answer what could not be read yet.
*/
export function isTooSoon(key: Key, dialog: Dialog, isRead: boolean): boolean {
	return !isRead && dialogOf(dialog).isAnswer?.(key, dialog) === true;
}

/**
`isRead` tells whether what the dialog asks was on screen long enough before the key was pressed: only then the key may answer.
*/
export function pressInDialog(key: Key, dialog: Dialog, world: World, isRead: boolean): Outcome {
	const {state} = world.view;
	const record = dialogOf(dialog);
	const searched = pressInBoxSearch(key, dialog, world);
	if (searched) {
		return {state: searched};
	}

	if (key.name === 'escape') {
		return {state: record.back?.(dialog, state) ?? closeDialog(state)};
	}

	return isTooSoon(key, dialog, isRead)
		? {state: notify(state, {text: 'That key came before the question could be read, and answers nothing: press it again.', tone: 'warn'})}
		: record.press(key, dialog, world);
}
