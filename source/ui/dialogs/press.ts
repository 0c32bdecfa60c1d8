/**
What keys do in the open dialog.
*/
import type {Key} from '../../terminal/keys/keyboard.ts';
import type {Outcome} from '../actions/action.ts';
import {closeDialog, type Dialog} from '../state.ts';
import type {World} from '../world.ts';
import {dialogOf} from './index.ts';

export function pressInDialog(key: Key, dialog: Dialog, world: World): Outcome {
	return key.name === 'escape' ? {state: closeDialog(world.view.state)} : dialogOf(dialog).press(key, dialog, world);
}
