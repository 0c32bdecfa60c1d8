/**
One process out of what was read of it: identity, facts, and two samples where it is on screen.
*/
import {
	firstSample,
	gone,
	isMissing,
	mapKnown,
	type Known,
} from '../../known.ts';
import {ticksPerSecond, type ProcessStat, type ProcessState} from '../../kernel/pid/stat.ts';
import type {ProcessFacts, ProcessIdentity, ProcessSample} from '../../kernel/reading.ts';
import type {ContainerKey, ProcessKey} from '../keys.ts';
import type {Process} from '../process.ts';
import {unknownNamespaces} from './namespaces.ts';
import {ratePerSecond, type Pair} from './rates.ts';

/**
The key of a process: pids are used again, a pid with its start is not.
*/
export function processKey({pid, startTicks}: {readonly pid: number; readonly startTicks: number}): ProcessKey {
	return `${pid}:${startTicks}`;
}

/**
Whether it is more than an exit code that waits to be fetched: what is dead is still listed, but has left its namespaces.
*/
export function isRunning(state: ProcessState): boolean {
	return state !== 'Z' && state !== 'X';
}

/**
What was read of one process. `container` is the one it belongs to.
*/
type ProcessParts = {
	readonly facts?: ProcessFacts | undefined;
	readonly pair?: Pair<ProcessSample> | undefined;
	readonly container?: ContainerKey | undefined;
	readonly waitChannel?: Known<string | undefined>;
};

/**
Joins the readings of one process. Where a reading was not asked for, its values are waiting for the first sample.
*/
export function buildProcess(
	identity: ProcessIdentity,
	parts: ProcessParts,
	users: ReadonlyMap<number, string>,
): Process {
	const {facts, pair, container} = parts;
	const status = facts?.status ?? firstSample;
	const stat = pair?.now.value.stat ?? firstSample;
	const nspid = isMissing(status) ? [identity.pid] : status.nspid;
	const uid = mapKnown(status, value => value.uids.effective);
	return {
		key: processKey(identity),
		pid: identity.pid,
		startTicks: identity.startTicks,
		parentPid: isMissing(stat) ? identity.parentPid : stat.parentPid,
		nspid,
		pidInside: mapKnown(status, value => value.nspid.at(-1) ?? gone),
		container,
		uid,
		user: isMissing(uid) ? undefined : users.get(uid),
		comm: isMissing(stat) ? identity.comm : stat.comm,
		args: facts?.args ?? firstSample,
		state: mapKnown(stat, value => value.state),
		threads: mapKnown(stat, value => value.threads),
		cpuPercent: cpuShare(pair, value => value.userTicks + value.systemTicks),
		cpuUserPercent: cpuShare(pair, value => value.userTicks),
		cpuSystemPercent: cpuShare(pair, value => value.systemTicks),
		cpuSeconds: cpuSecondsOf(stat),
		residentBytes: mapKnown(stat, value => value.residentBytes),
		processor: mapKnown(stat, value => value.processor),
		waitChannel: 'waitChannel' in parts ? parts.waitChannel : firstSample,
		namespaces: facts?.namespaces ?? unknownNamespaces(firstSample),
	};
}

/**
CPU time since the sample before as a percentage of one core.
*/
export function cpuPercentOf(pair: Pair<Known<ProcessStat>> | undefined): Known<number> {
	return asPercent(ratePerSecond(pair, stat => mapKnown(stat, value => value.userTicks + value.systemTicks)));
}

/**
CPU time in all, in user and in kernel mode.
*/
export function cpuSecondsOf(stat: Known<ProcessStat>): Known<number> {
	return mapKnown(stat, ({userTicks, systemTicks}) => (userTicks + systemTicks) / ticksPerSecond);
}

function cpuShare(pair: Pair<ProcessSample> | undefined, ticks: (stat: ProcessStat) => number): Known<number> {
	return asPercent(ratePerSecond(pair, ({stat}) => mapKnown(stat, ticks)));
}

function asPercent(ticks: Known<number>): Known<number> {
	return mapKnown(ticks, perSecond => perSecond / ticksPerSecond * 100);
}
