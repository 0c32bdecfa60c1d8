/**
Which cgroups set the limits that hold for one.
*/
import {mapKnown} from '../../../known.ts';
import {parseNumber} from '../../fields.ts';
import type {LimitingCgroups} from '../../reading.ts';
import {limitOf} from '../memory.ts';
import type {CgroupFiles} from './files.ts';
import {
	limitingLevels,
	readMemoryLimit,
	readQuota,
	readSwapLimit,
	readTaskLimit,
	type ReadLimit,
} from './own-limits.ts';
import {tightest} from './tightest.ts';

/**
V1 bounds memory and swap together, so that the smallest sum is what is met first.
*/
const readSwapBound: ReadLimit = (files, directory) => files.places.memory === undefined
	? readSwapLimit(files, directory)
	: mapKnown(files.read(directory, 'memory.memsw.limit_in_bytes', parseNumber), limitOf);

/**
Paths of the cgroups whose limits are met first.
*/
export function readLimiting(files: CgroupFiles): LimitingCgroups {
	const pathOf = (resource: 'cpu' | 'memory' | 'tasks', read: ReadLimit): string | undefined =>
		tightest(limitingLevels(files, resource), directory => read(files, directory)).level?.path;
	return {
		cpu: pathOf('cpu', readQuota),
		memory: pathOf('memory', readMemoryLimit),
		swap: pathOf('memory', readSwapBound),
		tasks: pathOf('tasks', readTaskLimit),
	};
}
