/**
What the sampler hands to the builder: everything that was read for one snapshot.
*/
import type {EngineReading} from '../engine/engine.ts';
import type {UnitMap} from '../systemd/unit-facts.ts';
import type {NamespaceInodes} from '../kernel/pid/ns.ts';
import type {ProcessStat} from '../kernel/pid/stat.ts';
import type {ProcessStatus} from '../kernel/pid/status.ts';
import type {
	CgroupReading,
	PinnedNamespace,
	HostReading,
	NetworkReading,
	ProcessFacts,
	ProcessIdentity,
	ProcessSample,
	StrayedThread,
} from '../kernel/reading.ts';
import type {Known} from '../known.ts';
import type {EmptyCgroups} from '../kernel/cgroup/reader/empty.ts';
import type {HostFacts} from './build/host.ts';
import type {Pair} from './build/rates.ts';
import type {EngineProcess} from './engine-process.ts';
import type {Isolation} from './isolation/isolation.ts';
import type {ContainerKey} from './keys.ts';
import type {Maker} from './ownership/evidence.ts';
import type {ProcessGroup} from './ownership/ownership.ts';
import type {UnitGroup} from './units/group.ts';
import type {ProcessDetails} from './process-details.ts';
import type {Problem, SelfUsage, SystemdState} from './snapshot.ts';

/**
A thread: its id as the host counts, who it is, and its counters.
*/
export type ThreadReading = {
	readonly id: number;
	readonly status: Known<ProcessStatus>;
	readonly pair: Pair<Known<ProcessStat>>;
};

/**
The threads of one process that were read, the main one first, and how many others there are.
*/
export type ProcessThreadsReading = {readonly threads: readonly ThreadReading[]; readonly leftOut: number};

/**
Everything that was read for one snapshot.
*/
export type Readings = {
	/**
	Milliseconds since the epoch.
	*/
	readonly takenAt: number;
	/**
	Milliseconds of a clock that nobody sets; its beginning means nothing.
	*/
	readonly steadyMilliseconds: number;
	readonly seconds: number;
	readonly hostFacts: HostFacts;
	readonly host: Pair<HostReading>;
	readonly hostNamespaces: NamespaceInodes;
	readonly processCount: Known<number>;
	readonly identities: ReadonlyMap<number, ProcessIdentity>;
	readonly groups: ReadonlyMap<ContainerKey, ProcessGroup>;
	/**
	What is in no container, by units; empty where they are not wanted.
	*/
	readonly units?: ReadonlyMap<ContainerKey, UnitGroup>;
	/**
	The units whose every process was sampled.
	*/
	readonly summedUnits?: ReadonlySet<ContainerKey>;
	/**
	How many cgroups have no processes; where every cgroup is wanted.
	*/
	readonly emptyCgroups?: EmptyCgroups | undefined;
	/**
	What the system's manager says of its units, by their names; nothing where it was not asked or does not run here.
	*/
	readonly unitFacts?: UnitMap | undefined;
	readonly systemd?: SystemdState | undefined;
	/**
	Another number where more than the pids of the groups may have changed; if not said, every other map counts as that.
	*/
	readonly groupsRevision?: number;
	/**
	Pids of the processes that the snapshot shall hold, ascending.
	*/
	readonly shownPids: readonly number[];
	/**
	Pids of all those that came or went, or of which something else was read than for the snapshot before. Without it all count as
	changed.
	*/
	readonly changedPids?: ReadonlySet<number> | undefined;
	/**
	Whether the pids are those of the whole host, and not of the containers alone.
	*/
	readonly isWholeHost?: boolean;
	facts(pid: number): ProcessFacts | undefined;
	sample(pid: number): Pair<ProcessSample> | undefined;
	/**
	Threads by the pid of their process, of those that have several; absent where they were not asked for.
	*/
	readonly threads?: ReadonlyMap<number, Known<ProcessThreadsReading>> | undefined;
	/**
	What a process or thread waits for, by its id; undefined where it was not asked for.
	*/
	waitChannel?(id: number): {readonly name: Known<string | undefined>} | undefined;
	/**
	Threads that are in other namespaces than their process; the same array as long as they are the same.
	*/
	readonly strayedThreads?: readonly StrayedThread[] | undefined;
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
	/**
	Names of the host's users by their ids.
	*/
	readonly users: ReadonlyMap<number, string>;
	/**
	Names that a container has for the users of its processes, by the same ids; if not said, those of the host.
	*/
	usersOf?(key: ContainerKey): ReadonlyMap<number, string>;
	readonly details: ProcessDetails | undefined;
	/**
	Whether the details are about a process that was selected as such, whose past is kept.
	*/
	readonly isProcessFollowed?: boolean;
	readonly pinnedNamespaces?: readonly PinnedNamespace[] | undefined;
	readonly self: SelfUsage;
	readonly problems: readonly Problem[];
	/**
	Whether a whole interval has passed, so that the history gets a new value.
	*/
	readonly isTick: boolean;
};
