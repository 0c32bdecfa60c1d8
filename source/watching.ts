/**
The kernel, the engines and the sampler, put together for both ways to show what they tell.
*/
import {readHostFacts} from './host-facts.ts';
import {readHardware, unknownHardware, type Hardware} from './hardware.ts';
import {connect, ownSurroundings} from './engine/connect.ts';
import {parseContainerFile} from './engine/docker-files.ts';
import {EnginePool} from './engine/pool.ts';
import {resolveEngines, type EngineTarget} from './engine/target.ts';
import {KernelScanner} from './kernel/scan.ts';
import type {Snapshot} from './model/types.ts';
import {UsageError, type Options} from './options.ts';
import {Reader} from './sampler/reader.ts';
import {Sampler} from './sampler/sampler.ts';
import {createStore, type Store} from './store.ts';

export type Watching = {
	readonly scanner: KernelScanner;
	readonly pool: EnginePool;
	readonly sampler: Sampler;
	readonly snapshots: Store<Snapshot | undefined>;
	readonly hardware: Store<Hardware>;
	/**
	Why no engine was found and what to do, if none was.
	*/
	readonly advice: string | undefined;
	/**
	Begins to ask the engines and for the slow facts of the host.
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
	const {targets, advice} = findEngines(options);
	const scanner = new KernelScanner();
	const snapshots = createStore<Snapshot | undefined>(undefined);
	const hardware = createStore(unknownHardware);
	const pool = new EnginePool(targets.map(target => ({address: target.address, isLocal: target.isLocal, open: async () => connect(target)})));
	const sampler = new Sampler({
		reader: new Reader(scanner, parseContainerFile),
		store: snapshots,
		intervalMilliseconds: options.intervalSeconds * 1000,
		engines: () => pool.readings,
		hostFacts: () => readHostFacts(scanner, hardware.get()),
		users: scanner.users(),
	});
	pool.subscribe(() => {
		sampler.refresh();
	});
	return {
		scanner,
		pool,
		sampler,
		snapshots,
		hardware,
		advice,
		begin() {
			pool.start();
			void readHardware().then(facts => {
				hardware.set(facts);
			});
		},
		async end() {
			sampler.stop();
			await pool.dispose();
		},
	};
}

function findEngines({host, noEngine}: Options): {readonly targets: readonly EngineTarget[]; readonly advice: string | undefined} {
	if (noEngine) {
		return {targets: [], advice: undefined};
	}

	const resolution = resolveEngines(ownSurroundings(), host);
	switch (resolution.kind) {
		case 'found': {
			return {targets: resolution.targets, advice: undefined};
		}

		case 'none': {
			// It may be started later: the watch waits for it.
			return {targets: [resolution.awaited], advice: resolution.detail};
		}

		case 'invalid': {
			throw new UsageError(resolution.detail);
		}
	}
}
