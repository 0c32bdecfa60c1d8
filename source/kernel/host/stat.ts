/**
/proc/stat: the work of the processors, and how many processes were ever made.
*/
import {type Known, unsupported} from '../../known.ts';
import {
	type Bytes,
	linesOf,
	numberAfter,
	wordsOf,
} from '../fields.ts';

/**
Time since boot in ticks of 1/100 s, see `ticksPerSecond` in pid/stat.ts. Guests of virtual machines are part of user and nice.
*/
type CpuTicks = {
	readonly user: number;
	readonly nice: number;
	readonly system: number;
	readonly idle: number;
	/**
	Idle while a task waited for a disk.
	*/
	readonly iowait: number;
	readonly irq: number;
	readonly softirq: number;
	/**
	Wanted, but taken by the hypervisor.
	*/
	readonly steal: number;
};

/**
The whole machine since boot.
*/
export type HostStat = {
	/**
	All processors together.
	*/
	readonly cpu: CpuTicks;
	/**
	Processors that are online.
	*/
	readonly cpus: number;
	/**
	Each of them in the order of the kernel.
	*/
	readonly perCpu: readonly CpuTicks[];
	readonly contextSwitches: number;
	/**
	Boot in seconds since the epoch. Moves when the clock is set.
	*/
	readonly bootTimeSeconds: number;
	/**
	Processes and threads ever made: while it stands still, there is no new pid.
	*/
	readonly forks: number;
	/**
	Tasks that run or could run now.
	*/
	readonly running: number;
	/**
	Tasks that wait for a device.
	*/
	readonly blocked: number;
};

function ticksOf(line: string): CpuTicks {
	// Old kernels tell fewer kinds of time, and what they do not tell they count as one of the others.
	const [, user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = wordsOf(line).map(Number);
	return {
		user, nice, system, idle, iowait, irq, softirq, steal,
	};
}

/**
Parses the whole file; unsupported where a line is missing that every kernel has.
*/
export function parseHostStat(bytes: Bytes): Known<HostStat> {
	const text = bytes.toString('latin1');
	// Before the long line of interrupts, so that this line is not taken apart.
	const processors = linesOf(bytes.subarray(0, text.includes('\nintr') ? text.indexOf('\nintr') : undefined)).filter(line =>
		line.startsWith('cpu'),
	);
	const [total, ...single] = processors;
	const contextSwitches = numberAfter(text, 'ctxt ');
	const bootTimeSeconds = numberAfter(text, 'btime ');
	const forks = numberAfter(text, 'processes ');
	const running = numberAfter(text, 'procs_running ');
	const blocked = numberAfter(text, 'procs_blocked ');
	if (
		total === undefined
		|| typeof contextSwitches !== 'number'
		|| typeof bootTimeSeconds !== 'number'
		|| typeof forks !== 'number'
		|| typeof running !== 'number'
		|| typeof blocked !== 'number'
	) {
		return unsupported;
	}

	return {
		cpu: ticksOf(total),
		cpus: single.length,
		perCpu: single.map(line => ticksOf(line)),
		contextSwitches,
		bootTimeSeconds,
		forks,
		running,
		blocked,
	};
}
