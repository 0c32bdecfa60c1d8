/**
The targets of a question, one on a line: all of them can be scrolled to, and a filter shows those that match. It changes what is shown,
never what the answer applies to.
*/
import {clean} from '../../text/clean.ts';
import {formatAge, formatBytes} from '../../text/format.ts';
import {fold} from '../../text/fold.ts';
import {lineWidth, type Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import {refusalOf} from '../actions/refusals.ts';
import {containerOf} from '../actions/targets.ts';
import {resourceOf} from '../resources/reading.ts';
import {
	isResourceTarget,
	type Operation,
	type ResourceTarget,
	type Target,
} from '../target.ts';
import type {View} from '../view.ts';
import {isNarrowed, narrowed} from './narrowed.ts';
import {nothingMatches} from './room.ts';
import type {Searched} from './search.ts';
import {nameOf} from './words.ts';

/**
What is asked about; `others` was meant too, and is left alone since it does not fit.
*/
type TargetList = Searched & {readonly operation: Operation; readonly targets: readonly Target[]; readonly others?: readonly Target[]};

/**
A line for each target that the filter leaves: its name, then why it cannot be done to it, else what it is now. A name that is longer than
the line goes on in the next one: it is what the answer is about.
*/
export function targetLines(
	list: TargetList, view: View, {width, theme}: {readonly width: number; readonly theme: Theme},
): readonly Line[] {
	const all = allOf(list).map(target => ({target, about: aboutOf(list, target, view)}));
	const left = narrowed(all, list, ({target, about}) => ({
		texts: [nameOf(target), about.text],
		numbers: target.kind === 'process' ? [target.pid] : [],
		ids: target.kind === 'container' ? [target.id] : [],
	}));
	return left.length === 0
		? [nothingMatches]
		: left.flatMap(({target, about}) => {
			const names = fold(clean(nameOf(target), theme.isUnicode), width).map(text => ({text, tone: 'strong' as const}));
			const text = clean(about.text, theme.isUnicode);
			const last: Line = [names.at(-1)!, {text: '  '}, {text, tone: about.tone}];
			const isBeside = names.length === 1 || lineWidth(last) <= width;
			return [...names.slice(0, -1).map(name => [name]), ...(isBeside ? [last] : [[names.at(-1)!], [{text, tone: about.tone}]])];
		});
}

/**
That not all are shown, for a list that is narrowed.
*/
export function narrowedNote(list: TargetList, width: number, {isUnicode}: Theme): readonly Line[] {
	const [first] = list.targets;
	const {length} = list.targets;
	const affected = first && length === 1 ? clean(nameOf(first), isUnicode) : `all ${length}`;
	return isNarrowed(list)
		? wrap(`The filter only changes this list: the answer applies to ${affected}.`, width).map((text): Line => [{text, tone: 'warn'}])
		: [];
}

/**
Whether there is more than one line.
*/
export function hasSeveral(list: TargetList): boolean {
	return allOf(list).length > 1;
}

/**
How many of these lines are shown where there is this room; one line of it says where they are, unless all are.
*/
export function countInSight(count: number, room: number): number {
	return count <= room ? count : Math.max(1, room - 1);
}

/**
The lines that there is room for; where that is not all, the last one says how many there are above and below.
*/
export function inSight(lines: readonly Line[], scroll: number, room: number, {glyphs}: Theme): readonly Line[] {
	const shown = countInSight(lines.length, room);
	if (shown === lines.length) {
		return lines;
	}

	const top = Math.max(0, Math.min(scroll, lines.length - shown));
	const place = `lines ${top + 1}-${top + shown} of ${lines.length}  ${glyphs.up}${glyphs.down} scroll`;
	return [...lines.slice(top, top + shown), ...(room > 1 ? [[{text: place, tone: 'dim' as const}]] : [])];
}

function allOf({targets, others = []}: TargetList): readonly Target[] {
	return [...targets, ...others];
}

function aboutOf(list: TargetList, target: Target, view: View): {readonly text: string; readonly tone: 'dim' | 'warn'} {
	const refusal = hasSeveral(list) ? refusalOf(list.operation.name, target, view) : undefined;
	if (refusal !== undefined) {
		// The line begins with the name already.
		const name = `${target.name} `;
		return {text: refusal.startsWith(name) ? refusal.slice(name.length) : refusal, tone: 'warn'};
	}

	if (target.kind === 'process') {
		return {text: target.container ?? 'host', tone: 'dim'};
	}

	if (isResourceTarget(target)) {
		return {text: aboutResource(target, view), tone: 'dim'};
	}

	const container = containerOf(view, target);
	const what = container?.unit?.facts?.description ?? container?.image;
	return {text: [what, container?.state ?? 'gone'].filter(Boolean).join(' · '), tone: 'dim'};
}

function aboutResource({kind, key}: ResourceTarget, {resources, snapshot: {takenAt}}: View): string {
	const resource = resourceOf(resources, kind, key);
	if (!resource) {
		return 'gone';
	}

	const age = resource.createdAt === undefined ? '' : `${formatAge(resource.createdAt, takenAt)} old`;
	switch (resource.kind) {
		case 'image': {
			return [resource.sizeBytes === undefined ? '' : formatBytes(resource.sizeBytes), age].filter(Boolean).join(' · ');
		}

		case 'volume': {
			return [resource.driver, age].filter(Boolean).join(' · ');
		}

		case 'network': {
			return [resource.driver, ...resource.subnets.map(({subnet}) => subnet), age].filter(Boolean).join(' · ');
		}
	}
}
