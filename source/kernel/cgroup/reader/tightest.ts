/**
The limit that is met first: that of a cgroup itself or of one that it lies in.
*/
import {isMissing, unsupported, type Known} from '../../../known.ts';
import type {CgroupLevel} from './places.ts';

/**
The smallest of the limits at these levels, the cgroup's own first, and where it is set: of several that are as small at the innermost one.
Unknown where its own is, unless the cgroup has none because its controller is off: then those above still hold.
*/
export function tightest(
	levels: readonly CgroupLevel[],
	read: (directory: string) => Known<number | undefined>,
): {readonly limit: Known<number | undefined>; readonly level: CgroupLevel | undefined} {
	let limit: Known<number | undefined> = unsupported;
	let level: CgroupLevel | undefined;
	for (const [index, place] of levels.entries()) {
		const found = read(place.directory);
		if (index === 0) {
			if (isMissing(found) && found.missing !== 'unsupported') {
				return {limit: found, level: undefined};
			}

			limit = found;
		}

		if (typeof found === 'number' && (typeof limit !== 'number' || level === undefined || found < limit)) {
			limit = found;
			level = place;
		}
	}

	return {limit, level};
}
