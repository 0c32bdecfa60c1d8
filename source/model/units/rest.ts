/**
The numbers of what others leave of the host.
*/
import {
	isMissing,
	mapKnown,
	unsupported,
	type Known,
} from '../../known.ts';
import type {Host} from '../host.ts';
import {unknownUsage} from '../build/usage.ts';
import type {Usage} from '../usage.ts';
import {left} from './usage.ts';

/**
What the host has as a whole. `threads` are all of the kernel, unknown where nstop does not see all of them.
*/
type Whole = {readonly host: Host; readonly threads: Known<number>};

/**
All that is in no container: CPU time, memory and tasks of the host without theirs. So the rows add up to the host, and interrupts, and
what ended between two samples, are in this one.
*/
export function restOfHost({host, threads}: Whole, others: readonly Usage[]): Usage {
	return {
		...unknownUsage(unsupported),
		cpuPercent: left(cpuOf(host), others.map(({cpuPercent}) => cpuPercent)),
		cpuLimit: undefined,
		memoryBytes: left(host.memoryUsedBytes, others.map(({memoryBytes}) => memoryBytes)),
		memoryLimitBytes: undefined,
		swapBytes: left(host.swapUsedBytes, others.map(({swapBytes}) => swapBytes)),
		tasks: left(threads, others.map(({tasks}) => tasks)),
		tasksLimit: undefined,
		summed: new Set(['cpuPercent', 'memoryBytes']),
	};
}

/**
Processes in no unit: what they take themselves, and of the CPU time all that nobody else has.
*/
export function restOfUnits(processes: Usage, host: Host, others: readonly Usage[]): Usage {
	return {
		...processes,
		memoryLimitBytes: undefined,
		cpuPercent: left(cpuOf(host), others.map(({cpuPercent}) => cpuPercent)),
		summed: new Set(['cpuPercent', 'memoryBytes']),
	};
}

/**
100 is one core.
*/
function cpuOf({cpuPercent, cpus}: Host): Known<number> {
	return isMissing(cpus) ? cpus : mapKnown(cpuPercent, percent => percent * cpus);
}
