/**
The machine that all of it runs on.
*/
import type {Known} from '../known.ts';
import type {NamespaceKind} from '../kernel/pid/ns.ts';

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
	All cores together: 100 is the whole machine busy.
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
	The initial namespaces.
	*/
	readonly namespaces: Readonly<Record<NamespaceKind, Known<number>>>;
};
