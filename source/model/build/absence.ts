/**
What is known of a container of which the kernel shows nothing: why, and for how long.
*/
import {gone, unsupported, type Missing} from '../../known.ts';
import type {ContainerState} from '../../engine/engine.ts';
import type {Container, NamespaceUse} from '../container.ts';
import type {Usage} from '../usage.ts';
import {unknownNamespaces} from './namespaces.ts';
import {goneUsage, remoteUsage} from './usage.ts';

/**
How long a container may be without any process before it is taken for dead, whatever its engine says.
*/
const desertedMilliseconds = 1000;

/**
Since when a container of which the kernel shows nothing has no process, by the steady clock; undefined where it never was seen to have
one. A wait between two runs is not counted.
*/
export function emptySinceOf(told: ContainerState | undefined, previous: Container | undefined, now: number): number | undefined {
	const wasWaiting = previous?.emptySince !== undefined && previous.state === 'restarting' && told !== 'restarting';
	return wasWaiting || (previous !== undefined && previous.pids.length > 0) ? now : previous?.emptySince;
}

/**
Whether a container that is empty since then is taken for dead; it never is where it was not seen to have a process.
*/
export function isDeserted(emptySince: number | undefined, now: number): boolean {
	return emptySince !== undefined && now - emptySince > desertedMilliseconds;
}

type Absence = {readonly reason: Missing; readonly usage: Usage; readonly namespaces: Container['namespaces']};

const absenceFor = (reason: Missing, usage: Usage): Absence => ({
	reason,
	usage,
	namespaces: unknownNamespaces<NamespaceUse>({inode: reason, isHost: reason, sharedWith: []}),
});

/**
Of what does not run.
*/
export const goneAbsence = absenceFor(gone, goneUsage);

const elsewhereAbsence = absenceFor(unsupported, remoteUsage);

/**
Why the kernel shows nothing: it does not run, as between two runs of a crash loop, or it runs and was never seen here, on another kernel
or outside the pid namespace that nstop is in.
*/
export function absenceOf(runs: boolean, previous: Container | undefined): Absence {
	const wasSeen = previous?.emptySince !== undefined || (previous?.pids.length ?? 0) > 0;
	return runs && !wasSeen ? elsewhereAbsence : goneAbsence;
}
