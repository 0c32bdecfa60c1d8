/**
The last minutes of each container as bounded series.
*/
import {valueOf} from '../known.ts';
import type {Container} from './types/container.ts';
import type {ContainerKey} from './types/keys.ts';
import type {Series} from './types/snapshot.ts';

/**
Samples kept per container.
*/
export const historyLength = 120;

/**
The series with this moment appended. Containers that are not there any more lose theirs.
*/
export function appendHistory(history: ReadonlyMap<ContainerKey, Series>, containers: ReadonlyMap<ContainerKey, Container>): ReadonlyMap<ContainerKey, Series> {
	const next = new Map<ContainerKey, Series>();
	for (const [key, {usage}] of containers) {
		const series = history.get(key);
		next.set(key, {
			cpuPercent: append(series?.cpuPercent, valueOf(usage.cpuPercent)),
			memoryBytes: append(series?.memoryBytes, valueOf(usage.memoryBytes)),
		});
	}

	return next;
}

function append(values: ReadonlyArray<number | undefined> | undefined, value: number | undefined): ReadonlyArray<number | undefined> {
	return [...(values ?? []).slice(1 - historyLength), value];
}
