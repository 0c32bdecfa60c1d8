/**
CPU time of a cgroup and what its quota does: cpu.stat and cpu.max, on v1 also cpuacct.usage, cpuacct.stat and cpu.cfs_*.
*/
import {type Known, mapKnown, unsupported} from '../../known.ts';
import {
	type Bytes,
	numberAfter,
	parseNumber,
	wordsOf,
	numberOf,
} from '../fields.ts';
import {ticksPerSecond} from '../pid/stat.ts';
import type {Cpuset} from './cpuset.ts';

/**
Time used since the cgroup was made, with everything below it.
*/
export type CpuUsage = {
	readonly usageNanoseconds: Known<number>;
	readonly userNanoseconds: Known<number>;
	readonly systemNanoseconds: Known<number>;
};

/**
What one quota has done since it was set.
*/
export type QuotaCounters = {
	/**
	The cgroup that it is set for.
	*/
	readonly path: string;
	/**
	Enforcement periods that have passed while there was something to run.
	*/
	readonly periods: Known<number>;
	/**
	Those of them in which the quota was used up.
	*/
	readonly throttledPeriods: Known<number>;
	/**
	Time that threads had to wait for it, summed over them.
	*/
	readonly throttledNanoseconds: Known<number>;
};

/**
The quotas of a cgroup and of those that it lies in, from the inside out; empty without any.
*/
export type CpuThrottling = {readonly throttling: Known<readonly QuotaCounters[]>};

/**
Everything of the CPU.
*/
export type CpuCounters = CpuUsage & CpuThrottling & {
	/**
	Cores that the smallest of the quotas allows; undefined without any.
	*/
	readonly quotaCores: Known<number | undefined>;
	/**
	The processors that it may use.
	*/
	readonly cpuset: Known<Cpuset>;
};

const fromMicroseconds = (microseconds: number): number => microseconds * 1000;

const fromTicks = (ticks: number): number => ticks * (1_000_000_000 / ticksPerSecond);

/**
Usage from cpu.stat of v2. It is there even where the cpu controller is not.
*/
export function parseCpuUsage(bytes: Bytes): CpuUsage {
	const text = bytes.toString('latin1');
	return {
		usageNanoseconds: mapKnown(numberAfter(text, 'usage_usec '), fromMicroseconds),
		userNanoseconds: mapKnown(numberAfter(text, 'user_usec '), fromMicroseconds),
		systemNanoseconds: mapKnown(numberAfter(text, 'system_usec '), fromMicroseconds),
	};
}

/**
Throttling from cpu.stat of v2 or v1. The lines are there only where the cpu controller is.
*/
export function parseQuotaCounters(bytes: Bytes): Omit<QuotaCounters, 'path'> {
	const text = bytes.toString('latin1');
	const microseconds = numberAfter(text, 'throttled_usec ');
	return {
		periods: numberAfter(text, 'nr_periods '),
		throttledPeriods: numberAfter(text, 'nr_throttled '),
		throttledNanoseconds: typeof microseconds === 'number' ? fromMicroseconds(microseconds) : numberAfter(text, 'throttled_time '),
	};
}

/**
Quota from cpu.max of v2: `30000 100000` is 0.3 cores, `max 100000` none.
*/
export function parseCpuMaximum(bytes: Bytes): Known<number | undefined> {
	const [quota, period] = wordsOf(bytes.toString('latin1'));
	return quota === 'max' ? undefined : quotaOf(numberOf(quota), numberOf(period));
}

/**
Quota from the contents of cpu.cfs_quota_us and cpu.cfs_period_us of v1; a negative quota is none.
*/
export function quotaOf(quotaMicroseconds: Known<number>, periodMicroseconds: Known<number>): Known<number | undefined> {
	if (typeof quotaMicroseconds !== 'number') {
		return quotaMicroseconds;
	}

	if (quotaMicroseconds < 0) {
		return undefined;
	}

	if (typeof periodMicroseconds !== 'number') {
		return periodMicroseconds;
	}

	return periodMicroseconds > 0 ? quotaMicroseconds / periodMicroseconds : unsupported;
}

/**
Usage in nanoseconds from cpuacct.usage of v1.
*/
export const parseCpuacctUsage: (bytes: Bytes) => Known<number> = parseNumber;

/**
User and system time from cpuacct.stat of v1, which counts in ticks.
*/
export function parseCpuacctStat(bytes: Bytes): Omit<CpuUsage, 'usageNanoseconds'> {
	const text = bytes.toString('latin1');
	return {
		userNanoseconds: mapKnown(numberAfter(text, 'user '), fromTicks),
		systemNanoseconds: mapKnown(numberAfter(text, 'system '), fromTicks),
	};
}
