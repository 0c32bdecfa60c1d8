/**
The question before something is done: to what, through which engine, and what will come of it.
*/
import type {EngineStatus} from '../../engine/engine.ts';
import {fold} from '../../text/fold.ts';
import {refusalOf} from '../actions/refusals.ts';
import type {Line} from '../../text/spans.ts';
import {closeDialog, openDialog} from '../state.ts';
import type {Operation, Target} from '../target.ts';
import {notify, reportFailure} from '../messages.ts';
import type {Outcome} from '../actions/action.ts';
import {clean} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {View} from '../view.ts';
import {wrap} from '../../text/wrap.ts';
import {answerHint, answerOf} from './answer.ts';
import type {DialogRecord} from './dialog.ts';
import {casualties} from './casualties.ts';
import {consequence, nameOf, question} from './words.ts';

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
	What was meant too, and left alone since it does not fit.
	*/
	readonly others?: readonly Target[];
	/**
	First line in sight of the list of targets.
	*/
	readonly scroll?: number;
	/**
	All are being stopped, and have not ended yet.
	*/
	readonly isBeingStopped?: true;
	/**
	Enter in another dialog opened it: the same key may bounce, so it does not answer.
	*/
	readonly cameByEnter?: boolean;
};

export const confirmDialog: DialogRecord<Confirm> = {
	kind: 'confirm',
	draw(dialog, {view, theme}, {width, height}) {
		return {
			title: clean(question(dialog), theme.isUnicode),
			lines: confirmLines(dialog, view, {width: Math.min(width, 66), height}, theme),
			hint: canBeDone(dialog, view) ? answerHint(isEnterYes(dialog), theme) : 'n close',
			isDangerous: true,
		};
	},
	question: ({kind, operation, targets}) => [kind, operation, targets],
	isAnswer: (key, dialog) => answerOf(key, isEnterYes(dialog)) === 'yes',
	press(key, dialog, {view}) {
		const {state} = view;
		switch (answerOf(key, isEnterYes(dialog))) {
			case 'yes': {
				return performed(dialog, view);
			}

			case 'no': {
				return {state: closeDialog(state)};
			}

			case undefined: {
				const last = Math.max(0, dialog.targets.length + (dialog.others?.length ?? 0) - 1);
				const {scroll = 0} = dialog;
				const wanted = Math.max(0, Math.min(scroll + (scrollSteps[key.name] ?? 0), last));
				return {state: wanted === scroll ? state : openDialog(state, {...dialog, scroll: wanted})};
			}
		}
	},
};

const scrollSteps: Readonly<Record<string, number>> = {
	up: -1, k: -1, down: 1, j: 1, pageUp: -8, pageDown: 8, home: -Infinity, g: -Infinity, end: Infinity, G: Infinity,
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
The targets as they are now, the engines, and the consequence. Where there is little room the names stay longest; all can be scrolled to.
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
			? [
				...wrap(canBeDone(dialog, view) ? consequence(dialog) : 'This can no longer be done to any of them.', width),
				...casualties(operation, targets, view.snapshot)
					.flatMap(text => wrap(clean(text, isUnicode), width))
					.map((text): Line => [{text, tone: 'warn'}]),
			]
			: wrap(clean(refusal, isUnicode), width).map((text): Line => [{text, tone: 'warn'}]);
	const engines = enginesOf(targets, view)
		.flatMap(({kind, address, state}) => {
			const start = state === 'stopped' ? wrap('which is stopped and will be started', width) : [];
			return [...fold(clean(`through ${kind} at ${address}`, isUnicode), width), ...start];
		})
		.map((text): Line => [{text, tone: 'dim'}]);
	const all = [...targets, ...dialog.others ?? []].map((target): Line => [
		{text: clean(nameOf(target), isUnicode), tone: 'strong'},
		{text: '  '},
		aboutOf(dialog, target, view, theme),
	]);
	const forms: ReadonlyArray<readonly Line[]> = [[...engines, '', ...meaning], [...engines, ...meaning], meaning];
	const below = forms.find(lines => lines.length + Math.min(all.length, leastNamed) <= height) ?? forms.at(-1)!;
	return [...listed(all, dialog.scroll ?? 0, Math.max(1, height - below.length), theme), ...below].slice(0, height);
}

/**
Lines of targets that stay in sight before the engines are left out.
*/
const leastNamed = 6;

/**
As many lines as there is room for; where that is not all, the last one says how many there are above and below.
*/
function listed(lines: readonly Line[], scroll: number, room: number, {glyphs}: Theme): readonly Line[] {
	if (lines.length <= room) {
		return lines;
	}

	const shown = Math.max(1, room - 1);
	const top = Math.max(0, Math.min(scroll, lines.length - shown));
	const place = `${top + 1}-${top + shown} of ${lines.length}  ${glyphs.up}${glyphs.down} scroll`;
	return [...lines.slice(top, top + shown), ...(room > 1 ? [[{text: place, tone: 'dim' as const}]] : [])];
}

function aboutOf(
	{operation, targets, others = []}: Confirm,
	target: Target,
	view: View,
	{isUnicode}: Theme,
): {readonly text: string; readonly tone: 'dim' | 'warn'} {
	const refusal = targets.length + others.length > 1 ? refusalOf(operation.name, target, view) : undefined;
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
