/**
The last minutes of each container as bounded series.
*/
import {valueOf} from '../../known.ts';
import type {Container} from '../container.ts';
import type {ContainerKey} from '../keys.ts';
import type {Series} from '../snapshot.ts';
import {Recent} from './recent.ts';
import {mostRings, Timeline, type Moment} from './timeline.ts';

/**
Samples kept per container.
*/
export const historyLength = 120;

const nothing = new Recent<number | undefined>(historyLength);

/**
The series with this moment appended. Containers that are not there any more lose theirs.
*/
export function appendHistory(
	history: ReadonlyMap<ContainerKey, Series>,
	containers: Iterable<readonly [ContainerKey, Container]>,
	moment: Moment,
): ReadonlyMap<ContainerKey, Series> {
	const next = new Map<ContainerKey, Series>();
	let rings = 0;
	for (const [key, container] of containers) {
		const {cpuPercent = nothing, memoryBytes = nothing, timeline = new Timeline()} = history.get(key) ?? {};
		const {usage} = container;
		timeline.add(container, moment, rings < mostRings);
		rings += timeline.ringCount;
		next.set(key, {
			cpuPercent: cpuPercent.with(valueOf(usage.cpuPercent)), memoryBytes: memoryBytes.with(valueOf(usage.memoryBytes)), timeline,
		});
	}

	return next;
}

/**
The same as it is now, for a screen that stands still while the program goes on.
*/
export function heldHistory(history: ReadonlyMap<ContainerKey, Series>): ReadonlyMap<ContainerKey, Series> {
	return new Map([...history].map(([key, series]) => [key, {...series, timeline: series.timeline.copy()}]));
}
