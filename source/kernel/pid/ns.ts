/**
The eight kinds of namespaces and the links of /proc/PID/ns that name them.
*/
import type {Known} from '../../known.ts';

/**
One row for each kind, in alphabetical order. `initialInode` is the inode that every kernel gives to the first namespace of the kind
(include/linux/proc_ns.h);
for mnt and net only Linux 6.18 and later fix one, so nothing can be concluded from a number there. `isOfThread` tells that a thread may be
in another one than its process: unshare(2) and setns(2) refuse the others to a process with threads, or change them for its children alone.
*/
export const namespaceKinds = [
	{
		kind: 'cgroup',
		title: 'Control groups',
		help: 'Which cgroup is seen as the root of the tree.',
		initialInode: 4_026_531_835,
		isOfThread: true,
	},
	{
		kind: 'ipc',
		title: 'IPC',
		help: 'System V shared memory and semaphores, POSIX message queues.',
		initialInode: 4_026_531_839,
		isOfThread: true,
	},
	{
		kind: 'mnt',
		title: 'Mounts',
		help: 'Which file systems are mounted where.',
		initialInode: undefined,
		isOfThread: true,
	},
	{
		kind: 'net',
		title: 'Network',
		help: 'Interfaces, addresses, routes, ports and firewall rules.',
		initialInode: undefined,
		isOfThread: true,
	},
	{
		kind: 'pid',
		title: 'Processes',
		help: 'Which processes can be seen, and their pids.',
		initialInode: 4_026_531_836,
		isOfThread: false,
	},
	{
		kind: 'time',
		title: 'Clocks',
		help: 'Offsets of the monotonic and the boot-time clock.',
		initialInode: 4_026_531_834,
		isOfThread: false,
	},
	{
		kind: 'user',
		title: 'Users',
		help: 'User and group ids, and what capabilities apply to.',
		initialInode: 4_026_531_837,
		isOfThread: false,
	},
	{
		kind: 'uts',
		title: 'Host name',
		help: 'The host name and the NIS domain name.',
		initialInode: 4_026_531_838,
		isOfThread: true,
	},
] as const;

/**
Name of a kind, as the links of /proc/PID/ns spell it.
*/
export type NamespaceKind = (typeof namespaceKinds)[number]['kind'];

/**
Inode of the namespace of each kind that a process is in.
*/
export type NamespaceInodes = Readonly<Record<NamespaceKind, Known<number>>>;

/**
Builds a record with one value for each kind.
*/
export function forEachKind<Value>(make: (kind: NamespaceKind) => Value): Record<NamespaceKind, Value> {
	const record: Partial<Record<NamespaceKind, Value>> = {};
	for (const {kind} of namespaceKinds) {
		record[kind] = make(kind);
	}

	return record as Record<NamespaceKind, Value>;
}

const linkPattern = /^([a-z]+):\[(\d+)\]$/u;

/**
Kind and inode from the text of a link such as `net:[4026531840]`; undefined where it is none of the eight kinds.
*/
export function parseNamespaceLink(link: string): {readonly kind: NamespaceKind; readonly inode: number} | undefined {
	const match = linkPattern.exec(link);
	const row = match && namespaceKinds.find(({kind}) => kind === match[1]);
	return row ? {kind: row.kind, inode: Number(match[2])} : undefined;
}
