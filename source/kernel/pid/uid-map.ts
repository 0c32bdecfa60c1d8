/**
/proc/PID/uid_map and gid_map: which ids of a user namespace are which ids of the reader's.
*/
import {type Bytes, linesOf, wordsOf} from '../fields.ts';

/**
`count` ids from `inside` on are the ids from `outside` on.
*/
export type IdRange = {readonly inside: number; readonly outside: number; readonly count: number};

const allIds = 4_294_967_295;

/**
The ranges of one map; none while a new namespace has no map yet.
*/
export function parseUidMap(bytes: Bytes): readonly IdRange[] {
	return linesOf(bytes).flatMap(line => {
		const [inside, outside, count] = wordsOf(line).map(Number);
		return inside === undefined || outside === undefined || count === undefined ? [] : [{inside, outside, count}];
	});
}

/**
Whether every id means the same inside and outside, as in the initial user namespace.
*/
export function isIdentityMap(ranges: readonly IdRange[]): boolean {
	const [range] = ranges;
	return ranges.length === 1 && range?.inside === 0 && range.outside === 0 && range.count === allIds;
}
