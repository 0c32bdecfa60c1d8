/**
From readings to the snapshot: the one place where the views of the kernel and of the engines are joined. Pure: the same readings give the same snapshot.
*/
import {
	gone,
	isMissing,
	mapKnown,
	type Known,
} from '../known.ts';
import type {EngineReading} from '../engine/engine.ts';
import type {NamespaceInodes} from '../kernel/pid/ns.ts';
import {ticksPerSecond} from '../kernel/pid/stat.ts';
import type {
	CgroupReading,
	HeldNamespace,
	HostReading,
	NetworkReading,
	ProcessFacts,
	ProcessIdentity,
	ProcessSample,
} from '../kernel/reading.ts';
import {
	buildContainer,
	isSame,
	rememberContainer,
	startTime,
	type ContainerContext,
	type SeenContainer,
	type ToldContainer,
} from './container.ts';
import {appendHistory} from './history.ts';
import {buildHost, type HostFacts} from './host.ts';
import {collectNamespaces, unknownNamespaces, type NamespaceMember} from './namespaces.ts';
import type {EngineProcess} from './engine-process.ts';
import type {Maker} from './evidence.ts';
import type {Isolation} from './isolation.ts';
import type {ProcessGroup} from './ownership.ts';
import {usageOfProcesses} from './process-usage.ts';
import {processKey} from './process.ts';
import {ProcessList} from './process-list.ts';
import type {Pair} from './rates.ts';
import type {
	Container,
	ContainerKey,
	Namespace,
	NamespaceKey,
	Problem,
	ProcessDetails,
	SelfUsage,
	Snapshot,
} from './types.ts';

/**
Everything that was read for one snapshot.
*/
export type Readings = {
	/**
	Milliseconds since the epoch.
	*/
	readonly takenAt: number;
	readonly seconds: number;
	readonly hostFacts: HostFacts;
	readonly host: Pair<HostReading>;
	readonly hostNamespaces: NamespaceInodes;
	readonly processCount: Known<number>;
	readonly identities: ReadonlyMap<number, ProcessIdentity>;
	readonly groups: ReadonlyMap<ContainerKey, ProcessGroup>;
	/**
	Pids of the processes that the snapshot shall hold, ascending.
	*/
	readonly shownPids: readonly number[];
	/**
	Another number whenever facts of any process were read anew; without it everything counts as new.
	*/
	readonly factsRevision?: number;
	facts(pid: number): ProcessFacts | undefined;
	sample(pid: number): Pair<ProcessSample> | undefined;
	cgroup(key: ContainerKey): Pair<CgroupReading> | undefined;
	network(inode: number): Pair<NetworkReading> | undefined;
	/**
	Who made a container, as far as it was found out.
	*/
	maker?(key: ContainerKey): Maker | undefined;
	/**
	What isolates a container, where it was read.
	*/
	isolation?(key: ContainerKey): Isolation | undefined;
	/**
	Sockets that engines on this kernel listen on.
	*/
	readonly engineProcesses?: readonly EngineProcess[];
	readonly engines: readonly EngineReading[];
	readonly users: ReadonlyMap<number, string>;
	readonly details: ProcessDetails | undefined;
	readonly heldNamespaces?: readonly HeldNamespace[] | undefined;
	readonly self: SelfUsage;
	readonly problems: readonly Problem[];
	/**
	Whether a whole interval has passed, so that the history gets a new value.
	*/
	readonly isTick: boolean;
};

/**
Builds one snapshot after the other. It keeps what has not changed in between, and nothing else: what it gives depends on the readings and the snapshot before alone.
*/
export class SnapshotBuilder {
	readonly #processes = new ProcessList();
	#namespaces: {readonly of: readonly unknown[]; readonly map: ReadonlyMap<NamespaceKey, Namespace>} | undefined;

	/**
	Joins the readings into one snapshot; `previous` lends what time alone can tell: what died, and the history.
	*/
	build(readings: Readings, previous: Snapshot | undefined): Snapshot {
		const host = buildHost(readings.hostFacts, readings.host, readings.hostNamespaces, readings.processCount);
		const owners = ownerByPid(readings.groups);
		const namespaces = this.#collectNamespaces(readings, owners);
		const containers = buildContainers(readings, namespaces, host.memoryBytes, previous);
		return {
			takenAt: readings.takenAt,
			seconds: readings.seconds,
			host,
			engines: readings.engines.map(({status}) => status),
			engineProcesses: readings.engineProcesses ?? [],
			containers,
			processes: this.#processes.build({...readings, owners}),
			namespaces,
			details: readings.details,
			heldNamespaces: readings.heldNamespaces,
			self: readings.self,
			history: readings.isTick || !previous ? appendHistory(previous?.history ?? new Map(), containers) : previous.history,
			problems: readings.problems,
		};
	}

	#collectNamespaces(readings: Readings, owners: ReadonlyMap<number, ContainerKey>): ReadonlyMap<NamespaceKey, Namespace> {
		const dependencies = [readings.factsRevision, readings.groups, readings.shownPids, readings.hostNamespaces];
		const isUnchanged = readings.factsRevision !== undefined && dependencies.every((value, index) => value === this.#namespaces?.of[index]);
		if (!isUnchanged || !this.#namespaces) {
			this.#namespaces = {of: dependencies, map: collectNamespaces(membersOf(readings, owners), readings.hostNamespaces)};
		}

		return this.#namespaces.map;
	}
}

/**
One snapshot by itself.
*/
export function buildSnapshot(readings: Readings, previous: Snapshot | undefined): Snapshot {
	return new SnapshotBuilder().build(readings, previous);
}

const ownersOfGroups = new WeakMap<object, ReadonlyMap<number, ContainerKey>>();

/**
Which container each process is in. Worked out once for each grouping.
*/
export function ownerByPid(groups: ReadonlyMap<ContainerKey, ProcessGroup>): ReadonlyMap<number, ContainerKey> {
	let owners = ownersOfGroups.get(groups);
	if (!owners) {
		owners = new Map([...groups].flatMap(([key, {pids}]) => pids.map(pid => [pid, key] as const)));
		ownersOfGroups.set(groups, owners);
	}

	return owners;
}

function * membersOf({shownPids, facts}: Readings, owners: ReadonlyMap<number, ContainerKey>): Iterable<NamespaceMember> {
	for (const pid of shownPids) {
		const read = facts(pid);
		if (read) {
			yield {pid, container: owners.get(pid), namespaces: read.namespaces};
		}
	}
}

function buildContainers(readings: Readings, allNamespaces: ReadonlyMap<NamespaceKey, Namespace>, hostMemoryBytes: Known<number>, previous: Snapshot | undefined): ReadonlyMap<ContainerKey, Container> {
	const told = toldByKey(readings.engines, readings.groups);
	const context: ContainerContext = {
		takenAt: readings.takenAt, hostNamespaces: readings.hostNamespaces, hostMemoryBytes, allNamespaces,
	};
	const containers = new Map<ContainerKey, Container>();
	for (const key of new Set([...told.keys(), ...readings.groups.keys()])) {
		const group = readings.groups.get(key);
		const seen = group && seeContainer(group, readings);
		containers.set(key, buildContainer(key, told.get(key), seen, previous?.containers.get(key), context));
	}

	for (const [key, container] of previous?.containers ?? []) {
		const remembered = containers.has(key) ? undefined : rememberContainer(container, readings.takenAt, exitCodeOf(container, readings.engines));
		if (remembered) {
			containers.set(key, remembered);
		}
	}

	return containers;
}

/**
What the engines tell, each container once. An engine in a container speaks for those that lie in the same one and for those that nobody else has, and for no others, whatever it says; it comes after those of the host.
*/
function toldByKey(engines: readonly EngineReading[], groups: ReadonlyMap<ContainerKey, ProcessGroup>): ReadonlyMap<ContainerKey, ToldContainer> {
	const siblings = new Map([...groups.values()].map(({key, id, parent}) => [`${parent ?? ''} ${id}`, key]));
	const told = new Map<ContainerKey, ToldContainer>();
	for (const {status, containers} of engines.toSorted((a, b) => Number(a.status.container !== undefined) - Number(b.status.container !== undefined))) {
		for (const container of containers) {
			const sibling = siblings.get(`${status.container ?? ''} ${container.id}`);
			const isOthers = sibling === undefined && status.container !== undefined && groups.has(container.id);
			const key = sibling ?? container.id;
			// Of two sockets of one engine the first is enough.
			if (!isOthers && !told.has(key)) {
				told.set(key, {container, engine: status});
			}
		}
	}

	return told;
}

function seeContainer(group: ProcessGroup, readings: Readings): SeenContainer {
	const init = readings.identities.get(group.initPid);
	const namespaces = readings.facts(group.initPid)?.namespaces ?? unknownNamespaces<Known<number>>(gone);
	const {net} = namespaces;
	// The kernel's own boot time is a whole second; the time since then is exact.
	const bootTime = mapKnown(readings.host.now.value.uptimeSeconds, uptimeSeconds => readings.takenAt - uptimeSeconds * 1000);
	return {
		group,
		initKey: init ? processKey(init) : gone,
		startedAt: init && startTime(init.startTicks, ticksPerSecond, bootTime),
		namespaces,
		cgroup: readings.cgroup(group.key),
		processes: group.cgroups ? undefined : usageOfProcesses(group.pids.map(pid => readings.sample(pid))),
		maker: readings.maker?.(group.key),
		isolation: readings.isolation?.(group.key),
		network: isMissing(net) ? net : networkOf(net, readings),
	};
}

/**
What an engine told when the container ended.
*/
function exitCodeOf({id, engine}: Container, engines: readonly EngineReading[]): number | undefined {
	return engines.find(({status}) => status.id === engine)?.exitCodes.get(id);
}

/**
The host's numbers are no container's.
*/
function networkOf(inode: number, {hostNamespaces, network}: Readings): Pair<NetworkReading> | undefined {
	return isSame(hostNamespaces.net, inode) ? undefined : network(inode);
}
