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
	return path === undefined
		? []
		: [
			`cat ${quoted(`/sys/fs/cgroup${snapshot.host.cgroup === 'v2' ? '' : `/${controller}`}${path}/${snapshot.host.cgroup === 'v2' ? v2File : v1File}`)}`,
		];
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
		text:
			'The kernel knows no containers. What is shown here are processes that share a cgroup and namespaces; the engine started the first of them and remembers a name.',
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
		text:
			'The number that the host gives to the first process of the container. The process itself sees another one, mostly 1, because it lives in a pid namespace of its own.',
		commands: withInit(pid => [`grep NSpid /proc/${pid}/status`]),
	},
	{
		title: 'CPU%',
		text:
			'The time that all processes of the cgroup spent on a core since the last sample, in percent of one core. The counter is in nanoseconds on cgroup v1 and in microseconds on v2.',
		commands: view => cgroupFile(view, 'cpuacct', 'cpuacct.usage', 'cpu.stat'),
	},
	{
		title: 'MEM / LIMIT',
		text:
			'Memory charged to the cgroup, without the file cache that can be dropped at once. When the limit is reached and nothing can be dropped, the kernel kills a process of the cgroup.',
		commands: view => [
			...cgroupFile(view, 'memory', 'memory.usage_in_bytes', 'memory.current'),
			...cgroupFile(view, 'memory', 'memory.stat', 'memory.stat'),
			...cgroupFile(view, 'memory', 'memory.limit_in_bytes', 'memory.max'),
		],
	},
	{
		title: 'PIDS',
		text: 'Tasks in the cgroup, which are processes and their threads. A limit on them is what stops a fork bomb.',
		commands: view => [
			...cgroupFile(view, 'pids', 'pids.current', 'pids.current'),
			...cgroupFile(view, 'pids', 'cgroup.procs', 'cgroup.procs'),
		],
	},
	{
		title: 'NET RX TX',
		text:
			'Bytes through all interfaces of the network namespace but the loopback. Containers that share a namespace share the counters too.',
		commands: withInit(pid => [`cat /proc/${pid}/net/dev`]),
	},
	{
		title: 'Root file system',
		text:
			'An overlay: the layers of the image below, read only, and one writable layer on top. pivot_root made it the root directory of the container.',
		commands: withInit(pid => [`grep ' / / ' /proc/${pid}/mountinfo`, `ls /proc/${pid}/root`]),
	},
];

export const processFacts: readonly Explanation[] = [
	{
		title: 'HOST PID and CTR PID',
		text:
			'One process, one number for each pid namespace it can be seen from: the outermost first. kill on the host takes the first, inside the container the last.',
		commands: ({process}) => (process ? [`grep NSpid /proc/${process.pid}/status`] : []),
	},
	{
		title: 'CPU% and state',
		text:
			'Ticks that the process ran in user and in kernel mode, a hundred to the second, are the fields 14 and 15 of stat. The state is the letter behind the name.',
		commands: ({process}) => (process ? [`cat /proc/${process.pid}/stat`] : []),
	},
	{
		title: 'RSS',
		text:
			'Pages of the process that are in RAM. Pages shared by several processes count for each of them; the proportional share is Pss in smaps_rollup.',
		commands: ({process}) =>
			process ? [`grep Rss /proc/${process.pid}/smaps_rollup`, `grep Pss: /proc/${process.pid}/smaps_rollup`] : [],
	},
	{
		title: 'COMMAND',
		text:
			'The arguments as they lie in the memory of the process, which may have changed them since. Without any, the name of the program stands in brackets.',
		commands: ({process}) => (process ? [String.raw`tr '\0' ' ' </proc/${process.pid}/cmdline`] : []),
	},
	{
		title: 'Namespaces of the process',
		text: 'Every process is in one namespace of each kind, and a link for each shows which. The same number means the same namespace.',
		commands: ({process}) => process ? [`ls -l /proc/${process.pid}/ns`] : [],
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
