/**
Keys in a dialog that is read and scrolled.
*/
import {keysOf} from '../../../settings/keymap.ts';
import type {Key} from '../../../terminal/keys/keyboard.ts';
import {closeDialog, openDialog, type UiState} from '../../state.ts';
import type {World} from '../../world.ts';
import {dialogRoom} from '../content.ts';
import {lastScroll, type Sheet} from '../sheet.ts';

export function pressInSheet(key: Key, sheet: Sheet, state: UiState, world: World): UiState {
	const room = dialogRoom(state);
	const page = Math.max(1, room.height - 1);
	const moves: Readonly<Record<string, number>> = {
		up: -1, k: -1, down: 1, j: 1, pageUp: -page, pageDown: page, space: page, home: -Infinity, g: -Infinity, end: Infinity, G: Infinity,
	};
	const move = moves[key.name];
	if (move === undefined) {
		const {keymap} = world.view.settings;
		const closing = ['enter', ...keysOf(keymap, 'help'), ...keysOf(keymap, 'explain')];
		return closing.includes(key.name) ? closeDialog(state) : state;
	}

	return openDialog(state, {...sheet, scroll: Math.max(0, Math.min(sheet.scroll + move, lastScroll(sheet, world, room)))});
}
