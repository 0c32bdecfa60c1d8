/**
All that is read of threads in one pass, each part only where it is wanted.
*/
import {firstSample, valueOf, type Known} from '../../known.ts';
import type {ProcessIdentity, ProcessSample} from '../../kernel/reading.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import type {Pair} from '../../model/build/rates.ts';
import type {ContainerKey} from '../../model/keys.ts';
import type {ProcessGroup} from '../../model/ownership/ownership.ts';
import type {Readings} from '../../model/readings.ts';
import type {Problem} from '../../model/snapshot.ts';
import type {Wants} from '../wants.ts';
import {mostChecked, StrayedThreadFinder} from './strayed-threads.ts';
import {ThreadSamples} from './thread-samples.ts';

type ThreadRequest = {
	readonly identities: ReadonlyMap<number, ProcessIdentity>;
	readonly groups: ReadonlyMap<ContainerKey, ProcessGroup>;
	readonly shownPids: readonly number[];
	/**
	Those that were sampled in this pass.
	*/
	readonly sampledPids: readonly number[];
	sampleOf(pid: number): Pair<ProcessSample> | undefined;
	readonly atSeconds: number;
	readonly now: () => number;
};

type WaitChannel = {readonly name: Known<string | undefined>};

/**
Reads the threads of the sampled processes, what tasks wait for, and which threads have namespaces of their own.
*/
export class ThreadPart {
	readonly #scanner: KernelScanner;
	readonly #samples: ThreadSamples;
	readonly #strayed: StrayedThreadFinder;
	#identities: ReadonlyMap<number, ProcessIdentity> = new Map();

	constructor(scanner: KernelScanner, shortestSeconds: number) {
		this.#scanner = scanner;
		this.#samples = new ThreadSamples(scanner, shortestSeconds);
		this.#strayed = new StrayedThreadFinder(scanner);
	}

	/**
	One pass.
	*/
	read(wants: Wants, request: ThreadRequest): Pick<Readings, 'threads' | 'waitChannel' | 'strayedThreads'> {
		const {identities, sampledPids, sampleOf, atSeconds, now} = request;
		this.#identities = identities;
		const threads = this.#samples.read(
			wants.areThreadsWanted ? sampledPids : [],
			identities,
			pid => valueOf(sampleOf(pid)?.now.value.stat ?? firstSample)?.threads,
			now,
		);
		const waiting = this.#readWaitChannels(idsOf(wants, sampledPids, threads));
		return {
			threads: wants.areThreadsWanted ? threads : undefined,
			waitChannel: id => waiting.get(id),
			strayedThreads: this.#strayed.read(strayedIn(wants, request), wants.isAllAtOnce === true, atSeconds),
		};
	}

	/**
	That not all threads were checked for namespaces of their own, where there are too many.
	*/
	get problems(): readonly Problem[] {
		const {cut, isCutShort} = this.#strayed;
		return [
			...Array.from(cut, ([pid, count]): Problem => ({
				about: 'threads',
				what: `threads of ${this.#identities.get(pid)?.comm ?? 'a process'} (pid ${pid})`,
				detail: `Only ${mostChecked.ofOne} of ${count} were checked for namespaces of their own.`,
			})),
			...(isCutShort
				? [{about: 'threads' as const, what: 'threads', detail: `Only ${mostChecked.atOnce} were checked for namespaces of their own.`}]
				: []),
		];
	}

	#readWaitChannels(ids: readonly number[]): ReadonlyMap<number, WaitChannel> {
		return new Map(ids.map(id => [id, {name: this.#scanner.processes.threads.waitChannel(id)}]));
	}
}

function idsOf({waitChannelsOf = []}: Wants, sampledPids: readonly number[], threads: NonNullable<Readings['threads']>): readonly number[] {
	return waitChannelsOf === 'sampled'
		? [...new Set([...sampledPids, ...[...threads.values()].flatMap(each => valueOf(each)?.threads.map(({id}) => id) ?? [])])]
		: waitChannelsOf;
}

function strayedIn({strayedThreadsOf}: Wants, {groups, shownPids}: ThreadRequest): Parameters<StrayedThreadFinder['read']>[0] {
	if (strayedThreadsOf === 'shown') {
		return {scope: 'shown', pids: new Set(shownPids)};
	}

	return strayedThreadsOf && {
		scope: strayedThreadsOf.containers.join(' '), pids: new Set(strayedThreadsOf.containers.flatMap(key => groups.get(key)?.pids ?? [])),
	};
}
