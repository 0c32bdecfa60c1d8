/**
The last ten minutes of the processes that were selected, from then on: of a process that nobody looks at nothing is read.
*/
import type {Process} from '../process.ts';
import type {ProcessDetails} from '../process-details.ts';
import type {ProcessKey} from '../keys.ts';
import {Rings, slotAt} from './rings.ts';
import type {Moment} from './timeline.ts';

export type ProcessMetric = 'cpuPercent' | 'residentBytes' | 'readBytesPerSecond' | 'writeBytesPerSecond';

export type ProcessPast = Rings<ProcessMetric>;

/**
Processes that have a past, those that were selected last. Each takes at most four rings of 1.2 KB, all together 77 KB.
*/
const mostPasts = 16;

/**
What was read of the selected process.
*/
type Followed = {readonly process: Process; readonly details: ProcessDetails};

/**
The pasts with this moment appended to that of the selected process; the same map where there is none.
*/
export function appendProcessHistory(
	history: ReadonlyMap<ProcessKey, ProcessPast>,
	followed: Followed | undefined,
	{steadyMilliseconds}: Moment,
): ReadonlyMap<ProcessKey, ProcessPast> {
	if (!followed) {
		return history;
	}

	const {process: {key, cpuPercent, residentBytes}, details: {readBytesPerSecond, writeBytesPerSecond}} = followed;
	const past: ProcessPast = history.get(key) ?? new Rings();
	past.add([
		['cpuPercent', cpuPercent],
		['residentBytes', residentBytes],
		['readBytesPerSecond', readBytesPerSecond],
		['writeBytesPerSecond', writeBytesPerSecond],
	], slotAt(steadyMilliseconds), true);
	const others = [...history].filter(([other]) => other !== key);
	return new Map([...others.slice(-(mostPasts - 1)), [key, past]]);
}

/**
The same as it is now, for a screen that stands still while the program goes on.
*/
export function heldProcessHistory(history: ReadonlyMap<ProcessKey, ProcessPast>): ReadonlyMap<ProcessKey, ProcessPast> {
	return new Map([...history].map(([key, past]) => [key, past.copy()]));
}
