/**
The host as it is for who is in a container: the numbers of that container in place of the machine's, as far as its cgroup or what was
mounted over /proc tells them.
*/
import {
	isMissing,
	mapKnown,
	unsupported,
	valueOf,
	type Known,
} from '../../known.ts';
import type {CgroupReading, HostReading} from '../../kernel/reading.ts';
import {ticksPerSecond} from '../../kernel/pid/stat.ts';
import type {Host, MachineNumber} from '../host.ts';
import type {Inside, MachineFile} from '../inside/inside.ts';
import {ratePerSecond, type Pair} from './rates.ts';

/**
The host with what is known of the container around nstop. Where that has no pid namespace of its own, the processes are the machine's, and
so are the numbers.
*/
export function placed(machine: Host, inside: Inside, pair: Pair<HostReading>): Host {
	const {runtime, evidence, isOwnWorld} = inside;
	const cgroup = isOwnWorld ? pair.now.value.world?.cgroup : undefined;
	const hasCpu = cgroup !== undefined && !isMissing(cgroup.cpu.usageNanoseconds);
	const hasMemory = cgroup !== undefined && !isMissing(cgroup.memory.usedBytes);
	const hasSwap = cgroup !== undefined && !isMissing(cgroup.memory.swapBytes);
	return {
		...machine,
		...(hasCpu && cpuNumbers(machine, cgroup, pair)),
		...(isOwnWorld && !inside.ownFiles.has('stat') && {corePercents: unsupported}),
		...(isOwnWorld && !inside.ownFiles.has('swaps') && {swaps: unsupported}),
		...(isOwnWorld && !inside.ownFiles.has('meminfo') && {zswapBytes: unsupported, zswappedBytes: unsupported}),
		...(hasMemory && memoryNumbers(machine, cgroup)),
		...(hasSwap && swapNumbers(machine, cgroup)),
		inside: {
			runtime,
			evidence,
			isOwnWorld,
			ofMachine: isOwnWorld ? machineNumbers(inside, new Set([hasCpu && 'cpu', hasMemory && 'memory', hasSwap && 'swap'])) : new Set(),
			uptimeSeconds: isOwnWorld ? sinceStart(pair.now.value) : unsupported,
			tasks: cgroup?.tasks.current ?? unsupported,
			tasksLimit: cgroup?.tasks.limit,
			memoryLimitBytes: cgroup && mapKnown(cgroup.memory.limitBytes, limit => realLimit(machine, limit)),
		},
	};
}

/**
Which file of /proc tells what, where the cgroup does not. No cgroup tells the load.
*/
const files: ReadonlyArray<readonly [MachineNumber, MachineFile]> = [
	['cpu', 'stat'], ['memory', 'meminfo'], ['swap', 'meminfo'], ['load', 'loadavg'],
];

function machineNumbers({ownFiles}: Inside, counted: ReadonlySet<MachineNumber | false>): ReadonlySet<MachineNumber> {
	return new Set(files.filter(([number, file]) => !counted.has(number) && !ownFiles.has(file)).map(([number]) => number));
}

function sinceStart({world, uptimeSeconds}: HostReading): Known<number> {
	const startTicks = world?.startTicks;
	return startTicks === undefined ? unsupported : mapKnown(uptimeSeconds, seconds => Math.max(0, seconds - startTicks / ticksPerSecond));
}

function cpuNumbers({cpus}: Host, {cpu}: CgroupReading, pair: Pair<HostReading>): Partial<Host> {
	const allowed = Math.min(valueOf(cpu.quotaCores) ?? Infinity, valueOf(cpu.cpuset)?.count ?? Infinity);
	const cpuLimit = allowed !== Infinity && (isMissing(cpus) || allowed < cpus) ? allowed : undefined;
	const perSecond = ratePerSecond(pair, ({world}) => world?.cgroup?.cpu.usageNanoseconds ?? unsupported);
	const cores = cpuLimit ?? cpus;
	return {
		cpuLimit,
		cpuPercent: isMissing(cores) ? cores : mapKnown(perSecond, nanoseconds => Math.min(100, nanoseconds / 1e7 / cores)),
	};
}

function memoryNumbers(machine: Host, {memory}: CgroupReading): Partial<Host> {
	return {memoryUsedBytes: memory.usedBytes, memoryBytes: realLimit(machine, valueOf(memory.limitBytes)) ?? machine.memoryBytes};
}

function swapNumbers({swapBytes}: Host, {memory}: CgroupReading): Partial<Host> {
	const limit = valueOf(memory.swapLimitBytes);
	return {
		swapUsedBytes: memory.swapBytes, swapBytes: limit === undefined ? swapBytes : mapKnown(swapBytes, value => Math.min(value, limit)),
	};
}

/**
A limit above what the machine has is none.
*/
function realLimit({memoryBytes}: Host, limit: number | undefined): number | undefined {
	return limit === undefined || (!isMissing(memoryBytes) && limit >= memoryBytes) ? undefined : limit;
}
