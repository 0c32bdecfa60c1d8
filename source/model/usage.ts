/**
What a container uses.
*/
import type {Known} from '../known.ts';

/**
A rate per second or a percentage, unknown until two samples exist.
*/
export type Usage = {
	/**
	Which of these the kernel does not count as a whole: each is the sum over the processes, or what others leave of the host's. None if
	absent.
	*/
	readonly summed?: ReadonlySet<string>;
	/**
	100 is one core.
	*/
	readonly cpuPercent: Known<number>;
	readonly cpuUserPercent: Known<number>;
	readonly cpuSystemPercent: Known<number>;
	/**
	Cores the quota allows, undefined without a quota.
	*/
	readonly cpuLimit: Known<number | undefined>;
	/**
	Processors that it may use, as the kernel lists them; undefined where these are all that are online.
	*/
	readonly cpuset: Known<string | undefined>;
	/**
	Cores that it can use at most: the least of its limit, its processors and those of the host that are online.
	*/
	readonly cpuCores: Known<number>;
	/**
	Paths of the cgroups that set the limits: the container's own, or one that it lies in. Undefined without a limit.
	*/
	readonly cpuLimitCgroup: Known<string | undefined>;
	readonly memoryLimitCgroup: Known<string | undefined>;
	readonly swapLimitCgroup: Known<string | undefined>;
	readonly tasksLimitCgroup: Known<string | undefined>;
	/**
	Share of the enforcement periods in which a quota was used up: of the quota that holds it up most, of its own cgroup or of one that it
	lies in. 0 without a quota.
	*/
	readonly throttledPercent: Known<number>;
	/**
	Path of the cgroup with that quota; undefined where nothing holds it up.
	*/
	readonly throttledCgroup: Known<string | undefined>;
	/**
	As `docker stats` counts: without the inactive page cache.
	*/
	readonly memoryBytes: Known<number>;
	/**
	Undefined without a limit.
	*/
	readonly memoryLimitBytes: Known<number | undefined>;
	/**
	In swap, and how much may be; the limit is undefined without one.
	*/
	readonly swapBytes: Known<number>;
	readonly swapLimitBytes: Known<number | undefined>;
	/**
	Memory in which zswap keeps a part of it, compressed, and how much that was before.
	*/
	readonly zswapBytes: Known<number>;
	readonly zswappedBytes: Known<number>;
	readonly memoryPeakBytes: Known<number>;
	readonly anonBytes: Known<number>;
	readonly fileBytes: Known<number>;
	readonly shmemBytes: Known<number>;
	readonly kernelBytes: Known<number>;
	readonly oomKills: Known<number>;
	/**
	Tasks, that is threads, as `docker stats` counts PIDS.
	*/
	readonly tasks: Known<number>;
	readonly tasksLimit: Known<number | undefined>;
	readonly networkRxBytes: Known<number>;
	readonly networkTxBytes: Known<number>;
	readonly networkRxPerSecond: Known<number>;
	readonly networkTxPerSecond: Known<number>;
	readonly blockReadBytes: Known<number>;
	readonly blockWriteBytes: Known<number>;
	readonly blockReadPerSecond: Known<number>;
	readonly blockWritePerSecond: Known<number>;
	/**
	Share of the time in which some task waited, in percent, average of ten seconds.
	*/
	readonly pressureCpu: Known<number>;
	readonly pressureMemory: Known<number>;
	readonly pressureIo: Known<number>;
};
