/**
The threads of a snapshot. Most of a thousand sleep: those stay the same objects from one snapshot to the next.
*/
import {
	firstSample,
	gone,
	isMissing,
	mapKnown,
	type Known,
} from '../../known.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {ProcessKey} from '../keys.ts';
import type {Readings, ThreadReading} from '../readings.ts';
import type {ProcessThreads, Thread} from '../thread.ts';
import {cpuPercentOf, cpuSecondsOf, processKey} from './process.ts';
import {steady} from './rates.ts';

type ThreadListInput = Pick<Readings, 'threads' | 'waitChannel' | 'identities'>;

type Threads = ReadonlyMap<ProcessKey, Known<ProcessThreads>>;

type Built = {readonly of: readonly unknown[]; readonly thread: Thread};

/**
Remembers what each thread was built of.
*/
export class ThreadList {
	#built = new Map<string, Built>();

	/**
	The threads by the key of their process, of processes that have several; undefined where nobody looks at threads.
	*/
	build({threads, identities, waitChannel}: ThreadListInput): Threads | undefined {
		const before = this.#built;
		this.#built = new Map();
		return threads && new Map([...threads].flatMap(([pid, reading]) => {
			const process = identities.get(pid);
			return process
				? [[processKey(process), mapKnown(reading, ({threads: readings, leftOut}) => ({
					threads: readings.map(each => this.#build(each, process, waitChannel?.(each.id), before)), leftOut,
				}))] as const]
				: [];
		}));
	}

	#build(
		reading: ThreadReading,
		process: ProcessIdentity,
		waitChannel: {readonly name: Known<string | undefined>} | undefined,
		before: ReadonlyMap<string, Built>,
	): Thread {
		const stat = reading.pair.now.value;
		const key = `${processKey(process)}/${processKey({pid: reading.id, startTicks: isMissing(stat) ? 0 : stat.startTicks})}`;
		const of = [steady(reading.pair), reading.status, waitChannel?.name, waitChannel === undefined];
		const known = before.get(key);
		const built = known && of.every((value, index) => value === known.of[index])
			? known
			: {of, thread: buildThread(key, reading, process, waitChannel ? waitChannel.name : firstSample)};
		this.#built.set(key, built);
		return built.thread;
	}
}

function buildThread(key: string, {id, status, pair}: ThreadReading, process: ProcessIdentity, waitChannel: Thread['waitChannel']): Thread {
	const stat = pair.now.value;
	return {
		key,
		process: processKey(process),
		pid: id,
		nspid: isMissing(status) ? [id] : status.nspid,
		pidInside: mapKnown(status, ({nspid}) => nspid.at(-1) ?? gone),
		startTicks: isMissing(stat) ? process.startTicks : stat.startTicks,
		comm: isMissing(stat) ? '' : stat.comm,
		state: mapKnown(stat, value => value.state),
		cpuPercent: cpuPercentOf(pair),
		cpuSeconds: cpuSecondsOf(stat),
		processor: mapKnown(stat, value => value.processor),
		waitChannel,
	};
}
