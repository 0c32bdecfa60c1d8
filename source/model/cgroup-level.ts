/**
A cgroup on the way up from a container, as the details show it.
*/
import type {Known} from '../known.ts';

/**
What it uses, with everything below it, and what is set for it alone; limits are undefined where none is.
*/
export type CgroupLevel = {
	readonly path: string;
	/**
	100 is one core.
	*/
	readonly cpuPercent: Known<number>;
	/**
	Cores that its quota allows.
	*/
	readonly cpuLimit: Known<number | undefined>;
	/**
	Share of the enforcement periods in which its quota was used up; undefined without a quota.
	*/
	readonly throttledPercent: Known<number | undefined>;
	readonly memoryBytes: Known<number>;
	readonly memoryLimitBytes: Known<number | undefined>;
	readonly swapBytes: Known<number>;
	readonly swapLimitBytes: Known<number | undefined>;
	readonly tasks: Known<number>;
	readonly tasksLimit: Known<number | undefined>;
};
