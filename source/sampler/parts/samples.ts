/**
What the watched processes do: the last two samples of each.
*/
import {isMissing, valueOf} from '../../known.ts';
import type {ProcessWatch} from '../../kernel/process/watch.ts';
import type {ProcessIdentity, ProcessSample} from '../../kernel/reading.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import type {Pair} from '../../model/build/rates.ts';
import {Pairs} from '../kept/pairs.ts';

/**
Samples processes by pid; a reused pid is another process.
*/
export class SampleReader {
	readonly #scanner: KernelScanner;
	readonly #pairs: Pairs<number, ProcessSample>;
	readonly #watches = new Map<number, ProcessWatch>();
	readonly #latest = new Set<number>();

	constructor(scanner: KernelScanner, shortestSeconds: number) {
		this.#scanner = scanner;
		this.#pairs = new Pairs(shortestSeconds);
	}

	/**
	Reads those that are due, and forgets all others.
	*/
	read(pids: readonly number[], identities: ReadonlyMap<number, ProcessIdentity>, now: () => number): void {
		// What was sampled when it was last looked at would give the mean of all that time.
		const wanted = new Set(pids);
		this.#pairs.keep(pid => wanted.has(pid));
		this.forget([...this.#watches.keys()].filter(pid => !wanted.has(pid)));
		this.#latest.clear();
		for (const pid of pids) {
			const identity = identities.get(pid);
			const atSeconds = now();
			if (identity && this.#pairs.isDue(pid, atSeconds)) {
				const sample = this.#watch(pid).sample();
				const isSameProcess = isMissing(sample.stat) || sample.stat.startTicks === identity.startTicks;
				if (isSameProcess) {
					this.#pairs.take(pid, sample, atSeconds);
					this.#latest.add(pid);
				}
			}
		}
	}

	get(pid: number): Pair<ProcessSample> | undefined {
		return this.#pairs.get(pid);
	}

	/**
	What was read of it in the last pass; undefined where it was not due then.
	*/
	latest(pid: number): ProcessSample | undefined {
		return this.#latest.has(pid) ? this.#pairs.get(pid)?.now.value : undefined;
	}

	/**
	The name it had when it was sampled last.
	*/
	commOf(pid: number): string | undefined {
		const sample = this.#pairs.get(pid);
		return sample && valueOf(sample.now.value.stat)?.comm;
	}

	/**
	A pid that was given again is another process.
	*/
	forget(pids: Iterable<number>): void {
		for (const pid of pids) {
			this.#pairs.forget(pid);
			this.#watches.get(pid)?.close();
			this.#watches.delete(pid);
		}
	}

	#watch(pid: number): ProcessWatch {
		let watch = this.#watches.get(pid);
		if (!watch) {
			watch = this.#scanner.watchProcess(pid);
			this.#watches.set(pid, watch);
		}

		return watch;
	}
}
