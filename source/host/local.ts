/**
The kernel, the engines and the sampler, put together for both ways to show what they tell.
*/
import {parseContainerFile, parseStorageFile} from '../engine/docker/container-files.ts';
import {EnginePool} from '../engine/watch/pool.ts';
import {KernelScanner} from '../kernel/scan.ts';
import type {Snapshot} from '../model/snapshot.ts';
import {defaultIntervalSeconds, type Options} from '../options.ts';
import {Reader} from '../sampler/pass.ts';
import {Sampler} from '../sampler/sampler.ts';
import {createStore, type Store} from '../store.ts';
import {EngineDiscovery, namedEngines} from './engines.ts';
import {readHostFacts} from './facts.ts';

export type Watching = {
	readonly scanner: KernelScanner;
	readonly pool: EnginePool;
	readonly sampler: Sampler;
	readonly snapshots: Store<Snapshot | undefined>;
	/**
	Why no engine was found and what to do, if none was.
	*/
	readonly advice: string | undefined;
	/**
	Begins to ask the engines.
	*/
	begin(): void;
	/**
	Ends everything that would keep the process alive.
	*/
	end(): Promise<void>;
};

/**
Prepares everything; nothing is read or asked yet. Throws a UsageError for an engine's address that makes no sense.
*/
export function prepare(options: Options): Watching {
	const scanner = new KernelScanner();
	const named = namedEngines(options, scanner);
	const {advice} = named;
	const hostFacts = readHostFacts(scanner);
	const snapshots = createStore<Snapshot | undefined>(undefined);
	const pool = new EnginePool(named.targets);
	const discovery = new EngineDiscovery(pool, scanner, named);
	const sampler = new Sampler({
		reader: new Reader(scanner, {parseContainerFile, parseStorageFile}),
		store: snapshots,
		intervalMilliseconds: (options.intervalSeconds ?? defaultIntervalSeconds.screen) * 1000,
		engines: () => pool.readings,
		hostFacts,
		users: scanner.users(),
	});
	pool.subscribe(() => {
		sampler.refresh();
	});
	snapshots.subscribe(() => {
		if (!options.noEngine) {
			discovery.update(snapshots.get()?.engineProcesses ?? []);
		}
	});
	return {
		scanner,
		pool,
		sampler,
		snapshots,
		advice,
		begin() {
			pool.start();
		},
		async end() {
			sampler.stop();
			await pool.dispose();
		},
	};
}
