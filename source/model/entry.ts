/**
What has to be known before the namespaces of a process can be entered.
*/
import type {NamespaceInodes, NamespaceKind} from '../kernel/pid/ns.ts';
import type {ProcessKey} from './keys.ts';

/**
The options of nsenter(1), by kind.
*/
export const entryFlags: Readonly<Record<NamespaceKind, string>> = {
	cgroup: '-C', ipc: '-i', mnt: '-m', net: '-n', pid: '-p', time: '-T', user: '-U', uts: '-u',
};

/**
A process whose namespaces can be entered, and with which programs.
*/
export type Entry = {
	readonly pid: number;
	readonly key: ProcessKey;
	readonly namespaces: NamespaceInodes;
	/**
	Those that nstop is in itself: what is the same need not be entered.
	*/
	readonly own: NamespaceInodes;
	/**
	Path of a shell below the root directory of the process; undefined where none is there.
	*/
	readonly shell: string | undefined;
	/**
	Path of a shell of the host.
	*/
	readonly hostShell: string;
	/**
	Where nsenter(1) is.
	*/
	readonly tool: string;
	/**
	Kinds of namespaces of the process that this nsenter has no option for.
	*/
	readonly unknownToTool: readonly NamespaceKind[];
};

/**
Why there is nothing to enter: the process has ended, its namespaces may not be seen or entered, the tool is missing, or all of them are
nstop's own.
*/
export type EntryRefusal = 'gone' | 'denied' | 'no-nsenter' | 'same';
