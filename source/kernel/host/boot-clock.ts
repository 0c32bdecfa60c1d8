/**
The clock that the starts of processes count by, where /proc/uptime shows another. lxcfs, in LXC, Incus and Proxmox, puts a container's own
uptime there, and leaves /proc/PID/stat as the kernel has it.
*/
import {performance} from 'node:perf_hooks';
import {valueOf} from '../../known.ts';
import {parsed} from '../fields.ts';
import {readOnce} from '../files/content.ts';
import {listDirectory} from '../files/directory.ts';
import {parseStat, ticksPerSecond} from '../pid/stat.ts';

/**
The two clocks of one kernel differ by less; what lxcfs shows differs by the age of the host.
*/
const tolerableSeconds = 5;

/**
Seconds to add to what /proc/uptime shows; 0 where it shows the kernel's own clock, or where that cannot be told.
*/
export function uptimeOffsetSeconds(proc: string, uptimeSeconds: number, sinceStartSeconds = performance.now() / 1000): number {
	const startSeconds = ownStartSeconds(proc);
	const offset = startSeconds === undefined ? 0 : startSeconds + sinceStartSeconds - uptimeSeconds;
	return Math.abs(offset) > tolerableSeconds ? offset : 0;
}

/**
When Node.js started, in seconds since boot: /proc/self/task/TID/stat of the eldest thread that it made. Its first thread may be much
older, where a shell became this program by exec.
*/
function ownStartSeconds(proc: string): number | undefined {
	const [, ...threads] = (valueOf(listDirectory(`${proc}/self/task`)) ?? []).map(Number).toSorted((a, b) => a - b);
	const starts = threads.flatMap(thread => {
		const stat = valueOf(parsed(readOnce(`${proc}/self/task/${thread}/stat`), parseStat));
		return stat ? [stat.startTicks / ticksPerSecond] : [];
	});
	return starts.length === 0 ? undefined : Math.min(...starts);
}
