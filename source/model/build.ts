/**
From readings to the snapshot: the one place where the views of the kernel and of the engines are joined. Pure: the same readings give the same snapshot.
*/
import type {Known} from '../known.ts';
import type {EngineReading} from '../engine/engine.ts';
import type {NamespaceInodes} from '../kernel/pid/ns.ts';
import type {
	CgroupReading,
	HeldNamespace,
	HostReading,
	NetworkReading,
	ProcessFacts,
	ProcessIdentity,
	ProcessSample,
} from '../kernel/reading.ts';
import {appendHistory} from './history.ts';
import {buildHost, type HostFacts} from './host.ts';
import {ContainerList} from './container-list.ts';
import {NamespaceList} from './namespace-list.ts';
import type {EngineProcess} from './engine-process.ts';
import type {Maker} from './evidence.ts';
import type {Isolation} from './isolation.ts';
import type {ProcessGroup} from './ownership.ts';
import {ownerByPid} from './ownership/owners.ts';
import {ProcessList} from './process-list.ts';
import type {Pair} from './rates.ts';
import type {ContainerKey} from './types/keys.ts';
import type {ProcessDetails} from './types/process-details.ts';
import type {Problem, SelfUsage, Snapshot} from './types/snapshot.ts';

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
	Another number where more than the pids of the groups may have changed; if not said, every other map counts as that.
	*/
	readonly groupsRevision?: number;
	/**
	Pids of the processes that the snapshot shall hold, ascending.
	*/
	readonly shownPids: readonly number[];
	/**
	Pids of all those that came or went, or of which something else was read than for the snapshot before. Without it everybody counts as changed.
	*/
	readonly changedPids?: ReadonlySet<number> | undefined;
	/**
	Whether the pids are those of the whole host, and not of the containers alone.
	*/
	readonly isWholeHost?: boolean;
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
	readonly #containers = new ContainerList();
	readonly #processes = new ProcessList();
	readonly #namespaces = new NamespaceList();

	/**
	Joins the readings into one snapshot; `previous` lends what time alone can tell: what died, and the history.
	*/
	build(readings: Readings, previous: Snapshot | undefined): Snapshot {
		const host = buildHost(readings.hostFacts, readings.host, readings.hostNamespaces, readings.processCount);
		const owners = ownerByPid(readings.groups);
		const namespaces = this.#namespaces.build({...readings, owners});
		const containers = this.#containers.build(readings, namespaces, host.memoryBytes, previous);
		return {
			takenAt: readings.takenAt,
			seconds: readings.seconds,
			host,
			engines: readings.engines.map(({status}) => status),
			engineProcesses: readings.engineProcesses ?? [],
			containers,
			processes: this.#processes.build({...readings, owners}),
			namespaces: namespaces.map,
			details: readings.details,
			heldNamespaces: readings.heldNamespaces,
			self: readings.self,
			history: readings.isTick || !previous ? appendHistory(previous?.history ?? new Map(), containers) : previous.history,
			problems: readings.problems,
		};
	}
}

/**
One snapshot by itself.
*/
export function buildSnapshot(readings: Readings, previous: Snapshot | undefined): Snapshot {
	return new SnapshotBuilder().build(readings, previous);
}
