/**
What /proc tells of a process and of the host, read without any code of the program under test.
*/
import {readdirSync, readFileSync} from 'node:fs';
import {sum} from './statistics.ts';

const ticksPerSecond = 100;
const nanosecondsPerSecond = 1e9;

export type Spent = {
	readonly parentPid: number;
	readonly startTicks: number;
	/**
	CPU time of its own threads.
	*/
	readonly ownSeconds: number;
	/**
	CPU time of descendants that have ended and were waited for.
	*/
	readonly reapedSeconds: number;
};

/**
CPU time of a process and of its children that it has waited for; undefined when it is gone.
*/
export function cpuSecondsOf(pid: number): number | undefined {
	const spent = readSpent(pid);
	return spent && spent.ownSeconds + spent.reapedSeconds;
}

/**
VmRSS of a process.
*/
export function residentBytesOf(pid: number): number | undefined {
	const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readText(`/proc/${pid}/status`) ?? '')?.[1];
	return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/**
How many files a process has open.
*/
export function openFilesOf(pid: number): number | undefined {
	return entries(`/proc/${pid}/fd`)?.length;
}

/**
Pids of all processes by this name.
*/
export function pidsNamed(name: string): readonly number[] {
	return (entries('/proc') ?? []).map(Number).filter(pid => Number.isSafeInteger(pid) && readText(`/proc/${pid}/comm`)?.trim() === name);
}

/**
Command line of a process in words.
*/
export function wordsOf(pid: number): readonly string[] {
	return readText(`/proc/${pid}/cmdline`)?.split('\0') ?? [];
}

/**
Pids of the children of all threads of a process.
*/
export function childrenOf(pid: number): readonly number[] {
	const threads = entries(`/proc/${pid}/task`) ?? [];
	return threads.flatMap(thread => readText(`/proc/${pid}/task/${thread}/children`)?.split(' ').filter(Boolean).map(Number) ?? []);
}

/**
Seconds in which the CPUs of the host did anything, and all seconds they had, of all cores together.
*/
export function readHostCpu(): {readonly busySeconds: number; readonly seconds: number} {
	// Guests are counted a second time behind the first eight.
	const ticks = readText('/proc/stat')?.split('\n', 1)[0]?.split(/ +/).slice(1, 9).map(Number) ?? [];
	const all = sum(ticks);
	const idle = sum(ticks.slice(3, 5));
	return {busySeconds: (all - idle) / ticksPerSecond, seconds: all / ticksPerSecond};
}

/**
The times in `stat` are cut to ticks of 10 ms. The exact ones of `schedstat` lack the threads that have ended. Both are never too much,
so the larger one is nearer to the truth.
*/
export function readSpent(pid: number): Spent | undefined {
	const stat = readText(`/proc/${pid}/stat`);
	if (stat === undefined) {
		return undefined;
	}

	// The name stands in brackets and may have anything in it.
	const fields = stat
		.slice(stat.lastIndexOf(')') + 2)
		.split(' ')
		.map(Number);
	const [parentPid = 0, user = 0, system = 0, childrenUser = 0, childrenSystem = 0, startTicks = 0] = [1, 11, 12, 13, 14, 19].map(
		index => fields[index] ?? 0,
	);
	return {
		parentPid,
		startTicks,
		ownSeconds: Math.max((user + system) / ticksPerSecond, threadSeconds(pid)),
		reapedSeconds: (childrenUser + childrenSystem) / ticksPerSecond,
	};
}

function threadSeconds(pid: number): number {
	const threads = entries(`/proc/${pid}/task`) ?? [];
	return (
		sum(threads.map(thread => Number(readText(`/proc/${pid}/task/${thread}/schedstat`)?.split(' ', 1)[0] ?? 0))) / nanosecondsPerSecond
	);
}

function readText(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}

function entries(folder: string): readonly string[] | undefined {
	try {
		return readdirSync(folder);
	} catch {
		return undefined;
	}
}
