/**
The question before something is done to targets.
*/
import {isBeingStopped} from '../messages.ts';
import type {Dialog} from '../state.ts';
import type {Operation, Target} from '../target.ts';
import type {View} from '../view.ts';
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
	return {
		kind: 'confirm',
		operation,
		targets: steps.flat(),
		...(project !== undefined && {project}),
		...(others.length > 0 && {others}),
		...(areBeingStopped && operation.name === 'kill' && {isBeingStopped: true as const}),
	};
}
