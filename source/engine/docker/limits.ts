/**
Limits in the words of Docker's API: `HostConfig` of an inspection in, the body of `POST /containers/<id>/update` out.
*/
import type {ContainerLimits} from '../limits.ts';
import type {EngineInspection} from '../operations.ts';
import {asInteger, asRecord} from '../untrusted.ts';

const usualPeriodMicroseconds = 100_000;
const unlimited = -1;

type HostConfig = Readonly<Record<string, unknown>>;

/**
The limits that a container was given.
*/
export function limitsOfInspection({HostConfig: host}: EngineInspection): ContainerLimits {
	const config = asRecord(host) ?? {};
	const [memory, swap, pids] = [config.Memory, config.MemorySwap, config.PidsLimit].map(value => asInteger(value) ?? 0);
	const cpus = cpusOf(config);
	return {
		...(memory! > 0 && {memoryBytes: memory!}),
		...(swap! > 0 ? {memoryAndSwapBytes: swap!} : (swap === unlimited && {memoryAndSwapBytes: 'none' as const})),
		...(cpus > 0 && {cpus}),
		...(pids! > 0 && {pids: pids!}),
	};
}

/**
What changes the limits of a container that was given those. Docker keeps CPUs either as one number or as a share of a period, and refuses
the one where the other is set.
*/
export function updateOf({memoryBytes, memoryAndSwapBytes, cpus, pids}: ContainerLimits, {HostConfig: host}: EngineInspection) {
	const config = asRecord(host) ?? {};
	return {
		...(memoryBytes !== undefined && {Memory: numberOf(memoryBytes)}),
		...(memoryAndSwapBytes !== undefined && {MemorySwap: numberOf(memoryAndSwapBytes)}),
		...(cpus !== undefined && cpuFields(cpus === 'none' ? 0 : cpus, config)),
		...(pids !== undefined && {PidsLimit: numberOf(pids)}),
	};
}

function cpuFields(cpus: number, config: HostConfig) {
	const period = asInteger(config.CpuPeriod) ?? 0;
	const isByPeriod = period > 0 || (asInteger(config.CpuQuota) ?? 0) > 0;
	const used = period > 0 ? period : usualPeriodMicroseconds;
	return isByPeriod ? {CpuPeriod: used, CpuQuota: Math.round(cpus * used)} : {NanoCpus: Math.round(cpus * 1e9)};
}

function cpusOf({NanoCpus: nano, CpuQuota: quota, CpuPeriod: period}: HostConfig): number {
	const [billionths, microseconds, ofMicroseconds] = [nano, quota, period].map(value => asInteger(value) ?? 0) as [number, number, number];
	return billionths > 0
		? billionths / 1e9
		: (microseconds > 0 ? microseconds / (ofMicroseconds > 0 ? ofMicroseconds : usualPeriodMicroseconds) : 0);
}

function numberOf(limit: number | 'none'): number {
	return limit === 'none' ? unlimited : limit;
}
