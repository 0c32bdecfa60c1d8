/**
Which processors a cgroup may use: cpuset.cpus.effective, on v1 cpuset.effective_cpus.
*/
import {unsupported, type Known} from '../../known.ts';
import type {Bytes} from '../fields.ts';

/**
The processors as the kernel lists them, such as `0-3,8`, and how many they are. Those that are offline are not among them.
*/
export type Cpuset = {readonly list: string; readonly count: number};

const rangePattern = /^(?<first>\d+)(?:-(?<last>\d+))?$/u;

/**
Takes the list apart; unsupported for any other text, also for an empty one, which v2 never shows where the controller is on.
*/
export function parseCpuset(bytes: Bytes): Known<Cpuset> {
	const list = bytes.toString('latin1').trim();
	let count = 0;
	for (const range of list.split(',')) {
		const {first, last = first} = rangePattern.exec(range)?.groups ?? {};
		if (first === undefined) {
			return unsupported;
		}

		count += Number(last) - Number(first) + 1;
	}

	return {list, count};
}
