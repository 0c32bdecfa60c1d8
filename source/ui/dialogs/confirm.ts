/**
The question before something is done: how it is answered and scrolled, and what an answer does.
*/
import {refusalOf} from '../actions/refusals.ts';
import {stepsOf} from '../actions/steps.ts';
import type {Line} from '../../text/spans.ts';
import type {Key} from '../../terminal/keys/keyboard.ts';
import {
	closeDialog,
	openDialog,
	untag,
	type UiState,
} from '../state.ts';
import type {World} from '../world.ts';
import type {Target} from '../target.ts';
import {notify, reportFailure} from '../messages.ts';
import type {Outcome} from '../actions/action.ts';
import {clean} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {View} from '../view.ts';
import {answerHint, answerOf} from './answer.ts';
import type {DialogRecord, Room} from './dialog.ts';
import {arranged, canBeDone, type Confirm} from './confirm-lines.ts';
import {dialogRoom} from './room.ts';
import {
	countInSight,
	hasSeveral,
	inSight,
} from './target-list.ts';
import {question} from './words.ts';

export const confirmDialog: DialogRecord<Confirm> = {
	kind: 'confirm',
	draw(dialog, {view, theme}, room) {
		return {
			title: clean(question(dialog), theme.isUnicode),
			lines: confirmLines(dialog, view, questionRoom(room), theme),
			hint: canBeDone(dialog, view) ? answerHint(isEnterYes(dialog), theme) : 'n close',
			isDangerous: true,
		};
	},
	// Narrowing the list changes what the eye is on: the answer counts once that could be read too.
	question: ({kind, operation, targets, search}) => search?.isTyping ? undefined : [kind, operation, targets, search?.words],
	isAnswer: (key, dialog) => answerOf(key, isEnterYes(dialog)) === 'yes',
	searching: 'filter',
	canSearch: hasSeveral,
	seek: (dialog, search) => ({...dialog, search, scroll: 0}),
	press(key, dialog, world) {
		const {view} = world;
		const {state} = view;
		switch (answerOf(key, isEnterYes(dialog))) {
			case 'yes': {
				return performed(dialog, view);
			}

			case 'no': {
				return {state: closeDialog(state)};
			}

			case undefined: {
				return {state: scrolled(key, dialog, world)};
			}
		}
	},
};

/**
In the bounds of what can be seen, so that each key back moves at once.
*/
function scrolled(key: Key, dialog: Confirm, {view, theme}: World): UiState {
	const {targets, room} = arranged(dialog, view, questionRoom(dialogRoom(view.state)), theme);
	const shown = countInSight(targets.length, room);
	const page = Math.max(1, shown - 1);
	const steps: Readonly<Record<string, number>> = {
		up: -1, k: -1, down: 1, j: 1, pageUp: -page, pageDown: page, space: page, home: -Infinity, g: -Infinity, end: Infinity, G: Infinity,
	};
	const {scroll = 0} = dialog;
	const wanted = Math.max(0, Math.min(scroll + (steps[key.name] ?? 0), targets.length - shown));
	return wanted === scroll ? view.state : openDialog(view.state, {...dialog, scroll: wanted});
}

/**
Sentences are read more easily in short lines.
*/
function questionRoom({width, height}: Room): Room {
	return {width: Math.min(width, 66), height};
}

/**
Whether Enter means yes. Removing, killing, and anything on several targets, take the letter alone; so does a question whose filter Enter
has left.
*/
function isEnterYes({cameByEnter, search, targets, operation}: Confirm): boolean {
	return cameByEnter !== true && search === undefined && targets.length === 1 && operation.name !== 'remove' && operation.name !== 'kill';
}

/**
Does what was asked to those targets that it still fits; the others have changed since, and that is said.
*/
function performed({operation, targets, isBeingStopped}: Confirm, view: View): Outcome {
	const closed = closeDialog(view.state);
	const judged = targets.map(target => ({target, refusal: refusalOf(operation.name, target, view)}));
	const refusals = judged.flatMap(({refusal}) => refusal ?? []);
	const fitting = judged.filter(({refusal}) => refusal === undefined).map(({target}) => target);
	if (fitting.length === 0) {
		return {state: notify(closed, {text: refusals.join(' '), tone: 'warn'})};
	}

	let told = closed;
	// What has ended by itself since then has done what was wanted.
	for (const refusal of isBeingStopped ? [] : refusals) {
		told = reportFailure(told, refusal);
	}

	const steps = stepsOf(operation, fitting, view.snapshot);
	return {
		state: untagProjects(told, fitting, view),
		effect: {
			kind: 'perform', operation, targets: fitting, ...(steps.length > 1 && {steps}),
		},
	};
}

/**
Takes the tags from projects of which all is acted on; each container loses its own when it is done.
*/
function untagProjects(state: UiState, targets: readonly Target[], {snapshot: {projects}}: View): UiState {
	const keys = new Set(targets.map(({key}) => key));
	const done = projects.values().filter(({sumOf}) => sumOf?.members.every(key => keys.has(key)));
	return done.reduce((untagged, {key}) => untag(untagged, key), state);
}

function confirmLines(dialog: Confirm, view: View, room: Room, theme: Theme): readonly Line[] {
	const {targets, room: rows, below} = arranged(dialog, view, room, theme);
	return [...inSight(targets, dialog.scroll ?? 0, rows, theme), ...below].slice(0, room.height);
}
