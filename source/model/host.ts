/**
The machine that all of it runs on.
*/
import type {Known} from '../known.ts';
import type {NamespaceKind} from '../kernel/pid/ns.ts';
import type {Inside} from './inside/inside.ts';

/**
Numbers that may be those of the whole machine although nstop sees a container of it alone.
*/
export type MachineNumber = 'cpu' | 'memory' | 'swap' | 'load';

/**
The container that nstop is in, and which numbers of the host are not that container's.
*/
export type HostPlace = Pick<Inside, 'runtime' | 'evidence' | 'isOwnWorld'> & {
	readonly ofMachine: ReadonlySet<MachineNumber>;
	/**
	Since its first process was started; unsupported where the processes are the machine's.
	*/
	readonly uptimeSeconds: Known<number>;
	/**
	Processes and their threads in its cgroup, and how many there may be; undefined without a limit.
	*/
	readonly tasks: Known<number>;
	readonly tasksLimit: Known<number | undefined>;
	readonly memoryLimitBytes: Known<number | undefined>;
};

/**
A device or file for swap. `memoryBytes` is what zram, which compresses into memory, takes of it; undefined for what is on a disk.
*/
export type HostSwap = {
	readonly name: string;
	readonly kind: 'partition' | 'file' | 'zram';
	readonly sizeBytes: number;
	readonly usedBytes: number;
	readonly memoryBytes: Known<number> | undefined;
};

/**
The host as nstop sees it: inside a container, what that container sees of it.
*/
export type Host = {
	readonly hostname: string;
	readonly kernel: string;
	readonly os: string;
	/**
	Processors that are online.
	*/
	readonly cpus: Known<number>;
	readonly memoryBytes: Known<number>;
	readonly memoryUsedBytes: Known<number>;
	/**
	All swap space, 0 without any.
	*/
	readonly swapBytes: Known<number>;
	readonly swapUsedBytes: Known<number>;
	/**
	Where it goes: each device or file.
	*/
	readonly swaps: Known<readonly HostSwap[]>;
	/**
	Memory in which zswap keeps what was moved to swap, compressed, and how much it was before; unsupported without zswap.
	*/
	readonly zswapBytes: Known<number>;
	readonly zswappedBytes: Known<number>;
	/**
	Cores that may be used, where a quota or the processors of the container that nstop is in allow fewer than there are.
	*/
	readonly cpuLimit?: number | undefined;
	/**
	All cores that may be used together: 100 is the whole machine busy.
	*/
	readonly cpuPercent: Known<number>;
	/**
	Each core that is online, from 0 to 100.
	*/
	readonly corePercents: Known<ReadonlyArray<Known<number>>>;
	readonly load: Known<readonly [number, number, number]>;
	readonly uptimeSeconds: Known<number>;
	readonly cgroup: 'v1' | 'v2' | 'hybrid' | 'none';
	readonly processes: Known<number>;
	/**
	Undefined where nstop is in no container.
	*/
	readonly inside?: HostPlace | undefined;
	/**
	The initial namespaces.
	*/
	readonly namespaces: Readonly<Record<NamespaceKind, Known<number>>>;
};

/**
How many cores 100 percent of its CPU are.
*/
export function coresOf({cpus, cpuLimit}: Pick<Host, 'cpus' | 'cpuLimit'>): Known<number> {
	return cpuLimit ?? cpus;
}
