/**
When a container was started, by the kernel's clock and by its engine's.
*/
import {type Known, mapKnown, valueOf} from '../../known.ts';
import type {Container} from '../container.ts';
import type {ProcessKey} from '../keys.ts';

/**
An engine may take this long to note that a container has started.
*/
const tolerableMilliseconds = 10_000;

/**
The moment of the boot in milliseconds since the epoch, by the uptime at a later moment.
*/
export function bootTimeOf(takenAt: number, uptimeSeconds: Known<number>): Known<number> {
	return mapKnown(uptimeSeconds, seconds => takenAt - seconds * 1000);
}

/**
When a process was started, from ticks since boot and the moment of the boot in milliseconds since the epoch; undefined where that is
unknown.
*/
export function startTime(startTicks: number, ticksPerSecond: number, bootTime: Known<number>): number | undefined {
	return valueOf(mapKnown(bootTime, boot => boot + startTicks / ticksPerSecond * 1000));
}

/**
As the kernel shows it, if that is known: an engine's answer is of the clock as it was then, which may have been set since. What is
nearly the same stays the same: the clocks differ a little from sample to sample, and an engine notes the start a little later.
*/
export function startedAtOf(
	toldAt: number | undefined,
	seen: {readonly initKey: Known<ProcessKey>; readonly startedAt: number | undefined} | undefined,
	previous: Container | undefined,
): number | undefined {
	const known = toldAt ?? (seen && previous?.init !== seen.initKey ? undefined : previous?.startedAt);
	const seenAt = seen?.startedAt;
	return known === undefined || (seenAt !== undefined && Math.abs(seenAt - known) > tolerableMilliseconds) ? seenAt ?? known : known;
}
