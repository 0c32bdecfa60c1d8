/**
What is true in the guest, as its engines' own tools and the kernel's files tell it. Written by collect.ts there, read by the comparison
here.
*/

/**
Limits as the tightest of the container's cgroup and all above it; null without one.
*/
export type Limits = {
	readonly memoryBytes: number | null;
	readonly swapBytes: number | null;
	readonly cpus: number | null;
	readonly tasks: number | null;
};

/**
What changes by itself: compared as between two looks. Null where the cgroup's controller is off, as for most of an ordinary user's.
*/
export type Counters = {
	/**
	As `docker stats` counts: without the inactive page cache.
	*/
	readonly memoryBytes: number | null;
	readonly swapBytes: number | null;
	readonly tasks: number | null;
	readonly oomKills: number | null;
	/**
	Of the physical devices, each byte once.
	*/
	readonly readBytes: number | null;
	readonly writtenBytes: number | null;
	/**
	Null where the network is the host's.
	*/
	readonly receivedBytes: number | null;
	readonly sentBytes: number | null;
};

export type TrueContainer = {
	/**
	Who made it: docker, podman, podman of ann, lxc, incus, nspawn, containerd, none.
	*/
	readonly maker: string;
	readonly name: string;
	/**
	The maker's id, where it has one besides the name.
	*/
	readonly id: string | null;
	readonly image: string | null;
	readonly state: string;
	readonly exitCode: number | null;
	readonly health: string | null;
	readonly restarts: number | null;
	readonly isOomKilled: boolean | null;
	readonly project: string | null;
	/**
	Published, as `address:port:port/protocol`.
	*/
	readonly ports: readonly string[];
	/**
	First process, as the host numbers it; null where it has none.
	*/
	readonly pid: number | null;
	readonly running: Running | null;
};

/**
What the kernel shows of one that has processes.
*/
export type Running = {
	readonly cgroup: string;
	/**
	Inodes of its first process by kind.
	*/
	readonly namespaces: Readonly<Record<string, number>>;
	readonly limits: Limits;
	readonly counters: Counters;
	/**
	All processes in the container's cgroup and below it.
	*/
	readonly pids: readonly number[];
	/**
	What nstop should warn of, worked out from the maker's settings alone.
	*/
	readonly flags: readonly string[];
};

/**
What `systemctl show` says of one unit. Null is what its type has not, and no main process.
*/
export type ToldOfUnit = {
	readonly name: string;
	/**
	Path of its cgroup; empty while it has none.
	*/
	readonly cgroup: string;
	readonly description: string;
	readonly state: string;
	readonly subState: string;
	readonly result: string | null;
	readonly restarts: number | null;
	readonly mainPid: number | null;
};

/**
What is in no container.
*/
export type TrueUnit = {
	/**
	Path of its cgroup; `kernel` or `none` for what is in no unit.
	*/
	readonly id: string;
	readonly name: string;
	readonly kind: string;
	/**
	Path of the unit around it.
	*/
	readonly parent: string | null;
	/**
	All processes in it and below it, without those of containers; ascending.
	*/
	readonly pids: readonly number[];
	/**
	Those of them that are in a sandbox without a cgroup of its own, with their threads. Only its owner and root can tell them apart.
	*/
	readonly sandboxed: ReadonlyArray<readonly [number, number]>;
	readonly eldest: number | null;
	/**
	Of its cgroup without those of the containers in it; null without the controller.
	*/
	readonly memoryBytes: number | null;
	readonly tasks: number | null;
	/**
	Null for units of another manager than the system's, and for what is no unit.
	*/
	readonly told: ToldOfUnit | null;
};

export type Truth = {
	/**
	The last pid that had been given out when this look began.
	*/
	readonly lastPid: number;
	readonly containers: readonly TrueContainer[];
	readonly units: readonly TrueUnit[];
	/**
	Rows of lsns: kind, inode, number of processes.
	*/
	readonly namespaces: ReadonlyArray<readonly [string, number, number]>;
	readonly host: {
		readonly os: string;
		readonly kernel: string;
		readonly cpus: number;
		readonly memoryBytes: number;
		readonly swapBytes: number;
	};
	/**
	Answers as the tools gave them, for whoever wants to look.
	*/
	readonly answers: Readonly<Record<string, unknown>>;
};

/**
CPU time that the kernel has counted up to a moment, which is in milliseconds since the epoch. Each file is read at its own.
*/
export type Count = {readonly atMilliseconds: number; readonly seconds: number};

export type Counts = {
	/**
	All processors: the time that they were not idle.
	*/
	readonly busy: Count;
	/**
	By the path of the cgroup, without what was in cgroups that have ended.
	*/
	readonly cgroups: Readonly<Record<string, Count>>;
};

/**
Documents that nstop printed one after the other, each with the time at which it was there, and what the kernel counted meanwhile.
*/
export type Counted = {
	readonly documents: ReadonlyArray<{readonly document: unknown; readonly printedAtMilliseconds: number}>;
	readonly counts: readonly Counts[];
};
