/**
The question before something is done: to what, through which engine, and what will come of it.
*/
import type {EngineStatus} from '../../engine/engine.ts';
import {fold} from '../../text/fold.ts';
import {refusalOf} from '../actions/refusals.ts';
import type {Line} from '../../text/spans.ts';
import {closeDialog} from '../state.ts';
import type {Operation, Target} from '../target.ts';
import {notify, reportFailure} from '../messages.ts';
import type {Outcome} from '../actions/action.ts';
import {clean} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {View} from '../view.ts';
import {wrap} from '../../text/wrap.ts';
import {answerHint, answerOf} from './answer.ts';
import type {DialogRecord} from './dialog.ts';
import {consequence, nameOf, question} from './words.ts';

const mostNamed = 8;

/**
Whether what was asked still fits any of the targets.
*/
function canBeDone({operation, targets}: Confirm, view: View): boolean {
	return targets.some(target => refusalOf(operation.name, target, view) === undefined);
}

/**
The question before something is done to targets.
*/
type Confirm = {
	readonly kind: 'confirm';
	readonly operation: Operation;
	readonly targets: readonly Target[];
	/**
	Enter in another dialog opened it: the same key may bounce, so it does not answer.
	*/
	readonly cameByEnter?: boolean;
};

export const confirmDialog: DialogRecord<Confirm> = {
	kind: 'confirm',
	draw(dialog, {view, theme}, {width, height}) {
		return {
			title: clean(question(dialog.operation, dialog.targets), theme.isUnicode),
			lines: confirmLines(dialog, view, {width: Math.min(width, 66), height}, theme),
			hint: canBeDone(dialog, view) ? answerHint(isEnterYes(dialog), theme) : 'n close',
			isDangerous: true,
		};
	},
	question: ({kind, operation, targets}) => [kind, operation, targets],
	isAnswer: (key, dialog) => answerOf(key, isEnterYes(dialog)) === 'yes',
	press(key, dialog, {view}) {
		switch (answerOf(key, isEnterYes(dialog))) {
			case 'yes': {
				return performed(dialog, view);
			}

			case 'no': {
				return {state: closeDialog(view.state)};
			}

			case undefined: {
				return {state: view.state};
			}
		}
	},
};

/**
Whether Enter means yes. Removing, and anything on several targets, take the letter alone.
*/
function isEnterYes({cameByEnter, targets, operation}: Confirm): boolean {
	return cameByEnter !== true && targets.length === 1 && operation.name !== 'remove';
}

/**
Does what was asked to those targets that it still fits; the others have changed since, and that is said.
*/
function performed({operation, targets}: Confirm, view: View): Outcome {
	const closed = closeDialog(view.state);
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

/**
The targets as they are now, the engines, and the consequence. Where there is little room the names stay longest.
*/
function confirmLines(
	dialog: Confirm,
	view: View,
	{width, height}: {readonly width: number; readonly height: number},
	theme: Theme,
): readonly Line[] {
	const {operation, targets} = dialog;
	const {isUnicode} = theme;
	const [first] = targets;
	const refusal = targets.length === 1 && first ? refusalOf(operation.name, first, view) : undefined;
	const meaning: readonly Line[] =
		refusal === undefined
			? wrap(canBeDone(dialog, view) ? consequence(operation, targets) : 'This can no longer be done to any of them.', width)
			: wrap(clean(refusal, isUnicode), width).map((text): Line => [{text, tone: 'warn'}]);
	const engines = enginesOf(targets, view)
		.flatMap(({kind, address, state}) => {
			const start = state === 'stopped' ? ', which is stopped and will be started' : '';
			return fold(clean(`through ${kind} at ${address}${start}`, isUnicode), width);
		})
		.map((text): Line => [{text, tone: 'dim'}]);
	// The line that counts the rest needs room too.
	const room = height - meaning.length - 1;
	const shown = targets.slice(0, Math.max(1, Math.min(mostNamed, room - (targets.length > room ? 1 : 0))));
	const named = shown.map((target): Line => [
		{text: clean(nameOf(target), isUnicode), tone: 'strong'},
		{text: '  '},
		aboutOf(dialog, target, view, theme),
	]);
	const more: readonly Line[] = targets.length > shown.length ? [`and ${targets.length - shown.length} more`] : [];
	const forms: ReadonlyArray<readonly Line[]> = [
		[...named, ...more, ...engines, '', ...meaning],
		[...named, ...more, ...engines, ...meaning],
		[...named, ...more, ...meaning],
	];
	return forms.find(lines => lines.length <= height) ?? forms.at(-1)!.slice(0, height);
}

function aboutOf(
	{operation, targets}: Confirm,
	target: Target,
	view: View,
	{isUnicode}: Theme,
): {readonly text: string; readonly tone: 'dim' | 'warn'} {
	const refusal = targets.length > 1 ? refusalOf(operation.name, target, view) : undefined;
	if (refusal !== undefined) {
		return {text: clean(refusal, isUnicode), tone: 'warn'};
	}

	if (target.kind === 'process') {
		return {text: clean(target.container ?? 'host', isUnicode), tone: 'dim'};
	}

	const container = view.snapshot.containers.get(target.key);
	return {text: clean([container?.image, container?.state ?? 'gone'].filter(Boolean).join(' · '), isUnicode), tone: 'dim'};
}

function enginesOf(targets: readonly Target[], {snapshot}: View): readonly EngineStatus[] {
	const ids = new Set(targets.map(target => target.kind === 'container' ? target.engine : undefined));
	return snapshot.engines.filter(({id}) => ids.has(id));
}
