/**
What is set for one cgroup itself, whatever those around it say. All give undefined without a limit, unsupported where the controller is
not on.
*/
import {isMissing, mapKnown, type Known} from '../../../known.ts';
import {parseMaximum, parseNumber} from '../../fields.ts';
import {parseCpuMaximum, quotaOf} from '../cpu.ts';
import {limitOf} from '../memory.ts';
import {parseTaskLimit} from '../pids.ts';
import type {CgroupFiles} from './files.ts';
import type {CgroupLevel} from './places.ts';

/**
Reads a limit in a directory of the hierarchy that sets it.
*/
export type ReadLimit = (files: CgroupFiles, directory: string | undefined) => Known<number | undefined>;

/**
Cores that the quota allows: cpu.max, or cpu.cfs_quota_us and cpu.cfs_period_us.
*/
export const readQuota: ReadLimit = (files, directory) => isCpuUnified(files)
	? files.read(directory, 'cpu.max', parseCpuMaximum)
	: quotaOf(files.read(directory, 'cpu.cfs_quota_us', parseNumber), files.read(directory, 'cpu.cfs_period_us', parseNumber));

/**
Bytes of memory: memory.max or memory.limit_in_bytes.
*/
export const readMemoryLimit: ReadLimit = (files, directory) => files.places.memory === undefined
	? files.read(directory, 'memory.max', parseMaximum)
	: mapKnown(files.read(directory, 'memory.limit_in_bytes', parseNumber), limitOf);

/**
Bytes of swap: memory.swap.max, or what memory.memsw.limit_in_bytes, which is for both together, allows beyond the memory.
*/
export const readSwapLimit: ReadLimit = (files, directory) => {
	if (files.places.memory === undefined) {
		return files.read(directory, 'memory.swap.max', parseMaximum);
	}

	const both = mapKnown(files.read(directory, 'memory.memsw.limit_in_bytes', parseNumber), limitOf);
	const memory = readMemoryLimit(files, directory);
	return isMissing(both) || isMissing(memory) || both === undefined ? both : both - (memory ?? both);
};

/**
Tasks: pids.max.
*/
export const readTaskLimit: ReadLimit = (files, directory) => files.read(directory, 'pids.max', parseTaskLimit);

/**
The cgroup itself and those around it where these limits are set, from the inside out.
*/
export function limitingLevels({places}: CgroupFiles, resource: 'cpu' | 'memory' | 'tasks'): readonly CgroupLevel[] {
	const {levels, memory, pids} = places;
	switch (resource) {
		case 'cpu': {
			return isCpuUnified({places}) ? levels.unified : levels.cpu;
		}

		case 'memory': {
			return memory === undefined ? levels.unified : levels.memory;
		}

		case 'tasks': {
			return pids === undefined ? levels.unified : levels.pids;
		}
	}
}

/**
Whether v2 tells of the CPU.
*/
function isCpuUnified({places: {cpu, cpuacct}}: Pick<CgroupFiles, 'places'>): boolean {
	return cpu === undefined && cpuacct === undefined;
}
