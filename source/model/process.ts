/**
A process as the snapshot has it.
*/
import type {Known} from '../known.ts';
import type {NamespaceKind} from '../kernel/pid/ns.ts';
import type {ProcessState} from '../kernel/pid/stat.ts';
import type {ContainerKey, ProcessKey} from './keys.ts';

/**
One process. Texts are as the kernel gave them, not yet safe to draw.
*/
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
	Name of the user in its container's /etc/passwd, or in the host's outside of containers; undefined where it has none.
	*/
	readonly user: string | undefined;
	readonly comm: string;
	readonly args: Known<readonly string[]>;
	readonly state: Known<ProcessState>;
	readonly threads: Known<number>;
	readonly cpuPercent: Known<number>;
	readonly cpuUserPercent: Known<number>;
	readonly cpuSystemPercent: Known<number>;
	/**
	CPU time since its start, of all its threads.
	*/
	readonly cpuSeconds: Known<number>;
	readonly residentBytes: Known<number>;
	/**
	The CPU that it ran on last, counted from 0.
	*/
	readonly processor: Known<number>;
	/**
	Function of the kernel that its main thread waits in; undefined where it waits for nothing. Waiting for the first sample while nobody
	looks at it.
	*/
	readonly waitChannel: Known<string | undefined>;
	readonly namespaces: Readonly<Record<NamespaceKind, Known<number>>>;
};
