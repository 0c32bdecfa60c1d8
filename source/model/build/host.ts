/**
The numbers of the whole host for the header.
*/
import {
	firstSample,
	isMissing,
	mapKnown,
	type Known,
} from '../../known.ts';
import type {HostStat} from '../../kernel/host/stat.ts';
import type {HostReading} from '../../kernel/reading.ts';
import type {NamespaceInodes} from '../../kernel/pid/ns.ts';
import type {Host} from '../host.ts';
import type {Inside} from '../inside/inside.ts';
import {placed} from './placed-host.ts';
import {sharePercent, type Pair} from './rates.ts';

/**
What does not change while nstop runs.
*/
export type HostFacts = Pick<Host, 'hostname' | 'kernel' | 'os' | 'cgroup'> & {readonly inside?: Inside | undefined};

/**
Joins facts and counters. CPU is the share of all cores that did not idle, as the field's tools count: waiting for a disk is idling,
time stolen by the hypervisor is not in it.
*/
export function buildHost(facts: HostFacts, pair: Pair<HostReading>, namespaces: NamespaceInodes, processes: Known<number>): Host {
	const {stat: now, memory, swaps, load, uptimeSeconds} = pair.now.value;
	const {inside, ...names} = facts;
	const machine: Host = {
		...names,
		cpus: mapKnown(now, ({cpus}) => cpus),
		memoryBytes: mapKnown(memory, value => value.totalBytes),
		memoryUsedBytes: mapKnown(memory, value => value.totalBytes - value.availableBytes),
		swapBytes: mapKnown(memory, value => value.swapTotalBytes),
		swapUsedBytes: mapKnown(memory, value => value.swapTotalBytes - value.swapFreeBytes),
		swaps: mapKnown(swaps, areas => areas.map(({zram, ...area}) =>
			({...area, memoryBytes: zram && mapKnown(zram, ({takenBytes}) => takenBytes)}))),
		zswapBytes: mapKnown(memory, value => value.zswapBytes),
		zswappedBytes: mapKnown(memory, value => value.zswappedBytes),
		cpuPercent: busyPercent(pair, ({cpu}) => cpu),
		corePercents: mapKnown(now, ({perCpu}) => perCpu.map((_, index) => busyPercent(pair, stat => coreAt(stat, index, perCpu.length)))),
		load: mapKnown(load, value => [value.one, value.five, value.fifteen] as const),
		uptimeSeconds,
		processes,
		namespaces,
	};
	return inside ? placed(machine, inside, pair) : machine;
}

function busyPercent(pair: Pair<HostReading>, ticksOf: (stat: HostStat) => Known<CpuTicks>): Known<number> {
	const ticks = ({stat}: HostReading): Known<CpuTicks> => isMissing(stat) ? stat : ticksOf(stat);
	return sharePercent(
		pair,
		reading => mapKnown(ticks(reading), busyTicks),
		reading => mapKnown(ticks(reading), cpu => busyTicks(cpu) + cpu.idle + cpu.iowait),
	);
}

/**
The core at a place among as many as there are now: when one went or came, another may be there.
*/
function coreAt({perCpu}: HostStat, index: number, count: number): Known<CpuTicks> {
	return perCpu.length === count ? perCpu[index]! : firstSample;
}

type CpuTicks = HostStat['cpu'];

function busyTicks(cpu: CpuTicks): number {
	return cpu.user + cpu.nice + cpu.system + cpu.irq + cpu.softirq;
}
