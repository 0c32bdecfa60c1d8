/**
What one look at the kernel gives. Raw facts and ever-growing counters only: rates, names and sharing are the model's work.
This folder knows Linux and nothing else: no engine, no container, no screen.
*/
import type {Known} from '../known.ts';
import type {FileFacts, FileIdentity} from './files/found.ts';
import type {CgroupMembership} from './pid/cgroup.ts';
import type {DescriptorTarget} from './pid/fd.ts';
import type {DescriptorInfo} from './pid/fdinfo.ts';
import type {PathLink} from './pid/links.ts';
import type {Mount} from './pid/mountinfo.ts';
import type {NamespaceInodes, NamespaceKind} from './pid/ns.ts';
import type {RootFileSystem} from './pid/root-mount.ts';
import type {ProcessIo} from './pid/io.ts';
import type {ProcessStat} from './pid/stat.ts';
import type {CapabilitySets, ProcessStatus} from './pid/status.ts';
import type {IdRange} from './pid/uid-map.ts';
import type {CpuCounters} from './cgroup/cpu.ts';
import type {DeviceRule} from './cgroup/devices.ts';
import type {MemoryCounters} from './cgroup/memory.ts';
import type {IoCounters} from './cgroup/io.ts';
import type {TaskCount} from './cgroup/pids.ts';
import type {Pressure} from './cgroup/pressure.ts';
import type {HostStat} from './host/stat.ts';
import type {HostMemory} from './host/meminfo.ts';
import type {SwapArea, ZramUse} from './host/swaps.ts';
import type {LoadAverage} from './host/loadavg.ts';
import type {NetworkInterface} from './process/network-reader.ts';

/**
What tells a process from every other one and says where it belongs. Read once in its life, for every process of the host.
*/
export type ProcessIdentity = {
	readonly pid: number;
	/**
	Start of the process in clock ticks since boot; pid and start together are unique.
	*/
	readonly startTicks: number;
	readonly parentPid: number;
	readonly comm: string;
	readonly isKernelThread: boolean;
	readonly cgroups: Known<readonly CgroupMembership[]>;
	/**
	Inode of the pid namespace.
	*/
	readonly pidNamespace: Known<number>;
	/**
	Inode of the mount namespace; read only where pidNamespace is not the reader's own, as unsupported otherwise.
	*/
	readonly mountNamespace: Known<number>;
};

/**
What an exec or setns may change but time does not: read when a process is first wanted, again for rows on screen.
*/
export type ProcessFacts = {
	readonly status: Known<ProcessStatus>;
	readonly args: Known<readonly string[]>;
	readonly namespaces: NamespaceInodes;
};

/**
What changes all the time, read for the processes on screen.
*/
export type ProcessSample = {
	readonly stat: Known<ProcessStat>;
	readonly io: Known<ProcessIo>;
};

/**
Paths of the cgroups that set the limits which hold for one: itself, or one that it lies in. Undefined where there is no limit, or it is
not known.
*/
export type LimitingCgroups = Readonly<Record<'cpu' | 'memory' | 'swap' | 'tasks', string | undefined>>;

/**
Counters of one cgroup with everything below it.
*/
export type CgroupReading = {
	readonly cpu: CpuCounters;
	readonly memory: MemoryCounters;
	readonly io: IoCounters;
	readonly tasks: TaskCount;
	readonly pressure: {readonly cpu: Known<Pressure>; readonly memory: Known<Pressure>; readonly io: Known<Pressure>};
	readonly limiting: LimitingCgroups;
	/**
	Whether the cgroup is frozen, as a paused container is.
	*/
	readonly frozen: Known<boolean>;
};

/**
Numbers of the whole host.
*/
export type HostReading = {
	readonly stat: Known<HostStat>;
	readonly memory: Known<HostMemory>;
	/**
	Each with what it takes of the memory, where that is a zram device.
	*/
	readonly swaps: Known<ReadonlyArray<SwapArea & {readonly zram: Known<ZramUse> | undefined}>>;
	readonly load: Known<LoadAverage>;
	readonly uptimeSeconds: Known<number>;
	/**
	Counters of the container that the reader is in, and since when its first process runs; absent where it is in none.
	*/
	readonly world?: {readonly cgroup: CgroupReading | undefined; readonly startTicks: number | undefined} | undefined;
};

export type NetworkReading = readonly NetworkInterface[];

/**
Who is there now, and what has changed since the last answer.
*/
export type Discovery = {
	/**
	By pid. The scanner's own map: it changes with the next look at the kernel.
	*/
	readonly processes: ReadonlyMap<number, ProcessIdentity>;
	/**
	Pids that have a new identity: of a new process, or of a young one that has moved to another cgroup or executed another program.
	*/
	readonly appeared: readonly number[];
	/**
	Pids whose process has ended. One that was reused meanwhile is in `appeared` too.
	*/
	readonly vanished: readonly number[];
	/**
	Number of processes on the host, including those whose identity has yet to be read.
	*/
	readonly count: number;
};

/**
How the ids of a process's user namespace are mapped to the reader's.
*/
export type IdMaps = {readonly users: Known<readonly IdRange[]>; readonly groups: Known<readonly IdRange[]>};

/**
What separates a process from the host, apart from its namespaces.
*/
export type IsolationReading = {
	readonly capabilities: Known<CapabilitySets>;
	/**
	Mode of the system call filter.
	*/
	readonly seccomp: ProcessStatus['seccomp'];
	readonly noNewPrivileges: Known<boolean>;
	/**
	Unsupported where the kernel has no security module.
	*/
	readonly lsmLabel: Known<string>;
	/**
	Whether the security module enforces this label.
	*/
	readonly isLabelEnforced: Known<boolean>;
	readonly idMaps: IdMaps;
	/**
	Unsupported where the root directory is no mount, as after a chroot.
	*/
	readonly root: Known<RootFileSystem>;
	/**
	Whether its root directory is that of pid 1: then it can see all files of the host that its rights allow.
	*/
	readonly rootIsHostRoot: Known<boolean>;
	/**
	Unsupported but on v1, and for a process in no device cgroup of its own.
	*/
	readonly devices: Known<readonly DeviceRule[]>;
	readonly mounts: Known<readonly Mount[]>;
	/**
	Those of pid 1, as they were when nstop first looked.
	*/
	readonly hostMounts: Known<readonly Mount[]>;
};

/**
Where the links of a process lead.
*/
export type ProcessLinks = {
	readonly executable: Known<PathLink>;
	readonly workingDirectory: Known<PathLink>;
	readonly root: Known<PathLink>;
};

/**
One open file of a process. `facts` are those of a file with a path or of memory with a name; unsupported for anything else, and where
asking for them could wait for ever.
*/
export type OpenFile = {
	readonly descriptor: number;
	readonly target: Known<DescriptorTarget>;
	readonly opened: Known<DescriptorInfo>;
	readonly facts: Known<FileFacts>;
};

/**
A Unix socket on which a process waits for clients. `path` is absolute, as it was bound: seen from the root directory of whoever bound
it. `inode` is that of the socket, not that of the file.
*/
export type ListeningSocket = {readonly path: string; readonly inode: number};

/**
A socket that was mounted. `path` is seen from the root directory of the process that has the mount. Device and inode are those of the
file: equal ones are the same socket.
*/
export type MountedSocket = {readonly path: string; readonly identity: Known<FileIdentity>};

/**
What keeps a namespace alive: a mount at the path `where`, or the open file with the number `where`, of the process `pid`.
*/
export type PinnedNamespace = {
	readonly kind: NamespaceKind;
	readonly inode: number;
	readonly heldBy: 'mount' | 'descriptor';
	readonly where: string;
	readonly pid: number;
};

/**
A thread that is in other namespaces than its process. `id` is its id as the host counts, `nspid` that at each level.
*/
export type StrayedThread = {
	readonly pid: number;
	readonly id: number;
	readonly nspid: readonly number[];
	readonly comm: string;
	/**
	Inodes of those alone that are not the process's.
	*/
	readonly namespaces: Readonly<Partial<Record<NamespaceKind, number>>>;
};
