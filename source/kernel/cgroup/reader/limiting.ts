/**
Which cgroups set the limits that hold for one.
*/
import {parseMaximum, parseNumber} from '../../fields.ts';
import {mapKnown} from '../../../known.ts';
import type {LimitingCgroups} from '../../reading.ts';
import {limitOf} from '../memory.ts';
import {parseTaskLimit} from '../pids.ts';
import {readQuota} from './controllers.ts';
import type {CgroupFiles} from './files.ts';
import {tightest} from './tightest.ts';

/**
Paths of the cgroups whose limits are met first.
*/
export function readLimiting(files: CgroupFiles): LimitingCgroups {
	const {cpu, cpuacct, memory, pids, levels} = files.places;
	const quotas = cpu === undefined && cpuacct === undefined ? levels.unified : levels.cpu;
	const readMemoryLimit = memory === undefined
		? (directory: string) => files.read(directory, 'memory.max', parseMaximum)
		: (directory: string) => mapKnown(files.read(directory, 'memory.limit_in_bytes', parseNumber), limitOf);
	const readTaskLimit = (directory: string) => files.read(directory, 'pids.max', parseTaskLimit);
	return {
		cpu: tightest(quotas, directory => readQuota(files, directory)).level?.path,
		memory: tightest(memory === undefined ? levels.unified : levels.memory, readMemoryLimit).level?.path,
		tasks: tightest(pids === undefined ? levels.unified : levels.pids, readTaskLimit).level?.path,
	};
}
