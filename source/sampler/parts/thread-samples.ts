/**
The threads of the watched processes: who they are and what they do. Their number is bounded, however many there are.
*/
import {isMissing, type Known, valueOf} from '../../known.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {ProcessStat} from '../../kernel/pid/stat.ts';
import type {ThreadWatch} from '../../kernel/process/threads.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import type {ProcessThreadsReading, ThreadReading} from '../../model/readings.ts';
import {fairShare} from '../kept/share.ts';

/**
Threads that are read of one process, and of all together. A thread costs about ten microseconds.
*/
const mostThreads = {ofOne: 500, ofAll: 2000};

type Kept = {readonly watch: ThreadWatch; readonly reading: ThreadReading};

type KeptProcess = {
	readonly identity: ProcessIdentity;
	readonly atSeconds: number;
	readonly threads: ReadonlyMap<number, Kept>;
	readonly reading: Known<ProcessThreadsReading>;
};

/**
Keeps the last two samples of each thread. Only a process with several threads has any: the one of the others is the process itself.
*/
export class ThreadSamples {
	readonly #scanner: KernelScanner;
	readonly #shortestSeconds: number;
	#kept = new Map<number, KeptProcess>();

	constructor(scanner: KernelScanner, shortestSeconds: number) {
		this.#scanner = scanner;
		this.#shortestSeconds = shortestSeconds;
	}

	/**
	The threads by the pid of their process, those of these processes; all others are forgotten. `threadsOf` gives how many a process has.
	*/
	read(
		pids: readonly number[],
		identities: ReadonlyMap<number, ProcessIdentity>,
		threadsOf: (pid: number) => number | undefined,
		now: () => number,
	): ReadonlyMap<number, Known<ProcessThreadsReading>> {
		const counts = new Map(pids.flatMap(pid => {
			const count = threadsOf(pid) ?? 0;
			return count > 1 ? [[pid, count] as const] : [];
		}));
		const share = Math.min(mostThreads.ofOne, fairShare([...counts.values()], mostThreads.ofAll));
		const kept = new Map<number, KeptProcess>();
		for (const [pid, count] of counts) {
			const identity = identities.get(pid);
			if (identity) {
				const before = this.#kept.get(pid);
				const atSeconds = now();
				const isSame = before?.identity.startTicks === identity.startTicks;
				const isDue = !isSame || atSeconds - before.atSeconds >= this.#shortestSeconds;
				kept.set(pid, isDue ? this.#readProcess(identity, {count, share}, isSame ? before : undefined, atSeconds) : before);
			}
		}

		this.#kept = kept;
		return new Map(Array.from(kept, ([pid, {reading}]) => [pid, reading]));
	}

	#readProcess(
		identity: ProcessIdentity,
		{count, share}: {readonly count: number; readonly share: number},
		before: KeptProcess | undefined,
		atSeconds: number,
	): KeptProcess {
		const {pid} = identity;
		const ids = this.#scanner.processes.threads.list(pid, share);
		if (isMissing(ids)) {
			return {
				identity, atSeconds, threads: new Map(), reading: ids,
			};
		}

		const threads = new Map(ids.flatMap(id => {
			const thread = this.#readThread(pid, id, before?.threads.get(id), atSeconds);
			return thread ? [[id, thread] as const] : [];
		}));
		const readings = Array.from(threads.values(), ({reading}) => reading);
		const leftOut = ids.length < share ? 0 : Math.max(0, count - readings.length);
		return {
			identity, atSeconds, threads, reading: {threads: readings, leftOut},
		};
	}

	/**
	Undefined for one that has ended. An id that was given again is another thread.
	*/
	#readThread(pid: number, id: number, before: Kept | undefined, atSeconds: number): Kept | undefined {
		const {threads} = this.#scanner.processes;
		const watch = before?.watch ?? threads.watch(pid, id);
		const stat = watch.sample();
		if (isMissing(stat) && stat.missing === 'gone') {
			return undefined;
		}

		const isSame = before !== undefined && startOf(before.reading.pair.now.value) === startOf(stat);
		const now = {value: stat, atSeconds};
		return {
			watch,
			reading: isSame
				? {...before.reading, pair: {now, before: before.reading.pair.now}}
				: {id, status: threads.status(pid, id), pair: {now, before: undefined}},
		};
	}
}

function startOf(stat: Known<ProcessStat>): number | undefined {
	return valueOf(stat)?.startTicks;
}
