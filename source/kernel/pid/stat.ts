/**
/proc/PID/stat: the numbers of a process that change all the time.
*/
import {type Known, unsupported} from '../../known.ts';
import type {Bytes} from '../fields.ts';

/**
Unit of the times in /proc/PID/stat and /proc/stat. The kernel counts them in USER_HZ, which is part of its interface to programs and
100 on every architecture that Node.js
runs on, whatever CONFIG_HZ is; sysconf, which would tell, cannot be called from here.
*/
export const ticksPerSecond = 100;

/**
State letters of the third field, with a word for each. Letters of kernels unknown to us become `?`.
*/
const processStates = [
	{letter: 'R', title: 'running'},
	{letter: 'S', title: 'sleeping'},
	{letter: 'D', title: 'waiting for I/O, cannot be interrupted'},
	{letter: 'T', title: 'stopped'},
	{letter: 't', title: 'stopped by a debugger'},
	{letter: 'Z', title: 'zombie'},
	{letter: 'X', title: 'dead'},
	{letter: 'I', title: 'idle'},
	{letter: 'P', title: 'parked'},
	{letter: 'W', title: 'paging'},
	{letter: 'K', title: 'waiting for I/O, can be killed'},
	{letter: '?', title: 'unknown'},
] as const;

/**
Letter of a state.
*/
export type ProcessState = (typeof processStates)[number]['letter'];

/**
One process at one moment. Times are in ticks, see `ticksPerSecond`, and cover all its threads.
*/
export type ProcessStat = {
	readonly pid: number;
	/**
	Name of the program or what the process calls itself, at most 15 bytes for a user's process. May hold any character; invalid UTF-8 is
	U+FFFD.
	*/
	readonly comm: string;
	readonly state: ProcessState;
	readonly parentPid: number;
	/**
	Bits of the kernel's PF_ constants.
	*/
	readonly flags: number;
	readonly isKernelThread: boolean;
	readonly minorFaults: number;
	readonly majorFaults: number;
	readonly userTicks: number;
	readonly systemTicks: number;
	readonly priority: number;
	readonly nice: number;
	/**
	More than one for a zombie means that its main thread alone has ended.
	*/
	readonly threads: number;
	/**
	Ticks since boot.
	*/
	readonly startTicks: number;
	readonly virtualBytes: number;
	readonly residentBytes: number;
	/**
	Number of the processor it last ran on.
	*/
	readonly processor: number;
};

const kernelThreadFlag = 0x20_00_00;
const forkedFlag = 0x40;

// The state letter is field 3; the numbers after it are read up to field 39, which every kernel has.
const stateField = 3;
const lastField = 39;
const pidPattern = /^\d+$/u;
const numbersPattern = /^. (?:-?\d+[\n ]){36}/su;

const letters: ReadonlySet<string> = new Set(processStates.map(({letter}) => letter));

function isState(letter: string | undefined): letter is ProcessState {
	return letter !== undefined && letters.has(letter);
}

/**
Parses the whole of /proc/PID/stat. The name may hold parentheses, blanks and line ends, so the numbers begin after the last `)` of the
file. Unsupported where it is cut short or is
something else.
*/
export function parseStat(bytes: Bytes, pageBytes = 4096): Known<ProcessStat> {
	// A character for each byte, so that what is found in the text is at the same place in the bytes.
	const text = bytes.toString('latin1');
	const open = text.indexOf(' (');
	const close = text.lastIndexOf(') ');
	const rest = text.slice(close + 2);
	const pid = text.slice(0, Math.max(0, open));
	if (close < open + 2 || !pidPattern.test(pid) || !numbersPattern.test(rest)) {
		return unsupported;
	}

	const [letter, ...words] = rest.split(' ', lastField - stateField + 1);
	const field = (number: number): number => Number(words[number - stateField - 1]);
	const flags = field(9);
	return {
		pid: Number(pid),
		comm: bytes.toString('utf8', open + 2, close),
		state: isState(letter) ? letter : '?',
		parentPid: field(4),
		flags,
		isKernelThread: hasFlag(flags, kernelThreadFlag),
		minorFaults: field(10),
		majorFaults: field(12),
		userTicks: field(14),
		systemTicks: field(15),
		priority: field(18),
		nice: field(19),
		threads: field(20),
		startTicks: field(22),
		virtualBytes: field(23),
		residentBytes: field(24) * pageBytes,
		processor: field(39),
	};
}

/**
Whether a process has executed a program since it was forked: until then it runs that of its parent.
*/
export function hasExecuted({flags}: Pick<ProcessStat, 'flags'>): boolean {
	return !hasFlag(flags, forkedFlag);
}

function hasFlag(flags: number, flag: number): boolean {
	return Math.floor(flags / flag) % 2 === 1;
}
