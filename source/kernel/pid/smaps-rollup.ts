/**
/proc/PID/smaps_rollup: the memory of a process with what it shares counted by share. Expensive to read: the kernel walks all pages.
*/
import type {Known} from '../../known.ts';
import {type Bytes, bytesAfter} from '../fields.ts';

/**
`proportionalBytes` (PSS) counts a page that n processes share as 1/n of a page.
*/
export type MemoryShare = {
	readonly proportionalBytes: Known<number>;
	readonly residentBytes: Known<number>;
	readonly swapBytes: Known<number>;
};

/**
Parses the sums of the file.
*/
export function parseSmapsRollup(bytes: Bytes): MemoryShare {
	const text = bytes.toString('latin1');
	return {proportionalBytes: bytesAfter(text, 'Pss:'), residentBytes: bytesAfter(text, 'Rss:'), swapBytes: bytesAfter(text, 'Swap:')};
}
