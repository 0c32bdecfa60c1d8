/**
What each kind of namespace isolates, and how to look at it by hand.
*/
import {isMissing, valueOf} from '../../known.ts';
import type {NamespaceKind} from '../../kernel/pid/ns.ts';
import {namespaceKey} from '../../model/build/namespaces.ts';
import {entryFlags} from '../../model/entry.ts';
import type {View} from '../view.ts';
import type {Explanation} from './explanation.ts';

type KindExplanation = {readonly text: string; readonly entered: string | undefined};

/**
`entered` is a command that shows the namespace from the inside.
*/
const kinds: Readonly<Record<NamespaceKind, KindExplanation>> = {
	cgroup: {
		text:
			'A cgroup namespace sets which cgroup a process sees as the root of the tree. It hides the path on the host; by itself it limits '
			+ 'nothing.',
		entered: 'cat /proc/self/cgroup',
	},
	ipc: {
		text:
			'An ipc namespace has its own System V shared memory, semaphores and message queues, and its own POSIX message queues. '
			+ 'Processes in different ipc namespaces cannot communicate through these.',
		entered: 'ipcs',
	},
	mnt: {
		text:
			'A mount namespace has its own list of mounts. Together with pivot_root it gives a container a root file system of its own.',
		entered: 'findmnt',
	},
	net: {
		text:
			'A network namespace has its own interfaces, addresses, routes, firewall and ports. Containers that share one reach each '
			+ 'other on 127.0.0.1 and cannot listen on the same port.',
		entered: 'ip addr',
	},
	pid: {
		text:
			'In a pid namespace, pids start at 1 and processes outside cannot be seen. From outside, each process has one more pid for each '
			+ 'enclosing namespace.',
		entered: undefined,
	},
	time: {
		text: 'A time namespace offsets the monotonic and boot-time clocks. Few containers have their own.',
		entered: 'cat /proc/self/timens_offsets',
	},
	user: {
		text:
			'A user namespace maps user ids: root inside can be an ordinary user outside. Most containers share the host\'s, so root inside '
			+ 'is root outside.',
		entered: 'cat /proc/self/uid_map',
	},
	uts: {text: 'A uts namespace has its own host name. That is all it isolates.', entered: 'hostname'},
};

/**
The explanation of one kind of namespace, for the row under the cursor in the list of the whole host, else for the selected container.
*/
export function explainNamespace(kind: NamespaceKind): Explanation {
	const {text, entered} = kinds[kind];
	return {
		title: `${kind} namespace`,
		text,
		commands(view) {
			const {inode, pid} = namespaceInFront(kind, view);
			return [
				...(pid === undefined ? [] : [`readlink /proc/${pid}/ns/${kind}`]),
				...(inode === undefined ? [] : [`lsns ${inode}`]),
				...(pid === undefined || entered === undefined ? [] : [`nsenter -t ${pid} ${entryFlags[kind]} ${entered}`]),
			];
		},
	};
}

/**
The namespace, and a process in it.
*/
function namespaceInFront(kind: NamespaceKind, view: View): {readonly inode?: number | undefined; readonly pid?: number | undefined} {
	const {container, snapshot, lists: {namespaces: {rows, cursor}}} = view;
	const row = rows[cursor];
	if (row?.isWholeHost) {
		const inode = row.kind === kind ? valueOf(row.inode) : undefined;
		return inode === undefined ? {} : {inode, pid: snapshot.namespaces.get(namespaceKey(kind, inode))?.pids[0]};
	}

	const pid = initPidOf(view);
	return pid === undefined || !container ? {} : {inode: valueOf(container.namespaces[kind].inode), pid};
}

/**
Pid of the first process of the selected container, undefined where it does not run here.
*/
export function initPidOf({container}: View): number | undefined {
	return container === undefined || isMissing(container.initPid) ? undefined : container.initPid;
}
