/**
What the containers of a project use together.
*/
import {
	gone,
	isMissing,
	sumOfKnown,
	unsupported,
} from '../../known.ts';
import type {Container} from '../container.ts';
import type {Usage} from '../usage.ts';
import {unknownUsage} from './usage.ts';

const added = [
	'cpuPercent',
	'cpuUserPercent',
	'cpuSystemPercent',
	'memoryBytes',
	'swapBytes',
	'anonBytes',
	'fileBytes',
	'shmemBytes',
	'kernelBytes',
	'oomKills',
	'tasks',
	'blockReadBytes',
	'blockWriteBytes',
	'blockReadPerSecond',
	'blockWritePerSecond',
] as const satisfies ReadonlyArray<keyof Usage>;

/**
Counted in a network namespace, which several containers may share.
*/
const addedOnce = [
	'networkRxBytes', 'networkTxBytes', 'networkRxPerSecond', 'networkTxPerSecond',
] as const satisfies ReadonlyArray<keyof Usage>;

/**
The sums of what is known. As a whole they have no limit, and what cannot be added, as peaks and pressure, is unknown.
*/
export function sumOfUsages(members: ReadonlyArray<Pick<Container, 'usage' | 'namespaces'>>): Usage {
	const sum = (usages: readonly Usage[], fields: ReadonlyArray<keyof Usage>) =>
		Object.fromEntries(fields.map(field => [field, sumOfKnown(usages.map(usage => usage[field] as Usage['cpuPercent']))]));
	const usages = members.map(({usage}) => usage);
	const summed = new Set(usages.flatMap(usage => [...usage.summed ?? []]));
	return {
		...unknownUsage(members.length === 0 ? gone : unsupported),
		cpuLimit: undefined,
		memoryLimitBytes: undefined,
		swapLimitBytes: undefined,
		tasksLimit: undefined,
		...sum(usages, added),
		...sum(networksOf(members), addedOnce),
		...(summed.size > 0 && {summed}),
	};
}

/**
A usage for each network namespace.
*/
function networksOf(members: ReadonlyArray<Pick<Container, 'usage' | 'namespaces'>>): readonly Usage[] {
	const seen = new Set<number>();
	return members
		.filter(({namespaces: {net: {inode}}}) => {
			const isNew = isMissing(inode) || !seen.has(inode);
			if (!isMissing(inode)) {
				seen.add(inode);
			}

			return isNew;
		})
		.map(({usage}) => usage);
}
