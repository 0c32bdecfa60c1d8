/**
The last minutes of each container as bounded series.
*/
import {valueOf} from '../../known.ts';
import type {Container} from '../container.ts';
import type {ContainerKey} from '../keys.ts';
import type {Series} from '../snapshot.ts';
import {Recent} from './recent.ts';

/**
Samples kept per container.
*/
export const historyLength = 120;

const noSeries: Series = {cpuPercent: new Recent(historyLength), memoryBytes: new Recent(historyLength)};

/**
The series with this moment appended. Containers that are not there any more lose theirs.
*/
export function appendHistory(
	history: ReadonlyMap<ContainerKey, Series>,
	containers: ReadonlyMap<ContainerKey, Container>,
): ReadonlyMap<ContainerKey, Series> {
	const next = new Map<ContainerKey, Series>();
	for (const [key, {usage}] of containers) {
		const {cpuPercent, memoryBytes} = history.get(key) ?? noSeries;
		next.set(key, {cpuPercent: cpuPercent.with(valueOf(usage.cpuPercent)), memoryBytes: memoryBytes.with(valueOf(usage.memoryBytes))});
	}

	return next;
}
