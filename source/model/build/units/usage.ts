/**
What a unit uses, without the containers in it.
*/
import {
	firstSample,
	gone,
	unsupported,
	valueOf,
} from '../../../known.ts';
import type {ProcessSample} from '../../../kernel/reading.ts';
import type {Readings} from '../../readings.ts';
import type {UnitGroup} from '../../units/group.ts';
import {completed, without} from '../../units/usage.ts';
import type {Usage} from '../../usage.ts';
import {usageOfProcesses} from '../process-usage.ts';
import type {Pair} from '../rates.ts';
import {usageOf} from '../usage.ts';
import type {UnitContext} from './context.ts';

/**
From its cgroup, and from its processes what the kernel does not count there.
*/
export function usageOfUnit(group: UnitGroup, {readings, host, containers}: UnitContext): Usage {
	const inode = valueOf(readings.facts(group.initPid)?.namespaces.net ?? gone);
	const isHostNetwork = inode === undefined || inode === valueOf(readings.hostNamespaces.net);
	const network = isHostNetwork ? undefined : readings.network(inode) ?? firstSample;
	const cgroup = group.cgroups && readings.cgroup(group.key);
	const processes = usageOfSamples(group, readings);
	const usage = cgroup ? completed(usageOf(cgroup, network, host), processes) : processes;
	const complete = group.kind === 'kernel' ? {...usage, memoryBytes: unsupported, memoryLimitBytes: undefined} : usage;
	const inner = group.containers.map(key => containers.get(key)?.usage).filter(each => each !== undefined);
	const loose = group.loosePids.length === 0 ? [] : [usageOfProcesses(group.loosePids.map(pid => readings.sample(pid)))];
	return without(complete, [...inner, ...loose]);
}

/**
The sums over its processes; nothing where not all of them were sampled.
*/
export function usageOfSamples({key, pids, strayPids}: UnitGroup, readings: Readings): Usage {
	if (readings.summedUnits?.has(key) === false) {
		return usageOfProcesses([]);
	}

	const strays = strayPids.map(pid => readings.sample(pid)).filter(sample => isCharged(sample));
	return usageOfProcesses([...pids.map(pid => readings.sample(pid)), ...strays]);
}

/**
On v1 a process that has ended looks as if it were in the root, and is still counted where it was.
*/
function isCharged(pair: Pair<ProcessSample> | undefined): boolean {
	return pair !== undefined && valueOf(pair.now.value.stat)?.state !== 'Z';
}
