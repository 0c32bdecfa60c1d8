/**
Which CPU quota holds a cgroup up, and how much.
*/
import {firstSample, isMissing, type Known} from '../../known.ts';
import type {CgroupReading} from '../../kernel/reading.ts';
import {sharePercent, type Pair} from './rates.ts';

/**
The largest share of periods, in percent, in which a quota on the way up was used up, and the path of the cgroup that has it: the
innermost of equal ones. 0 and no path where none was.
*/
export function throttlingOf(pair: Pair<CgroupReading>): Known<{readonly share: number; readonly path: string | undefined}> {
	const quotas = pair.now.value.cpu.throttling;
	if (isMissing(quotas)) {
		return quotas;
	}

	let most: {readonly share: number; readonly path: string | undefined} = {share: 0, path: undefined};
	for (const {path} of quotas) {
		const share = sharePercent(pair, reading => quotaAt(reading, path, 'throttledPeriods'), reading => quotaAt(reading, path, 'periods'));
		if (isMissing(share)) {
			return share;
		}

		if (share > most.share) {
			most = {share, path};
		}
	}

	return most;
}

/**
A quota that was not there before begins to count.
*/
function quotaAt({cpu: {throttling}}: CgroupReading, path: string, field: 'periods' | 'throttledPeriods'): Known<number> {
	return isMissing(throttling) ? throttling : throttling.find(quota => quota.path === path)?.[field] ?? firstSample;
}
