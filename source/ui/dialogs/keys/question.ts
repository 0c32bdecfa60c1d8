/**
Keys in the dialogs that ask before something is done: yes or no, and nothing else.
*/
import type {Outcome} from '../../actions/action.ts';
import type {Key} from '../../../terminal/keys/keyboard.ts';
import {
	closeDialog,
	notify,
	reportFailure,
	type Confirm,
	type ConfirmEntry,
	type UiState,
} from '../../state.ts';
import {refusalOf} from '../../actions/refusals.ts';
import type {View} from '../../view.ts';
import {isEnterYes} from '../confirm.ts';

type Answer = 'yes' | 'no' | undefined;

const answers: Readonly<Record<string, Answer>> = {
	y: 'yes', Y: 'yes', n: 'no', N: 'no', q: 'no',
};

function answerOf({name}: Key, question: Confirm | ConfirmEntry): Answer {
	return name === 'enter' && isEnterYes(question) ? 'yes' : answers[name];
}

/**
Yes does what was asked to those targets that it still fits; the others have changed since, and that is said.
*/
export function pressInConfirm(key: Key, question: Confirm, state: UiState, view: View): Outcome {
	const {operation, targets} = question;
	const answer = answerOf(key, question);
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
	if (fitting.length === 0) {
		return {state: notify(closed, {text: refusals.join(' '), tone: 'warn'})};
	}

	let told = closed;
	for (const refusal of refusals) {
		told = reportFailure(told, refusal);
	}

	return {state: told, effect: {kind: 'perform', operation, targets: fitting}};
}

export function pressInConfirmEntry(key: Key, question: ConfirmEntry, state: UiState): Outcome {
	const {target, entry, choice} = question;
	switch (answerOf(key, question)) {
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
