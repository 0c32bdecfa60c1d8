/**
The threads of a process as the JSON document has them, where they were asked for.
*/
import {mapKnown, type Known} from '../../known.ts';
import type {ProcessThreads} from '../../model/thread.ts';
import {explained, rounded, type Field} from './values.ts';

/**
A process with one thread is that thread itself, and has no list.
*/
export function threadFields(threads: Known<ProcessThreads> | undefined): Record<string, Field> {
	const known = threads ?? {threads: [], leftOut: 0};
	return {
		threadList: mapKnown(known, ({threads: list}) => list.map(thread => explained({
			id: thread.pid,
			idInside: thread.pidInside,
			nspid: [...thread.nspid],
			startTicks: thread.startTicks,
			comm: thread.comm,
			state: thread.state,
			cpuPercent: rounded(thread.cpuPercent),
			processor: thread.processor,
			waitChannel: thread.waitChannel,
		}))),
		threadsLeftOut: mapKnown(known, ({leftOut}) => leftOut),
	};
}
