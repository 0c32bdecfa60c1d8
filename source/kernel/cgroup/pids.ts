/**
Tasks of a cgroup: pids.current and pids.max, the same on v1 and v2.
*/
import type {Known} from '../../known.ts';
import {type Bytes, parseMaximum, parseNumber} from '../fields.ts';

/**
How many tasks, that is threads, a cgroup has with everything below it. `docker stats` calls them PIDS.
*/
export type TaskCount = {
	readonly current: Known<number>;
	/**
	Undefined without a limit.
	*/
	readonly limit: Known<number | undefined>;
};

/**
Number of tasks from pids.current.
*/
export const parseTasks: (bytes: Bytes) => Known<number> = parseNumber;

/**
Limit from pids.max.
*/
export const parseTaskLimit: (bytes: Bytes) => Known<number | undefined> = parseMaximum;
