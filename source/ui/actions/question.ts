/**
The question before something is done to targets.
*/
import {countTags} from '../lists/tags.ts';
import {isBeingStopped, notify} from '../messages.ts';
import {
	closeDialog,
	openDialog,
	type Dialog,
	type UiState,
} from '../state.ts';
import type {Operation, Target} from '../target.ts';
import type {View} from '../view.ts';
import type {Outcome} from './action.ts';
import {refusalOf} from './refusals.ts';
import {stepsOf} from './steps.ts';
import {projectMeant} from './targets.ts';

/**
It is about those targets to which the operation can be done now, in the order in which that is done; it names the others as left alone.
*/
export function questionFor(operation: Operation, targets: readonly Target[], view: View): Extract<Dialog, {readonly kind: 'confirm'}> {
	const fitting = targets.filter(target => refusalOf(operation.name, target, view) === undefined);
	const areBeingStopped = fitting.length > 0 && fitting.every(({key}) => isBeingStopped(view.state, key));
	const others = targets.filter(target => !fitting.includes(target));
	const steps = stepsOf(operation, fitting, view.snapshot);
	const project = projectMeant(targets, view);
	const hiddenTags = hiddenTagsOf(view);
	return {
		kind: 'confirm',
		operation,
		targets: steps.flat(),
		...(project !== undefined && {project}),
		...(others.length > 0 && {others}),
		...(hiddenTags > 0 && {hiddenTags}),
		...(areBeingStopped && operation.name === 'kill' && {isBeingStopped: true as const}),
	};
}

/**
How many rows are tagged in the pane that the keys are for, and out of sight.
*/
function hiddenTagsOf(view: View): number {
	const {focus} = view.state;
	return focus === 'containers' || focus === 'processes' ? countTags(view, focus, view.lists[focus].rows).hidden : 0;
}

/**
Says why it cannot be done to any of the targets; undefined where it can be to one.
*/
export function refused(operation: Operation['name'], state: UiState, view: View, targets: readonly Target[]): Outcome | undefined {
	const refusals = targets.flatMap(target => refusalOf(operation, target, view) ?? []);
	return refusals.length === targets.length ? {state: notify(state, {text: refusals.join(' '), tone: 'warn'})} : undefined;
}

/**
Opens the question; where it can be done to none of the targets, says why instead.
*/
export function asked(operation: Operation, state: UiState, view: View, targets: readonly Target[]): Outcome {
	return refused(operation.name, state, view, targets) ?? {state: openDialog(state, questionFor(operation, targets, view))};
}

/**
The same after Enter has ended a dialog in which something was chosen or typed.
*/
export function askedByEnter(operation: Operation, targets: readonly Target[], view: View): Outcome {
	return unansweredByEnter(asked(operation, closeDialog(view.state), view, targets));
}

/**
A question that Enter has opened is not answered by it.
*/
export function unansweredByEnter(outcome: Outcome): Outcome {
	const {state} = outcome;
	return state.dialog?.kind === 'confirm' ? {...outcome, state: openDialog(state, {...state.dialog, cameByEnter: true})} : outcome;
}
