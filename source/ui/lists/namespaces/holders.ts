/**
The words for what holds a namespace besides processes.
*/
import type {PinnedNamespace} from '../../../kernel/reading.ts';
import type {Namespace} from '../../../model/namespace.ts';
import type {Process} from '../../../model/process.ts';
import type {Snapshot} from '../../../model/snapshot.ts';

/**
`mount /run/netns/blue of 1 systemd`, `descriptor 7 of 812 dockerd`. As the kernel tells it: not clean.
*/
export function holderText({heldBy, where, pid}: PinnedNamespace, {processes}: Snapshot): string {
	const holder = processByPid(processes, pid);
	return `${heldBy} ${where} of ${pid}${holder ? ` ${holder.comm}` : ''}`;
}

const mostThreads = 3;

/**
`thread 812 worker`, for threads that are in a namespace without their process; of many the first ones. Not clean.
*/
export function threadTexts({threads = []}: Namespace): readonly string[] {
	const left = threads.length - mostThreads;
	return [
		...threads.slice(0, mostThreads).map(({id, comm}) => `thread ${id} ${comm}`),
		...(left > 0 ? [`${left} more`] : []),
	];
}

const byPid = new WeakMap<Snapshot['processes'], ReadonlyMap<number, Process>>();

function processByPid(processes: Snapshot['processes'], pid: number): Process | undefined {
	let map = byPid.get(processes);
	if (!map) {
		map = new Map([...processes.values()].map(process => [process.pid, process]));
		byPid.set(processes, map);
	}

	return map.get(pid);
}
