/**
/proc/PID/stat: the numbers of a process that change all the time.
*/
import {type Known, unsupported} from '../../known.ts';
import {type Bytes, digitOf} from '../fields.ts';

/**
Unit of the times in /proc/PID/stat and /proc/stat. The kernel counts them in USER_HZ, which is part of its interface to programs and 100 on every architecture that Node.js
runs on, whatever CONFIG_HZ is; sysconf, which would tell, cannot be called from here.
*/
export const ticksPerSecond = 100;

/**
State letters of the third field, with a word for each. Letters of kernels unknown to us become `?`.
*/
export const processStates = [
	{letter: 'R', title: 'running'},
	{letter: 'S', title: 'sleeping'},
	{letter: 'D', title: 'waiting for a disk or the like'},
	{letter: 'T', title: 'stopped'},
	{letter: 't', title: 'stopped by a debugger'},
	{letter: 'Z', title: 'zombie'},
	{letter: 'X', title: 'dead'},
	{letter: 'I', title: 'idle'},
	{letter: 'P', title: 'parked'},
	{letter: 'W', title: 'paging'},
	{letter: 'K', title: 'waiting, can be killed'},
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
	Name of the program or what the process calls itself, at most 15 bytes for a user's process. May hold any character; invalid UTF-8 is U+FFFD.
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

const openParenthesis = 0x28;
const closeParenthesis = 0x29;
const blank = 0x20;
const minus = 0x2D;
const newline = 0x0A;
const kernelThreadFlag = 0x20_00_00;
const firstField = 4;
const lastField = 39;

const stateOfByte: ReadonlyMap<number, ProcessState> = new Map(processStates.map(({letter}) => [letter.codePointAt(0) ?? 0, letter]));

// Overwritten by every call: this is parsed for every process on screen each second.
const fields = new Float64Array(lastField + 1);

const field = (number: number): number => fields[number] ?? 0;

/**
Fills `fields` from the bytes behind the state letter, and tells whether they were the numbers that belong there.
*/
function areNumbers(bytes: Bytes, from: number): boolean {
	let at = from;
	for (let number = firstField; number <= lastField; number++) {
		const isNegative = bytes[at] === minus;
		if (isNegative) {
			at++;
		}

		const start = at;
		let value = 0;
		let digit = digitOf(bytes[at]);
		while (digit >= 0) {
			value = (value * 10) + digit;
			at++;
			digit = digitOf(bytes[at]);
		}

		if (at === start || (bytes[at] !== blank && bytes[at] !== newline)) {
			return false;
		}

		fields[number] = isNegative ? -value : value;
		at++;
	}

	return true;
}

/**
Parses the whole of /proc/PID/stat. The name may hold parentheses, blanks and line ends, so the numbers begin behind the last `)` of the file. Unsupported where it is cut short or is
something else.
*/
export function parseStat(bytes: Bytes, pageBytes = 4096): Known<ProcessStat> {
	let pid = 0;
	let open = 0;
	for (let digit = digitOf(bytes[open]); digit >= 0; digit = digitOf(bytes[open])) {
		pid = (pid * 10) + digit;
		open++;
	}

	let close = bytes.length - 1;
	while (close > open && bytes[close] !== closeParenthesis) {
		close--;
	}

	// Behind the pid " (", behind the name ") S ".
	if (open === 0 || bytes[open + 1] !== openParenthesis || close <= open + 1 || !areNumbers(bytes, close + 4)) {
		return unsupported;
	}

	const flags = field(9);
	return {
		pid,
		comm: bytes.toString('utf8', open + 2, close),
		state: stateOfByte.get(bytes[close + 2] ?? 0) ?? '?',
		parentPid: field(4),
		flags,
		isKernelThread: Math.floor(flags / kernelThreadFlag) % 2 === 1,
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
