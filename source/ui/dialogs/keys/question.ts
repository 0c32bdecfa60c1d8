/**
Keys in the dialogs that ask before something is done: yes or no, and nothing else.
*/
import type {Outcome} from '../../actions/action.ts';
import type {Key} from '../../../terminal/keys/keyboard.ts';
import {
	closeDialog,
	notify,
	type Dialog,
	type UiState,
} from '../../state.ts';
import {refusalOf} from '../../actions/refusals.ts';
import type {View} from '../../view.ts';

type Answer = 'yes' | 'no' | undefined;

const answers: Readonly<Record<string, Answer>> = {
	y: 'yes', Y: 'yes', enter: 'yes', n: 'no', N: 'no', q: 'no',
};

/**
Yes does what was asked to those targets that it still fits; the others have changed since, and that is said.
*/
export function pressInConfirm(key: Key, {operation, targets}: Dialog & {kind: 'confirm'}, state: UiState, view: View): Outcome {
	const answer = answers[key.name];
	if (answer === undefined) {
		return {state};
	}

	const closed = closeDialog(state);
	if (answer === 'no') {
		return {state: closed};
	}

	const judged = targets.map(target => ({target, refusal: refusalOf(operation.name, target, view)}));
	const refusals = judged.flatMap(({refusal}) => refusal ?? []);
	const fitting = judged.filter(({refusal}) => refusal === undefined).map(({target}) => target);
	const told = refusals.length === 0 ? closed : notify(closed, {text: refusals.join(' '), tone: 'warn'});
	return fitting.length === 0 ? {state: told} : {state: told, effect: {kind: 'perform', operation, targets: fitting}};
}

export function pressInConfirmEntry(key: Key, {target, entry, choice}: Dialog & {kind: 'confirm-entry'}, state: UiState): Outcome {
	switch (answers[key.name]) {
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
}
