/**
The numbers of what others leave of the host.
*/
import {
	firstSample,
	isMissing,
	mapKnown,
	unsupported,
	type Known,
} from '../../known.ts';
import {coresOf, type Host} from '../host.ts';
import {unknownUsage} from '../build/usage.ts';
import type {Usage} from '../usage.ts';
import {left} from './usage.ts';

/**
What the host has as a whole. `threads` are all of the kernel, unknown where nstop does not see all of them; `processes` is the sum over
those in no container, for numbers that nstop has of the whole machine alone.
*/
type Whole = {readonly host: Host; readonly threads: Known<number>; readonly processes: Usage};

/**
All that is in no container: CPU time, memory and tasks of the host without theirs. So the rows add up to the host, and interrupts, and
what ended between two samples, are in this one.
*/
export function restOfHost({host, threads, processes}: Whole, others: readonly Usage[]): Usage {
	const {inside} = host;
	return {
		...unknownUsage(unsupported),
		cpuPercent: inside?.ofMachine.has('cpu')
			? processes.cpuPercent
			: left(cpuOf(host), others.map(({cpuPercent}) => cpuPercent)),
		cpuLimit: host.cpuLimit,
		memoryBytes: inside?.ofMachine.has('memory')
			? processes.memoryBytes
			: left(host.memoryUsedBytes, others.map(({memoryBytes}) => memoryBytes)),
		memoryLimitBytes: inside?.memoryLimitBytes,
		swapBytes: inside?.ofMachine.has('swap') ? unsupported : left(host.swapUsedBytes, others.map(({swapBytes}) => swapBytes)),
		tasks: inside && isMissing(inside.tasks) && processes.summed
			? processes.tasks
			: left(inside?.isOwnWorld ? inside.tasks : threads, others.map(({tasks}) => tasks)),
		tasksLimit: inside?.tasksLimit,
		summed: new Set(['cpuPercent', 'memoryBytes']),
	};
}

/**
Processes in no unit: what they take themselves, and of the CPU time all that nobody else has. That is unknown while `areAllRead` is false:
another one existed at the last sample, and its CPU time was not read then.
*/
export function restOfUnits(processes: Usage, host: Host, {others, areAllRead}: Others): Usage {
	return {
		...processes,
		memoryLimitBytes: undefined,
		cpuPercent: host.inside?.ofMachine.has('cpu')
			? processes.cpuPercent
			: (areAllRead ? left(cpuOf(host), others.map(({cpuPercent}) => cpuPercent)) : firstSample),
		summed: new Set(['cpuPercent', 'memoryBytes']),
	};
}

type Others = {readonly others: readonly Usage[]; readonly areAllRead: boolean};

/**
100 is one core.
*/
function cpuOf(host: Host): Known<number> {
	const cores = coresOf(host);
	return isMissing(cores) ? cores : mapKnown(host.cpuPercent, percent => percent * cores);
}
