/**
The numbers of the whole host for the header.
*/
import {mapKnown, type Known} from '../../known.ts';
import type {HostReading} from '../../kernel/reading.ts';
import type {NamespaceInodes} from '../../kernel/pid/ns.ts';
import type {Host} from '../host.ts';
import {sharePercent, type Pair} from './rates.ts';

/**
What does not change while nstop runs.
*/
export type HostFacts = Pick<Host, 'hostname' | 'kernel' | 'os' | 'cgroup'>;

/**
Joins facts and counters. CPU is the share of all cores that did not idle, as the field's tools count: waiting for a disk is idling,
time stolen by the hypervisor is not in it.
*/
export function buildHost(facts: HostFacts, pair: Pair<HostReading>, namespaces: NamespaceInodes, processes: Known<number>): Host {
	const {stat: now, memory, load, uptimeSeconds} = pair.now.value;
	return {
		...facts,
		cpus: mapKnown(now, ({cpus}) => cpus),
		memoryBytes: mapKnown(memory, value => value.totalBytes),
		memoryUsedBytes: mapKnown(memory, value => value.totalBytes - value.availableBytes),
		swapBytes: mapKnown(memory, value => value.swapTotalBytes),
		swapUsedBytes: mapKnown(memory, value => value.swapTotalBytes - value.swapFreeBytes),
		cpuPercent: sharePercent(
			pair,
			({stat}) => mapKnown(stat, ({cpu}) => busyTicks(cpu)),
			({stat}) => mapKnown(stat, ({cpu}) => busyTicks(cpu) + cpu.idle + cpu.iowait),
		),
		load: mapKnown(load, value => [value.one, value.five, value.fifteen] as const),
		uptimeSeconds,
		processes,
		namespaces,
	};
}

type CpuTicks = {readonly user: number; readonly nice: number; readonly system: number; readonly irq: number; readonly softirq: number};

function busyTicks(cpu: CpuTicks): number {
	return cpu.user + cpu.nice + cpu.system + cpu.irq + cpu.softirq;
}
