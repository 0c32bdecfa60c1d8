/**
Which counts of volumes still hold, once an engine has told again what it has.
*/
import type {Resource} from '../../model/resources/resource.ts';
import {resourceOf, type ResourceReading} from './reading.ts';

/**
A count goes with its volume: when that is removed, and when another one has its name.
*/
export function heldCounts(before: ResourceReading, now: ResourceReading): ResourceReading['counts'] {
	const {counts} = before;
	const held = [...counts].filter(([key]) => isSame(resourceOf(before, 'volume', key), resourceOf(now, 'volume', key)));
	return held.length === counts.size ? counts : new Map(held);
}

/**
Made at the same time, or used all along by the same container: while that is there, no engine removes the volume. Older versions of Docker
take for the time when it was made that of the last change to its topmost directory.
*/
function isSame(before: Resource | undefined, now: Resource | undefined): boolean {
	return before === now || (
		before !== undefined
		&& now !== undefined
		&& (before.createdAt === now.createdAt || before.users.some(({id}) => now.users.some(user => user.id === id)))
	);
}
