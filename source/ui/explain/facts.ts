/**
What can be explained: the facts of a container, of a process and of a namespace.
*/
import {isMissing} from '../../known.ts';
import {namespaceKinds} from '../../kernel/pid/ns.ts';
import type {View} from '../view.ts';
import type {Explanation} from './explanation.ts';
import {explainNamespace, initPidOf} from './namespaces.ts';
import {inspectCommand} from './inspect.ts';
import {quoted} from './quoted.ts';

/**
Where the files of a cgroup are, by hierarchy.
*/
function cgroupFile({container, snapshot}: View, controller: string, v1File: string, v2File: string): readonly string[] {
	const path = container && !isMissing(container.cgroup) ? container.cgroup : undefined;
	const isV2 = snapshot.host.cgroup === 'v2';
	return path === undefined
		? []
		: [`cat ${quoted(`/sys/fs/cgroup${isV2 ? '' : `/${controller}`}${path}/${isV2 ? v2File : v1File}`)}`];
}

function withInit(commands: (pid: number) => readonly string[]): Explanation['commands'] {
	return view => {
		const pid = initPidOf(view);
		return pid === undefined ? [] : commands(pid);
	};
}

export const containerFacts: readonly Explanation[] = [
	{
		title: 'Container',
		columns: ['name'],
		text:
			'The kernel knows no containers. What you see is a group of processes that share a cgroup and namespaces. The engine '
			+ 'started the first of them and keeps its name.',
		commands({container, snapshot}) {
			const engine = snapshot.engines.find(({id}) => id === container?.engine);
			return container === undefined
				? []
				: [
					...(engine && !container.isRemoved ? [inspectCommand(engine, container.name)] : []),
					...(isMissing(container.initPid) ? [] : [`cat /proc/${container.initPid}/cgroup`]),
				];
		},
	},
	{
		title: 'HOST PID',
		columns: ['pid'],
		text:
			'The pid of the container\'s first process as the host sees it. The process itself sees a different one, usually 1, because it '
			+ 'has its own pid namespace.',
		commands: withInit(pid => [`grep NSpid /proc/${pid}/status`]),
	},
	{
		title: 'CPU%',
		columns: ['cpu', 'history'],
		text:
			'CPU time used by all processes in the cgroup since the last sample, as a percentage of one core. The counter is in nanoseconds '
			+ 'on cgroup v1 and in microseconds on v2.',
		commands: view => cgroupFile(view, 'cpuacct', 'cpuacct.usage', 'cpu.stat'),
	},
	{
		title: 'MEM / LIMIT',
		columns: ['memory'],
		text:
			'Memory charged to the cgroup, without the file cache that can be reclaimed at once. When the limit is reached and nothing can be '
			+ 'reclaimed, the kernel kills a process in the cgroup.',
		commands: view => [
			...cgroupFile(view, 'memory', 'memory.usage_in_bytes', 'memory.current'),
			...cgroupFile(view, 'memory', 'memory.stat', 'memory.stat'),
			...cgroupFile(view, 'memory', 'memory.limit_in_bytes', 'memory.max'),
		],
	},
	{
		title: 'SWAP',
		columns: ['swap'],
		text:
			'Memory of the cgroup that the kernel has moved to swap, to give it to others. Swap on zram is compressed in memory, and zswap '
			+ 'keeps pages compressed in memory before they are written.',
		commands: view => [
			...cgroupFile(view, 'memory', 'memory.stat', 'memory.swap.current'),
			'cat /proc/swaps',
		],
	},
	{
		title: 'PIDS',
		columns: ['tasks'],
		text: 'Tasks in the cgroup: processes and their threads. A limit on tasks is what stops a fork bomb.',
		commands: view => [
			...cgroupFile(view, 'pids', 'pids.current', 'pids.current'),
			...cgroupFile(view, 'pids', 'cgroup.procs', 'cgroup.procs'),
		],
	},
	{
		title: 'NET RX TX',
		columns: ['network'],
		text:
			'Traffic on all interfaces of the network namespace except loopback. Containers that share the namespace share the counters.',
		commands: withInit(pid => [`cat /proc/${pid}/net/dev`]),
	},
	{
		title: 'DISK R W',
		columns: ['block'],
		text:
			'Bytes that the cgroup read from and wrote to block devices since the last sample. Writes go to the page cache first, so they are '
			+ 'counted when the kernel writes them back.',
		commands: view => cgroupFile(view, 'blkio', 'blkio.throttle.io_service_bytes_recursive', 'io.stat'),
	},
	{
		title: 'THR%',
		columns: ['throttled'],
		text:
			'A CPU quota gives the cgroup so much time in each period (usually 100 ms). When that is used up, its processes wait until the next '
			+ 'period begins: they are throttled. This is the share of periods in which that happened.',
		commands: view => cgroupFile(view, 'cpu', 'cpu.stat', 'cpu.stat'),
	},
	{
		title: 'STATE',
		columns: ['state'],
		text:
			'The engine\'s word for it, with the time since it was started. An exited container has the exit code of its first process: 137 is '
			+ '128 + 9, killed by SIGKILL; OOM says that the kernel killed one of its processes for lack of memory.',
		commands({container, snapshot}) {
			const engine = snapshot.engines.find(({id}) => id === container?.engine);
			return container && engine && !container.isRemoved ? [inspectCommand(engine, container.name)] : [];
		},
	},
	{
		title: 'FLAGS',
		columns: ['flags'],
		text:
			'What sets a container apart from an ordinary one, the gravest first. They come from the kernel: capabilities, the filter of system '
			+ 'calls, namespaces and mounts of its first process.',
		commands: withInit(pid => [`grep -E 'Cap|NoNewPrivs|Seccomp' /proc/${pid}/status`]),
	},
	{
		title: 'Root file system',
		text:
			'An overlay: the image\'s read-only layers below, and one writable layer on top. pivot_root made it the root directory of the '
			+ 'container.',
		commands: withInit(pid => [`grep ' / / ' /proc/${pid}/mountinfo`, `ls /proc/${pid}/root`]),
	},
];

/**
With the directory of the selected process, or of the thread that the cursor is on.
*/
function ofTask(commands: (directory: string) => readonly string[]): Explanation['commands'] {
	return ({process, lists: {processes: {rows, cursor}}}) => {
		const thread = rows[cursor]?.thread;
		return process ? commands(`/proc/${process.pid}${thread ? `/task/${thread.pid}` : ''}`) : [];
	};
}

export const processFacts: readonly Explanation[] = [
	{
		title: 'HOST PID and CTR PID',
		columns: ['pid', 'inside'],
		text:
			'A process has one pid in each pid namespace that can see it, the outermost first. On the host, kill takes the first; inside the '
			+ 'container, the last.',
		commands: ofTask(directory => [`grep NSpid ${directory}/status`]),
	},
	{
		title: 'Threads',
		columns: ['threads'],
		text:
			'To the kernel each thread is a task like any other: with an id, a state and CPU time of its own, and maybe in a network or mount '
			+ 'namespace of its own. The pid of a process is the id of its main thread.',
		commands: ({process}) => (process ? [`ls /proc/${process.pid}/task`, `ps -L -p ${process.pid} -o lwp,stat,psr,wchan:20,comm`] : []),
	},
	{
		title: 'CPU%, state and CPU#',
		columns: ['cpu', 'state', 'processor'],
		text:
			'Fields 14 and 15 of stat count the clock ticks (100 per second) that the process ran in user and in kernel mode. The state is '
			+ 'the letter after the name, and field 39 the CPU that it ran on last.',
		commands: ofTask(directory => [`cat ${directory}/stat`]),
	},
	{
		title: 'WCHAN',
		columns: ['waits'],
		text:
			'The function of the kernel in which it sleeps until something happens: futex functions wait for a lock, epoll and poll functions for '
			+ 'input. Of a process this is what its main thread waits for. What runs waits for nothing.',
		commands: ofTask(directory => [`cat ${directory}/wchan`]),
	},
	{
		title: 'RSS',
		columns: ['resident'],
		text:
			'Pages of the process that are in RAM. A page shared by several processes counts in full for each of them; Pss in smaps_rollup '
			+ 'splits it between them.',
		commands: ({process}) =>
			process ? [`grep Rss /proc/${process.pid}/smaps_rollup`, `grep Pss: /proc/${process.pid}/smaps_rollup`] : [],
	},
	{
		title: 'COMMAND',
		columns: ['command'],
		text:
			'The arguments, read from the memory of the process, which may have changed them since it started. A process without any shows '
			+ 'its program name in brackets.',
		commands: ({process}) => (process ? [String.raw`tr '\0' ' ' </proc/${process.pid}/cmdline`] : []),
	},
	{
		title: 'Namespaces of the process',
		text: 'Every process is in one namespace of each kind; a link per kind shows which. The same number means the same namespace.',
		commands: ofTask(directory => [`ls -l ${directory}/ns`]),
	},
];

/**
Each kind of namespace, the one under the cursor first.
*/
export function namespaceFacts({lists: {namespaces}}: View): readonly Explanation[] {
	const chosen = namespaces.rows[namespaces.cursor]?.kind;
	const kinds = namespaceKinds.map(({kind}) => kind).toSorted((a, b) => Number(b === chosen) - Number(a === chosen));
	return kinds.map(kind => explainNamespace(kind));
}
