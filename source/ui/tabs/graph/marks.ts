/**
What happened to a container or a process, as letters in the time axis of the Graph tab.
*/
import {slotCount, slotMilliseconds} from '../../../model/build/rings.ts';
import type {Timeline} from '../../../model/build/timeline.ts';
import type {Tone} from '../../../text/theme.ts';

type MarkKind = 'start' | 'death' | 'oom' | 'throttled';

/**
`back` counts slots from the end of the graph.
*/
export type Mark = {readonly kind: MarkKind; readonly back: number};

type EventName = {readonly kind: MarkKind; readonly letter: string; readonly name: string; readonly tone: Tone};

/**
In the order in which one hides another where they share a cell: the last one is seen.
*/
export const eventNames: readonly EventName[] = [
	{
		kind: 'throttled', letter: 'T', name: 'throttled', tone: 'warn',
	},
	{
		kind: 'start', letter: 'S', name: 'start', tone: 'good',
	},
	{
		kind: 'death', letter: 'D', name: 'death', tone: 'bad',
	},
	{
		kind: 'oom', letter: 'O', name: 'OOM kill', tone: 'bad',
	},
];

/**
A pause of less than a minute in throttling does not begin it again.
*/
const throttlePauseSlots = 30;

/**
The marks of a container in the ten minutes before a slot. Throttling is one where it begins.
*/
export function marksOf(timeline: Timeline, end: number): readonly Mark[] {
	const throttled = timeline.values('throttledPercent', end);
	const isThrottled = (value: number | undefined): boolean => value !== undefined && value > 0;
	const begins = throttled.flatMap((value, index): readonly Mark[] =>
		isThrottled(value) && throttled.slice(Math.max(0, index - throttlePauseSlots), index).every(before => !isThrottled(before))
			? [{kind: 'throttled', back: throttled.length - 1 - index}]
			: []);
	const events = timeline.events
		.filter(({slot}) => slot <= end && slot > end - slotCount)
		.map(({kind, slot}): Mark => ({kind, back: end - slot}));
	return [...begins, ...events];
}

/**
The mark of a process: its start, that long ago, if it was in the ten minutes.
*/
export function startMark(agoMilliseconds: number | undefined): readonly Mark[] {
	const back = agoMilliseconds === undefined ? slotCount : Math.max(0, Math.floor(agoMilliseconds / slotMilliseconds));
	return back < slotCount ? [{kind: 'start', back}] : [];
}
