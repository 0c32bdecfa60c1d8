/**
What is in no container, each in the form of a container: the host as one, or its units.
*/
import {
	firstSample,
	gone,
	mapKnown,
	unsupported,
	valueOf,
	type Known,
} from '../../known.ts';
import {namespaceKinds} from '../../kernel/pid/ns.ts';
import {ticksPerSecond} from '../../kernel/pid/stat.ts';
import type {Container, NamespaceUse} from '../container.ts';
import type {Host} from '../host.ts';
import type {ContainerKey} from '../keys.ts';
import {pidsOutside} from '../ownership/owners.ts';
import {parseUnitName} from '../../systemd/unit-name.ts';
import type {Readings} from '../readings.ts';
import {outermostContainers} from '../units/counted.ts';
import {unitKey, type UnitGroup} from '../units/group.ts';
import {restOfHost, restOfUnits} from '../units/rest.ts';
import {hostKey, noneKey, type Unit} from '../units/unit.ts';
import {completed, without} from '../units/usage.ts';
import type {ProcessSample} from '../../kernel/reading.ts';
import type {Usage} from '../usage.ts';
import {blankRow} from './blank-row.ts';
import {rememberContainer} from './container.ts';
import type {CollectedNamespaces} from './namespace-list.ts';
import {namespaceUses, unknownNamespaces} from './namespaces.ts';
import {usageOfProcesses} from './process-usage.ts';
import {processKey} from './process.ts';
import type {Pair} from './rates.ts';
import {startedAtOf, startTime} from './started-at.ts';
import {goneUsage, isSameUsage, usageOf} from './usage.ts';

type Rows = ReadonlyMap<ContainerKey, Container>;

type UnitContext = {
	readonly readings: Readings;
	readonly host: Host;
	readonly containers: Rows;
	readonly namespaces: CollectedNamespaces;
};

/**
The host's own row and those of the units that are wanted. A unit that has vanished is remembered for a while. A row that says the same as
before is the same object.
*/
export function buildUnits(context: UnitContext, previous: Rows | undefined): Rows {
	const {readings, host, containers} = context;
	const outer = outermostContainers(readings.groups, readings.identities)
		.map(({key}) => containers.get(key)?.usage)
		.filter(usage => usage !== undefined);
	const rows = new Map<ContainerKey, Container>();
	const add = (row: Container): void => {
		const before = previous?.get(row.key);
		rows.set(row.key, before && isSameRow(before, row) ? before : row);
	};

	const {ofMachine} = host.inside ?? {};
	const isSummed = ofMachine !== undefined && (ofMachine.has('cpu') || ofMachine.has('memory'));
	const processes = usageOfProcesses(isSummed ? pidsOutside(readings.groups, readings.identities).map(pid => readings.sample(pid)) : []);
	add(hostRow(context, previous?.get(hostKey), restOfHost({host, threads: threadsOf(readings), processes}, outer)));
	const others: Usage[] = [...outer];
	for (const group of readings.units?.values() ?? []) {
		if (group.key !== noneKey) {
			const row = unitRow(group, usageOfUnit(group, context), context, previous?.get(group.key));
			add(row);
			if (group.parent === undefined) {
				others.push(row.usage);
			}
		}
	}

	const none = readings.units?.get(noneKey);
	if (none) {
		add(unitRow(none, restOfUnits(usageOfSamples(none, readings), host, others), context, undefined));
	}

	for (const row of withoutProcesses(context, rows, previous)) {
		add(row);
	}

	for (const [key, row] of readings.units?.size === 0 ? [] : previous ?? []) {
		const remembered = rows.has(key) ? undefined : rememberContainer(row, readings.steadyMilliseconds);
		if (remembered) {
			rows.set(key, remembered);
		}
	}

	return rows;
}

/**
All tasks of the kernel are not all that can be seen in a pid namespace of its own: there are no kernel threads there.
*/
function threadsOf({host, identities}: Readings): Known<number> {
	return identities.get(2)?.isKernelThread ? mapKnown(host.now.value.load, ({total}) => total) : unsupported;
}

/**
The sums over its processes; nothing where not all of them were sampled.
*/
function usageOfSamples({key, pids, strayPids}: UnitGroup, readings: Readings): Usage {
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

function usageOfUnit(group: UnitGroup, {readings, host, containers}: UnitContext): Usage {
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

function unitRow(group: UnitGroup, usage: Usage, {readings, namespaces}: UnitContext, before: Container | undefined): Container {
	const {key, kind, name, readable, path, manager, pids, isLeaf, parent, initPid} = group;
	const isRest = path === '';
	const facts = manager?.kind === 'system' ? readings.unitFacts?.get(name) : undefined;
	const init = readings.identities.get(initPid);
	const inodes = readings.facts(initPid)?.namespaces ?? unknownNamespaces<Known<number>>(firstSample);
	return {
		...blankRow,
		...(!isRest && {
			init: init ? processKey(init) : gone,
			initPid,
			cgroup: path,
			isolation: readings.isolation?.(key),
			namespaces: namespaceUses(inodes, key, namespaces.map, readings.hostNamespaces),
		}),
		key,
		id: name === '' ? restNames[kind] ?? kind : name,
		name: name === '' ? restNames[kind] ?? kind : readable,
		startedAt: isRest || !init
			? undefined
			: startedAtOf(undefined, {
				initKey: processKey(init), startedAt: startTime(init.startTicks, ticksPerSecond, bootTimeOf(readings)),
			}, before),
		parent,
		pids,
		usage,
		state: facts?.isFrozen === true || valueOf(readings.cgroup(key)?.now.value.frozen ?? false) === true ? 'paused' : 'running',
		unit: {
			kind, path, name, isLeaf, manager, facts,
		},
	};
}

/**
Units that failed, or are about to start or stop, and have no process now. Where their cgroups were is where they were seen last, else
where systemd puts services if nothing else is said.
*/
function withoutProcesses({readings: {units, unitFacts}}: UnitContext, rows: Rows, previous: Rows | undefined): readonly Container[] {
	if (!unitFacts || !units || units.size === 0) {
		return [];
	}

	const seen = new Set(rows.values().map(({unit}) => unit?.facts?.name));
	const keys = new Map(previous?.values().map(({key, unit}) => [unit?.facts?.name, key]));
	return [...unitFacts.values()].filter(({name, activeState}) => activeStates[activeState] && !seen.has(name)).map(facts => {
		const path = `/system.slice/${facts.name}`;
		return {
			...blankRow,
			usage: goneUsage,
			init: gone,
			initPid: gone,
			cgroup: gone,
			key: keys.get(facts.name) ?? unitKey(path),
			id: facts.name,
			name: parseUnitName(facts.name)?.readable ?? facts.name,
			state: activeStates[facts.activeState]!,
			startedAt: undefined,
			unit: {
				kind: 'service', path, name: facts.name, isLeaf: true, manager: {kind: 'system'}, facts,
			},
		};
	});
}

/**
What systemd's states are called for a container.
*/
const activeStates: Readonly<Record<string, Container['state']>> = {failed: 'exited', activating: 'restarting', deactivating: 'exited'};

function hostRow({readings, host, namespaces}: UnitContext, before: Container | undefined, usage: Usage): Container {
	const init = readings.identities.get(1);
	const unit: Unit = {
		kind: 'host', path: '', name: '', isLeaf: true,
	};
	return {
		...blankRow,
		key: hostKey,
		id: 'host',
		name: '(host)',
		init: init ? processKey(init) : unsupported,
		initPid: init ? 1 : unsupported,
		startedAt: before?.startedAt ?? valueOf(bootTimeOf(readings, host.inside)),
		namespaces: namespaceUses(readings.hostNamespaces, hostKey, namespaces.map, readings.hostNamespaces),
		usage,
		unit,
	};
}

/**
With `inside`, that of the world which nstop sees alone.
*/
function bootTimeOf({host, takenAt}: Readings, inside?: Host['inside']): Known<number> {
	const uptime = inside?.isOwnWorld ? inside.uptimeSeconds : host.now.value.uptimeSeconds;
	return mapKnown(uptime, uptimeSeconds => takenAt - uptimeSeconds * 1000);
}

const restNames: Readonly<Partial<Record<Unit['kind'], string>>> = {kernel: '(kernel threads)', none: '(in no unit)'};

const compared = ['name', 'state', 'startedAt', 'parent', 'pids', 'initPid', 'isolation', 'diedAt', 'isRemoved'] as const;

function isSameRow(before: Container, now: Container): boolean {
	return compared.every(field => before[field] === now[field])
		&& before.unit?.isLeaf === now.unit?.isLeaf
		&& before.unit?.facts === now.unit?.facts
		&& namespaceKinds.every(({kind}) => isSameUse(before.namespaces[kind], now.namespaces[kind]))
		&& isSameUsage(before.usage, now.usage);
}

function isSameUse(before: NamespaceUse, now: NamespaceUse): boolean {
	return before.inode === now.inode && before.isHost === now.isHost && before.sharedWith.join(' ') === now.sharedWith.join(' ');
}
