/**
/proc/loadavg: how many tasks wanted to run.
*/
import type {Bytes} from '../fields.ts';
import {type Known, unsupported} from '../../known.ts';

/**
Averages over one, five and fifteen minutes of tasks that ran, could run or waited for a disk; then tasks at this moment.
*/
export type LoadAverage = {
	readonly one: number;
	readonly five: number;
	readonly fifteen: number;
	readonly running: number;
	/**
	All tasks, threads included.
	*/
	readonly total: number;
	/**
	The pid given last, in the pid namespace of the reader.
	*/
	readonly lastPid: number;
};

const pattern = /^([\d.]+) ([\d.]+) ([\d.]+) (\d+)\/(\d+) (\d+)\n?$/u;

/**
Parses the whole file.
*/
export function parseLoadAverage(bytes: Bytes): Known<LoadAverage> {
	const match = pattern.exec(bytes.toString('latin1'));
	return match
		? {
			one: Number(match[1]),
			five: Number(match[2]),
			fifteen: Number(match[3]),
			running: Number(match[4]),
			total: Number(match[5]),
			lastPid: Number(match[6]),
		}
		: unsupported;
}
