/**
What a unit uses: from its cgroup what the kernel counts there, the sum over its processes for the rest, without the containers in it.
*/
import {isMissing, mapKnown, type Known} from '../../known.ts';
import type {Usage} from '../usage.ts';

const summable = ['cpuPercent', 'cpuUserPercent', 'cpuSystemPercent', 'memoryBytes', 'tasks'] as const;

/**
The usage of a cgroup, and what its processes tell where the kernel counts nothing there, or where it has processes and cannot be found: a
name may have bytes that are no text. Where the processes tell nothing either, the reason is theirs.
*/
export function completed(usage: Usage, processes: Usage): Usage {
	const hasTasks = !isMissing(processes.tasks) && processes.tasks > 0;
	const uncounted = summable.filter(field => isUncounted(usage[field], hasTasks));
	if (uncounted.length === 0) {
		return usage;
	}

	const told = Object.fromEntries(uncounted.map(field => [field, processes[field]]));
	const summed = uncounted.filter(field => !isMissing(processes[field]));
	return {...usage, ...told, ...summed.length > 0 && {summed: new Set(summed)}};
}

function isUncounted(value: Known<number>, hasTasks: boolean): boolean {
	return isMissing(value) && (value.missing === 'unsupported' || (value.missing === 'gone' && hasTasks));
}

const divided = [
	'cpuPercent',
	'cpuUserPercent',
	'cpuSystemPercent',
	'memoryBytes',
	'swapBytes',
	'zswapBytes',
	'zswappedBytes',
	'tasks',
	'blockReadPerSecond',
	'blockWritePerSecond',
	'anonBytes',
	'fileBytes',
	'shmemBytes',
	'kernelBytes',
	'blockReadBytes',
	'blockWriteBytes',
] as const;

/**
A usage without the shares of others that are counted in it. What was summed over the processes has none of these. A share that is not
known counts for nothing.
*/
export function without(usage: Usage, others: readonly Usage[]): Usage {
	if (others.length === 0) {
		return usage;
	}

	const fields = divided.filter(field => !usage.summed?.has(field));
	return {...usage, ...Object.fromEntries(fields.map(field => [field, left(usage[field], others.map(other => other[field]))]))};
}

/**
What others leave of a whole; never less than nothing, though they were not read at one moment.
*/
export function left(whole: Known<number>, others: ReadonlyArray<Known<number>>): Known<number> {
	return mapKnown(whole, value => Math.max(0, value - total(others)));
}

function total(values: ReadonlyArray<Known<number>>): number {
	let sum = 0;
	for (const value of values) {
		sum += isMissing(value) ? 0 : value;
	}

	return sum;
}
