/**
The question before something is done: to what, through which engine, and what will come of it.
*/
import type {EngineStatus} from '../../engine/engine.ts';
import {fold} from '../../text/fold.ts';
import {refusalOf} from '../actions/refusals.ts';
import type {Line} from '../../text/spans.ts';
import type {Confirm, ConfirmEntry, Target} from '../state.ts';
import {clean} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {View} from '../view.ts';
import {wrap} from '../../text/wrap.ts';
import {consequence, nameOf} from './words.ts';

const mostNamed = 8;

/**
Whether what was asked still fits any of the targets.
*/
export function canBeDone({operation, targets}: Confirm, view: View): boolean {
	return targets.some(target => refusalOf(operation.name, target, view) === undefined);
}

/**
Whether Enter answers a question with yes. Removing, and anything on several targets, take the letter alone.
*/
export function isEnterYes(question: Confirm | ConfirmEntry): boolean {
	return question.cameByEnter !== true
		&& (question.kind === 'confirm-entry' || (question.targets.length === 1 && question.operation.name !== 'remove'));
}

/**
The keys that answer a question, for its bottom line.
*/
export function answerHint(question: Confirm | ConfirmEntry, {glyphs}: Theme): string {
	return isEnterYes(question) ? `y or ${glyphs.enter} yes  n no` : 'y yes  n no';
}

/**
The targets as they are now, the engines, and the consequence. Where there is little room the names stay longest.
*/
export function confirmLines(
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
			? wrap(canBeDone(dialog, view) ? consequence(operation, targets) : 'It can be done to none of them any more.', width)
			: wrap(clean(refusal, isUnicode), width).map((text): Line => [{text, tone: 'warn'}]);
	const engines = enginesOf(targets, view)
		.flatMap(engine => fold(clean(`through ${engine.kind} at ${engine.address}`, isUnicode), width))
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
