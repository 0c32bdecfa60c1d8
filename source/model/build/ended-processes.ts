/**
Processes that ended while they were selected: they keep their rows for a while, so that no other process comes under the cursor.
*/
import {gone} from '../../known.ts';
import type {ContainerKey, ProcessKey} from '../keys.ts';
import type {Process} from '../process.ts';
import type {Readings} from '../readings.ts';
import type {EndedProcess, Snapshot} from '../snapshot.ts';
import {remembranceMilliseconds} from './container.ts';
import {processKey} from './process.ts';

type Now = Pick<Readings, 'identities' | 'isProcessFollowed' | 'steadyMilliseconds'>;

/**
Those of the snapshot before that are not forgotten yet, and the selected one if it has ended since. The same map where these are the same.
*/
export function endedProcesses(previous: Snapshot | undefined, now: Now): Snapshot['endedProcesses'] {
	const before = previous?.endedProcesses;
	const ended = previous && now.isProcessFollowed ? endedSince(previous, now) : undefined;
	const kept = [...before ?? []].filter(([, {endedAt}]) => now.steadyMilliseconds - endedAt <= remembranceMilliseconds);
	return ended === undefined && kept.length === (before?.size ?? 0)
		? before
		: new Map([...kept, ...(ended ? [[ended.process.key, ended] as const] : [])]);
}

function endedSince({details, processes, units, endedProcesses: before}: Snapshot, now: Now): EndedProcess | undefined {
	const process = details && processes.get(details.key);
	const identity = process && now.identities.get(process.pid);
	const isThere = identity !== undefined && processKey(identity) === process?.key;
	return process === undefined || isThere || before?.has(process.key)
		? undefined
		: {process: withoutNumbers(process), endedAt: now.steadyMilliseconds, units: unitsWith(process.pid, units)};
}

function unitsWith(pid: number, units: Snapshot['units']): ReadonlySet<ContainerKey> {
	return new Set(units.values().filter(({pids}) => pids.includes(pid)).map(({key}) => key));
}

function withoutNumbers(process: Process): Process {
	return {
		...process,
		state: 'X',
		threads: gone,
		cpuPercent: gone,
		cpuUserPercent: gone,
		cpuSystemPercent: gone,
		residentBytes: gone,
		processor: gone,
		waitChannel: gone,
	};
}

/**
Whether a process of a row has ended.
*/
export function hasEnded(snapshot: Pick<Snapshot, 'endedProcesses'>, key: ProcessKey): boolean {
	return snapshot.endedProcesses?.has(key) ?? false;
}
