/**
Block devices of a cgroup: io.stat, on v1 blkio.throttle.io_service_bytes_recursive and blkio.throttle.io_serviced_recursive.
*/
import {type Known, unsupported} from '../../known.ts';
import {
	type Bytes,
	linesOf,
	numberOf,
	wordsOf,
} from '../fields.ts';

/**
Sums over all devices since the cgroup was made, with everything below it. Writes that wait in the page cache are not in it yet.
*/
export type IoCounters = {
	readonly readBytes: Known<number>;
	readonly writeBytes: Known<number>;
	readonly readOperations: Known<number>;
	readonly writeOperations: Known<number>;
};

/**
Which of the devices in a file add up to what was really read and written: where one stands on another, both count the same bytes.
*/
export type LowestDevices = (devices: readonly string[]) => ReadonlySet<string>;

const columns = {
	rbytes: 0, wbytes: 1, rios: 2, wios: 3,
} as const;

/**
Sums from io.stat of v2. An empty file is a cgroup that has not touched a device: zeros.
*/
export function parseIoStat(bytes: Bytes, lowestOf: LowestDevices): IoCounters {
	const sums = [0, 0, 0, 0];
	const lines = linesOf(bytes).map(line => wordsOf(line));
	const lowest = lowestOf(lines.flatMap(([device = '']) => device));
	for (const [device = '', ...words] of lines) {
		for (const word of lowest.has(device) ? words : []) {
			const [key = '', text] = word.split('=', 2);
			const value = numberOf(text);
			if (typeof value === 'number' && Object.hasOwn(columns, key)) {
				const column = columns[key as keyof typeof columns];
				sums[column] = (sums[column] ?? 0) + value;
			}
		}
	}

	const [readBytes = 0, writeBytes = 0, readOperations = 0, writeOperations = 0] = sums;
	return {
		readBytes, writeBytes, readOperations, writeOperations,
	};
}

/**
Reads and writes from one of the files of v1. Without a row for any device they are unsupported: kernels since 5.x count nothing here
for file systems that use cgroup writeback, and `Total 0` alone cannot be distinguished from a cgroup that did nothing.
*/
export function parseBlkio(
	bytes: Bytes,
	lowestOf: LowestDevices,
): {readonly reads: Known<number>; readonly writes: Known<number>} {
	let reads: number | undefined;
	let writes: number | undefined;
	const lines = linesOf(bytes).map(line => wordsOf(line));
	const lowest = lowestOf([...new Set(lines.flatMap(([device = '']) => device))]);
	for (const [device = '', operation, text] of lines) {
		const value = numberOf(text);
		if (typeof value !== 'number' || !lowest.has(device)) {
			continue;
		}

		if (operation === 'Read') {
			reads = (reads ?? 0) + value;
		} else if (operation === 'Write') {
			writes = (writes ?? 0) + value;
		}
	}

	return {reads: reads ?? unsupported, writes: writes ?? unsupported};
}
