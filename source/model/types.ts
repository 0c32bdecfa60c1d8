/**
The words of the domain, as immutable values. Made by `build.ts` alone; nothing here reads a clock, a file or a screen.
*/
import type {Known} from '../known.ts';
import type {ContainerState, EngineStatus, PublishedPort} from '../engine/engine.ts';
import type {CgroupMembership} from '../kernel/pid/cgroup.ts';
import type {EnvironmentVariable} from '../kernel/pid/environ.ts';
import type {ResourceLimit} from '../kernel/pid/limits.ts';
import type {Mount} from '../kernel/pid/mountinfo.ts';
import type {NamespaceKind} from '../kernel/pid/ns.ts';
import type {ProcessIo} from '../kernel/pid/io.ts';
import type {ShownFileName} from '../kernel/pid/shown-files.ts';
import type {MemoryShare} from '../kernel/pid/smaps-rollup.ts';
import type {ProcessStat, ProcessState} from '../kernel/pid/stat.ts';
import type {ProcessStatus} from '../kernel/pid/status.ts';
import type {
	HeldNamespace,
	NetworkReading,
	OpenFile,
	ProcessLinks,
} from '../kernel/reading.ts';
import type {FileText} from '../kernel/shown-files.ts';
import type {EngineProcess} from './engine-process.ts';
import type {Isolation} from './isolation.ts';
import type {OwnedSocket} from './sockets.ts';

/**
Engine and id of a container, or runtime and kernel evidence where no engine knows it. Stable over its life.
*/
export type ContainerKey = string;

/**
`pid:startTicks`: a reused pid is another process.
*/
export type ProcessKey = string;

/**
`kind:inode`.
*/
export type NamespaceKey = string;

/**
A rate per second or a percentage, unknown until two samples exist.
*/
export type Usage = {
	/**
	100 is one core.
	*/
	readonly cpuPercent: Known<number>;
	readonly cpuUserPercent: Known<number>;
	readonly cpuSystemPercent: Known<number>;
	/**
	Cores the quota allows, undefined without a quota.
	*/
	readonly cpuLimit: Known<number | undefined>;
	/**
	Share of the enforcement periods in which the quota was hit.
	*/
	readonly throttledPercent: Known<number>;
	/**
	As `docker stats` counts: without the inactive page cache.
	*/
	readonly memoryBytes: Known<number>;
	/**
	Undefined without a limit.
	*/
	readonly memoryLimitBytes: Known<number | undefined>;
	readonly memoryPeakBytes: Known<number>;
	readonly anonBytes: Known<number>;
	readonly fileBytes: Known<number>;
	readonly shmemBytes: Known<number>;
	readonly kernelBytes: Known<number>;
	readonly oomKills: Known<number>;
	/**
	Tasks, that is threads, as `docker stats` counts PIDS.
	*/
	readonly tasks: Known<number>;
	readonly tasksLimit: Known<number | undefined>;
	readonly networkRxBytes: Known<number>;
	readonly networkTxBytes: Known<number>;
	readonly networkRxPerSecond: Known<number>;
	readonly networkTxPerSecond: Known<number>;
	readonly blockReadBytes: Known<number>;
	readonly blockWriteBytes: Known<number>;
	readonly blockReadPerSecond: Known<number>;
	readonly blockWritePerSecond: Known<number>;
	/**
	Share of the time in which some task waited, in percent, average of ten seconds.
	*/
	readonly pressureCpu: Known<number>;
	readonly pressureMemory: Known<number>;
	readonly pressureIo: Known<number>;
};

export type NamespaceUse = {
	readonly inode: Known<number>;
	/**
	Whether it is the initial one, which the host's own processes use.
	*/
	readonly isHost: Known<boolean>;
	/**
	Other containers in the same namespace, not told where it is the host's.
	*/
	readonly sharedWith: readonly ContainerKey[];
};

export type Container = {
	readonly key: ContainerKey;
	readonly id: string;
	readonly name: string;
	readonly image: string;
	readonly state: ContainerState;
	readonly exitCode: number | undefined;
	readonly health: string | undefined;
	/**
	Milliseconds since the epoch.
	*/
	readonly createdAt: number | undefined;
	readonly startedAt: number | undefined;
	readonly finishedAt: number | undefined;
	readonly command: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly ports: readonly PublishedPort[];
	/**
	Id of the engine that knows it.
	*/
	readonly engine: string | undefined;
	readonly runtime: string;
	readonly parent: ContainerKey | undefined;
	readonly init: Known<ProcessKey>;
	readonly initPid: Known<number>;
	/**
	Host pids, ascending.
	*/
	readonly pids: readonly number[];
	/**
	Path below the root of its hierarchy.
	*/
	readonly cgroup: Known<string>;
	readonly usage: Usage;
	readonly namespaces: Readonly<Record<NamespaceKind, NamespaceUse>>;
	/**
	When it was seen to die or vanish while nstop ran, in milliseconds since the epoch.
	*/
	readonly diedAt: number | undefined;
	/**
	Neither engine nor kernel knows it any more; it is remembered for whoever still looks at it.
	*/
	readonly isRemoved: boolean;
	/**
	Since when it has no process although it had some, in milliseconds since the epoch.
	*/
	readonly emptySince?: number | undefined;
	/**
	What isolates it from the host; undefined where it does not run here or has not been looked at yet.
	*/
	readonly isolation?: Isolation | undefined;
};

export type Process = {
	readonly key: ProcessKey;
	readonly pid: number;
	readonly startTicks: number;
	readonly parentPid: number;
	/**
	Outermost first; the first is the host's.
	*/
	readonly nspid: readonly number[];
	/**
	Pid in the innermost namespace.
	*/
	readonly pidInside: Known<number>;
	readonly container: ContainerKey | undefined;
	readonly uid: Known<number>;
	/**
	Name of the user in the host's user database, undefined where it has none.
	*/
	readonly user: string | undefined;
	readonly comm: string;
	readonly args: Known<readonly string[]>;
	readonly state: Known<ProcessState>;
	readonly threads: Known<number>;
	readonly cpuPercent: Known<number>;
	readonly cpuUserPercent: Known<number>;
	readonly cpuSystemPercent: Known<number>;
	readonly residentBytes: Known<number>;
	readonly namespaces: Readonly<Record<NamespaceKind, Known<number>>>;
};

export type Namespace = {
	readonly key: NamespaceKey;
	readonly kind: NamespaceKind;
	readonly inode: number;
	readonly isHost: boolean;
	readonly pids: readonly number[];
	readonly containers: readonly ContainerKey[];
};

export type Host = {
	readonly hostname: string;
	readonly kernel: string;
	readonly os: string;
	readonly cpus: number;
	readonly memoryBytes: Known<number>;
	readonly memoryUsedBytes: Known<number>;
	/**
	All cores together: 100 is the whole machine busy.
	*/
	readonly cpuPercent: Known<number>;
	readonly load: Known<readonly [number, number, number]>;
	readonly uptimeSeconds: Known<number>;
	readonly cgroup: 'v1' | 'v2' | 'hybrid' | 'none';
	readonly processes: Known<number>;
	/**
	The initial namespaces.
	*/
	readonly namespaces: Readonly<Record<NamespaceKind, Known<number>>>;
};

/**
Something that could not be read or reached, told once for the whole screen.
*/
export type Problem = {readonly what: string; readonly detail: string};

/**
Everything nstop knows at one moment.
*/
export type Snapshot = {
	/**
	Milliseconds since the epoch.
	*/
	readonly takenAt: number;
	/**
	Seconds since the sample before, by a monotonic clock; 0 for the first.
	*/
	readonly seconds: number;
	readonly host: Host;
	readonly engines: readonly EngineStatus[];
	/**
	Engines that the kernel shows, whether they answer or not.
	*/
	readonly engineProcesses: readonly EngineProcess[];
	readonly containers: ReadonlyMap<ContainerKey, Container>;
	readonly processes: ReadonlyMap<ProcessKey, Process>;
	readonly namespaces: ReadonlyMap<NamespaceKey, Namespace>;
	/**
	What holds namespaces besides processes; looked for only where that is shown.
	*/
	readonly heldNamespaces?: readonly HeldNamespace[] | undefined;
	/**
	What was read of the one process that somebody looks at closely.
	*/
	readonly details: ProcessDetails | undefined;
	/**
	The last minutes of each container, for sparklines.
	*/
	readonly history: ReadonlyMap<ContainerKey, Series>;
	readonly self: SelfUsage;
	readonly problems: readonly Problem[];
};

/**
What nstop itself costs.
*/
export type SelfUsage = {readonly cpuPercent: Known<number>; readonly residentBytes: number};

/**
What is read of one process only while somebody looks at it.
*/
export type ProcessDetails = {
	readonly key: ProcessKey;
	readonly status: Known<ProcessStatus>;
	readonly stat: Known<ProcessStat>;
	readonly io: Known<ProcessIo>;
	readonly readBytesPerSecond: Known<number>;
	readonly writeBytesPerSecond: Known<number>;
	readonly voluntarySwitchesPerSecond: Known<number>;
	readonly involuntarySwitchesPerSecond: Known<number>;
	readonly faultsPerSecond: Known<number>;
	readonly limits: Known<readonly ResourceLimit[]>;
	readonly mounts: Known<readonly Mount[]>;
	readonly network: Known<NetworkReading>;
	readonly descriptors: Known<number>;
	/**
	How likely the kernel kills it when memory runs out, and what was added to that.
	*/
	readonly oomScore: Known<number>;
	readonly oomAdjustment: Known<number>;
	/**
	Memory with what is shared counted by share; some seconds old.
	*/
	readonly memoryShare: Known<MemoryShare>;
	readonly links: Known<ProcessLinks>;
	readonly cgroups: Known<readonly CgroupMembership[]>;
	readonly openFiles: Known<readonly OpenFile[]>;
	/**
	Sockets of its network namespace, with those who have them among the processes of its container.
	*/
	readonly sockets: Known<readonly OwnedSocket[]>;
	readonly environment: Known<readonly EnvironmentVariable[]>;
	/**
	The one file that is shown as it is; undefined where none is. The same object as long as it reads the same.
	*/
	readonly text: ShownText | undefined;
};

/**
A file of a process as it is.
*/
export type ShownText = {readonly name: ShownFileName; readonly content: Known<FileText>};

/**
One value per sample, oldest first; undefined where it was unknown.
*/
export type Series = {
	readonly cpuPercent: ReadonlyArray<number | undefined>;
	readonly memoryBytes: ReadonlyArray<number | undefined>;
};
