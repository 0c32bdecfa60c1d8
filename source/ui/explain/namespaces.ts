/**
What each kind of namespace isolates, and how to look at it by hand.
*/
import {isMissing} from '../../known.ts';
import type {NamespaceKind} from '../../kernel/pid/ns.ts';
import {entryFlags} from '../effects/entry-plan.ts';
import type {View} from '../view.ts';
import type {Explanation} from './explanation.ts';

type Record_ = {readonly text: string; readonly entered: string | undefined};

/**
`entered` is a command that shows the namespace from the inside.
*/
const kinds: Readonly<Record<NamespaceKind, Record_>> = {
	cgroup: {
		text:
			'A cgroup namespace decides which cgroup a process sees as the root of the tree. It hides the path on the host, and limits nothing by itself.',
		entered: 'cat /proc/self/cgroup',
	},
	ipc: {
		text:
			'An ipc namespace has its own System V shared memory, semaphores and message queues, and its own POSIX queues. Processes in different ones cannot meet through them.',
		entered: 'ipcs',
	},
	mnt: {
		text:
			'A mount namespace has its own list of what is mounted where. With pivot_root it gives a container another root file system than the host has.',
		entered: 'findmnt',
	},
	net: {
		text:
			'A network namespace has its own interfaces, addresses, routes, firewall and ports. Containers in the same one reach each other on 127.0.0.1 and cannot both listen on the same port.',
		entered: 'ip addr',
	},
	pid: {
		text:
			'In a pid namespace processes are counted from 1 and see no process outside. From outside they have another number for each namespace around them.',
		entered: undefined,
	},
	time: {
		text: 'A time namespace shifts the clocks that count from boot. Few containers have their own.',
		entered: 'cat /proc/self/timens_offsets',
	},
	user: {
		text:
			'A user namespace maps user ids: root inside can be an ordinary user outside. Most containers share the host\'s, and then root inside is root.',
		entered: 'cat /proc/self/uid_map',
	},
	uts: {text: 'A uts namespace has its own host name. That is all it isolates.', entered: 'hostname'},
};

/**
The explanation of one kind of namespace for the selected container.
*/
export function explainNamespace(kind: NamespaceKind): Explanation {
	const {text, entered} = kinds[kind];
	return {
		title: `${kind} namespace`,
		text,
		commands(view) {
			const pid = initPidOf(view);
			if (pid === undefined) {
				return [];
			}

			const inode = view.container?.namespaces[kind].inode;
			return [
				`readlink /proc/${pid}/ns/${kind}`,
				...(inode === undefined || isMissing(inode) ? [] : [`lsns ${inode}`]),
				...(entered === undefined ? [] : [`nsenter -t ${pid} ${entryFlags[kind]} ${entered}`]),
			];
		},
	};
}

/**
Pid of the first process of the selected container, undefined where it does not run here.
*/
export function initPidOf({container}: View): number | undefined {
	return container === undefined || isMissing(container.initPid) ? undefined : container.initPid;
}
