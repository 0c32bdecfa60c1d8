/**
Dialogs that are lists of choices: one line is chosen, Enter takes it.
*/
import type {Key} from '../../terminal/keys/keyboard.ts';
import type {Outcome} from '../actions/action.ts';
import {closeDialog, openDialog, type Dialog} from '../state.ts';
import type {World} from '../world.ts';

/**
What a key does that moves the cursor or closes the list; any other does nothing.
*/
export function pressInChoice(
	{name}: Key,
	dialog: Extract<Dialog, {readonly cursor: number}>,
	count: number,
	{view: {state}}: World,
): Outcome {
	if (name === 'q') {
		return {state: closeDialog(state)};
	}

	const {cursor} = dialog;
	const wanted: Readonly<Record<string, number>> = {
		up: cursor - 1,
		k: cursor - 1,
		down: cursor + 1,
		j: cursor + 1,
		home: 0,
		g: 0,
		end: count - 1,
		G: count - 1,
		pageUp: cursor - 10,
		pageDown: cursor + 10,
		tab: cursor + 1,
		'shift-tab': cursor - 1,
	};
	const next = wanted[name];
	if (next === undefined) {
		return {state};
	}

	const moved: typeof dialog = {...dialog, cursor: Math.max(0, Math.min(next, count - 1))};
	return {state: openDialog(state, moved)};
}
