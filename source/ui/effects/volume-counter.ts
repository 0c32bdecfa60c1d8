/**
Has the files of volumes counted, one volume after the other, until it is told to stop.
*/
import type {TreeCount} from '../../kernel/files/tree.ts';
import type {Host} from '../../host/host.ts';
import type {Store} from '../../store.ts';
import {formatBytes, formatCount} from '../../text/format.ts';
import {report, type Notice} from '../messages.ts';
import {resourceOf, type ResourceReading, type VolumeCount} from '../resources/reading.ts';
import type {UiState} from '../state.ts';
import type {ResourceTarget} from '../target.ts';

/**
How often what was counted so far is shown.
*/
const showMilliseconds = 150;

type CounterServices = {
	readonly host: Pick<Host, 'countVolume'>;
	readonly resources: Store<ResourceReading>;
	update(change: (state: UiState) => UiState): void;
};

/**
All counting there is: what is asked for while something is being counted waits.
*/
export class VolumeCounter {
	readonly #services: CounterServices;
	readonly #waiting: ResourceTarget[] = [];
	#running: AbortController | undefined;

	constructor(services: CounterServices) {
		this.#services = services;
	}

	count(targets: readonly ResourceTarget[]): void {
		const {counts} = this.#services.resources.get();
		const isCounting = ({key}: ResourceTarget): boolean => counts.get(key)?.state === 'counting';
		this.#waiting.push(...targets.filter(target => !isCounting(target) && this.#waiting.every(({key}) => key !== target.key)));
		if (!this.#running) {
			void this.#run();
		}
	}

	/**
	Ends the one that is being counted, and forgets those that wait.
	*/
	stop(): void {
		this.#waiting.length = 0;
		this.#running?.abort();
	}

	async #run(): Promise<void> {
		for (let target = this.#waiting.shift(); target; target = this.#waiting.shift()) {
			this.#running = new AbortController();
			// eslint-disable-next-line no-await-in-loop -- one after the other
			const notice = await this.#countOne(target, this.#running.signal);
			this.#services.update(state => report(state, notice));
		}

		this.#running = undefined;
	}

	async #countOne({kind, key, name, engine}: ResourceTarget, signal: AbortSignal): Promise<Notice> {
		const {host, resources} = this.#services;
		const volume = resourceOf(resources.get(), kind, key);
		const path = volume?.kind === 'volume' ? volume.mountPoint : undefined;
		if (path === undefined) {
			return {text: `The engine does not tell where ${name} lies: it cannot be counted.`, tone: 'warn'};
		}

		let shownAt = performance.now();
		let last: TreeCount = {
			entries: 0, allocatedBytes: 0, apparentBytes: 0, unread: 0,
		};
		this.#put(key, {state: 'counting', count: last});
		const count = await host.countVolume(engine, path, {
			signal,
			onProgress: progress => {
				last = progress;
				const now = performance.now();
				if (now - shownAt < showMilliseconds || signal.aborted) {
					return;
				}

				if (!this.#isBegun(key)) {
					this.#running?.abort();
					return;
				}

				shownAt = now;
				this.#put(key, {state: 'counting', count: progress});
			},
		});
		if (!this.#isBegun(key)) {
			return {text: `Could not count ${name}: it is gone, or was changed meanwhile.`, tone: 'warn'};
		}

		const endedAt = Date.now();
		if (typeof count === 'string') {
			this.#put(key, {
				state: 'failed', count: last, endedAt, reason: count,
			});
			return {text: `Could not count ${name}. ${count}`, tone: 'warn'};
		}

		this.#put(key, {state: signal.aborted ? 'stopped' : 'counted', count, endedAt});
		const {entries, allocatedBytes, unread} = count;
		const size = `${signal.aborted ? 'at least ' : ''}${formatBytes(allocatedBytes)}`;
		const words = `${name} has ${size} in ${formatCount(entries)} files and directories`;
		const left = unread === 0 ? '' : `, without ${formatCount(unread)} that could not be looked into`;
		return {text: `${words}${left}${signal.aborted ? ': counting was stopped' : ''}.`, tone: signal.aborted || unread > 0 ? 'warn' : 'good'};
	}

	/**
	What was begun is dropped when its volume goes, also where another one has its name by now.
	*/
	#isBegun(key: string): boolean {
		return this.#services.resources.get().counts.get(key)?.state === 'counting';
	}

	#put(key: string, count: VolumeCount): void {
		const {resources} = this.#services;
		const reading = resources.get();
		resources.set({...reading, counts: new Map([...reading.counts, [key, count]])});
	}
}
