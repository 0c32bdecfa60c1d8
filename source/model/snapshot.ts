/**
Everything at one moment, as an immutable value. Made by `build.ts` alone; nothing here reads a clock, a file or a screen.
*/
import type {Known} from '../known.ts';
import type {EngineStatus} from '../engine/engine.ts';
import type {EmptyCgroups} from '../kernel/cgroup/reader/empty.ts';
import type {PinnedNamespace} from '../kernel/reading.ts';
import type {Actor} from '../systemd/unit-action.ts';
import type {EngineProcess} from './engine-process.ts';
import type {ProcessPast} from './build/process-history.ts';
import type {Recent} from './build/recent.ts';
import type {Timeline} from './build/timeline.ts';
import type {ContainerKey, NamespaceKey, ProcessKey} from './keys.ts';
import type {Container} from './container.ts';
import type {Process} from './process.ts';
import type {Namespace} from './namespace.ts';
import type {Host} from './host.ts';
import type {ProcessThreads} from './thread.ts';
import type {ProcessDetails} from './process-details.ts';

/**
Everything nstop knows at one moment.

The same object means that nothing has changed: all caches rest on this contract. Whoever makes a value again and finds that it says the
same gives the object of before, at every step from the kernel's bytes to the cells on screen. Whoever gets one may keep what it made of it
under that object. It holds in one direction: another object may say the same, which costs time and is no fault. So nothing here is ever
changed in place.

Who gives the same object again:
- the kernel's side: `ParsedContents` (a file that says the same), `Interned` (cgroups and namespaces of many processes), `ProcessWatch`,
  `CgroupReader.readParts` (a container that does nothing);
- the engines' side: `ContainerIndex` (a container, and the whole list), `EngineWatch` and `EnginePool` (readings);
- the sampler: `Pairs` (equal readings), `Grouping` (who belongs to what), facts, isolation and engine processes;
- the builder: `ContainerList`, `UnitList`, `ProcessList`, `ThreadList` and `NamespaceList`, by what each thing was built of.

Who relies on it: those lists; `ownerByPid`; `memoBy`, and with it the view and its lists; the cells of the tables, by container and
process; the tabs that keep their lines; and the settings, whose object says whether what is drawn is still right.
`test/sampler/identity.ts` holds it.
*/
export type Snapshot = {
	/**
	Milliseconds since the epoch.
	*/
	readonly takenAt: number;
	/**
	Milliseconds of a clock that nobody sets, to measure how long ago something was seen; its beginning means nothing.
	*/
	readonly steadyMilliseconds: number;
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
	/**
	What is in no container, in the same form: the host as one row always, its units where they are wanted.
	*/
	readonly units: ReadonlyMap<ContainerKey, Container>;
	/**
	How many cgroups have no processes and so no row; looked for only where every cgroup is shown.
	*/
	readonly emptyCgroups?: EmptyCgroups | undefined;
	/**
	Whether /proc does not even list the processes of others (`hidepid`): where it does, there is always a process 1.
	*/
	readonly areProcessesHidden: boolean;
	/**
	Undefined where systemd does not run here.
	*/
	readonly systemd?: SystemdState | undefined;
	/**
	A row for each Compose project and each pod, which sums its containers.
	*/
	readonly projects: ReadonlyMap<ContainerKey, Container>;
	readonly processes: ReadonlyMap<ProcessKey, Process>;
	/**
	Those that ended while they were selected, for a minute; in no sum.
	*/
	readonly endedProcesses?: ReadonlyMap<ProcessKey, EndedProcess> | undefined;
	readonly namespaces: ReadonlyMap<NamespaceKey, Namespace>;
	/**
	Threads of the processes that have several; read only where threads are shown.
	*/
	readonly threads?: ReadonlyMap<ProcessKey, Known<ProcessThreads>> | undefined;
	/**
	What holds namespaces besides processes; looked for only where that is shown.
	*/
	readonly pinnedNamespaces?: readonly PinnedNamespace[] | undefined;
	/**
	What was read of the one process shown in the details.
	*/
	readonly details: ProcessDetails | undefined;
	/**
	The last minutes of each container, for sparklines.
	*/
	readonly history: ReadonlyMap<ContainerKey, Series>;
	/**
	The last minutes of the processes that were selected, by their keys.
	*/
	readonly processHistory: ReadonlyMap<ProcessKey, ProcessPast>;
	readonly self: SelfUsage;
	readonly problems: readonly Problem[];
};

/**
A process as it was seen last, its numbers gone.
*/
export type EndedProcess = {
	readonly process: Process;
	/**
	On the steady clock, when it was missed first.
	*/
	readonly endedAt: number;
	/**
	The rows of what is in no container that it was in.
	*/
	readonly units: ReadonlySet<ContainerKey>;
};

/**
The systemd that can be asked to act. `trouble` says why it does not tell of its units, as a sentence.
*/
export type SystemdState = {readonly actor: Actor; readonly trouble: string | undefined};

/**
What nstop itself costs.
*/
export type SelfUsage = {readonly pid: number; readonly cpuPercent: Known<number>; readonly residentBytes: number};

/**
One value per sample, oldest first; undefined where it was unknown.
*/
export type Series = {
	readonly cpuPercent: Recent<number | undefined>;
	readonly memoryBytes: Recent<number | undefined>;
	/**
	The last ten minutes in more detail. It grows in place.
	*/
	readonly timeline: Timeline;
};

/**
Something that could not be read or reached, told once for the whole screen.
*/
export type Problem = {
	/**
	The screen tells more of an engine than stands here, from the engine's own state.
	*/
	readonly about: 'engine' | 'threads';
	readonly what: string;
	readonly detail: string;
};
