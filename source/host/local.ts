/**
The machine that nstop runs on: its kernel, its engines and the sampler, put together.
*/
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileParsers} from '../engine/files/parsers.ts';
import {EnginePool} from '../engine/watch/pool.ts';
import {openSystemd} from '../systemd/systemd.ts';
import type {HostNamespaces} from '../kernel/process/namespaces.ts';
import {readUserNames} from '../kernel/host/names.ts';
import {gone, valueOf} from '../known.ts';
import {KernelScanner} from '../kernel/scan.ts';
import type {Snapshot} from '../model/snapshot.ts';
import {defaultIntervalSeconds, type Options} from '../options.ts';
import {Collector} from '../sampler/collector.ts';
import {Sampler} from '../sampler/sampler.ts';
import {createStore} from '../store.ts';
import {actorOf, isBooted} from './systemd.ts';
import {openCompose} from './compose.ts';
import {readChanges} from './changes.ts';
import {EngineDiscovery, namedEngines} from './engines.ts';
import {readEntry} from './entry.ts';
import {readHostFacts} from './facts.ts';
import type {Host} from './host.ts';
import {logSourceOf} from './logs.ts';
import {readMember} from './member.ts';
import {Peaks} from './peaks.ts';
import {sendSignal} from './signal.ts';
import {countVolume, viewerOf} from './volume.ts';

/**
What prints without a screen takes samples when it wants them, and sees which engines have answered.
*/
export type LocalHost = Host & {
	readonly pool: EnginePool;
	readonly sampler: Sampler;
	/**
	Why no engine was found and what to do, if none was. The screen says it where it has no containers to show.
	*/
	readonly advice: string | undefined;
	/**
	Settles when systemd has said what its units are, or does not run here, or after this time.
	*/
	readonly unitsTold: (milliseconds: number) => Promise<void>;
	/**
	How the host's own namespaces were determined.
	*/
	readonly namespaceEvidence: () => HostNamespaces['evidence'];
};

/**
Prepares everything; nothing is read or asked yet. Throws a UsageError for an engine's address that makes no sense.
*/
export function prepare(options: Options): LocalHost {
	const scanner = new KernelScanner();
	const named = namedEngines(options, scanner);
	const {advice} = named;
	const hostFacts = readHostFacts(scanner);
	const snapshots = createStore<Snapshot | undefined>(undefined);
	const pool = new EnginePool(named.targets);
	const discovery = new EngineDiscovery(pool, scanner, named);
	const unitsTold = Promise.withResolvers<void>();
	const systemd = openSystemd({
		isBooted: () => isBooted(scanner),
		onAnswer() {
			unitsTold.resolve();
			sampler.refresh();
		},
	});
	const units = isBooted(scanner) ? {systemd, actor: actorOf(scanner)} : undefined;
	const sampler: Sampler = new Sampler({
		collector: new Collector(scanner, fileParsers),
		store: snapshots,
		intervalMilliseconds: (options.intervalSeconds ?? defaultIntervalSeconds.screen) * 1000,
		engines: () => pool.readings,
		hostFacts,
		units,
		users: readUserNames(),
	});
	pool.subscribe(() => {
		sampler.refresh();
	});
	const peaks = new Peaks();
	snapshots.subscribe(() => {
		peaks.note(snapshots.get()?.processes.size ?? 0);
		if (!options.noEngine) {
			discovery.update(snapshots.get()?.engineProcesses ?? []);
		}
	});
	const compose = openCompose({
		snapshot: () => snapshots.get(), engine: id => pool.engine(id), identify: path => scanner.identify(path),
	});
	return {
		pool,
		sampler,
		snapshots,
		advice,
		start() {
			sampler.start();
		},
		begin() {
			pool.start();
		},
		async end() {
			sampler.stop();
			peaks.stop();
			compose.end();
			systemd.close();
			await pool.dispose();
		},
		want(wants) {
			sampler.want(wants);
		},
		async unitsTold(milliseconds) {
			if (units) {
				await Promise.race([unitsTold.promise, sleep(milliseconds, undefined, {ref: false})]);
			}
		},
		namespaceEvidence: () => scanner.hostNamespaceEvidence(),
		engine: id => pool.engine(id),
		followEngines: listener => pool.followEvents(listener),
		networkSetup(engine, id) {
			const snapshot = snapshots.get();
			const container = snapshot?.containers.values().find(each => each.engine === engine && each.id === id);
			const pid = container && valueOf(container.initPid);
			const socket = snapshot?.engines.find(each => each.id === engine)?.socket;
			const own = snapshot?.engineProcesses.filter(each => each.socket === socket).map(each => each.pid);
			return pid === undefined ? gone : scanner.closely.networkSetup(pid, own);
		},
		async changes(key, signal) {
			const snapshot = snapshots.get();
			const container = snapshot?.containers.get(key);
			const pid = container && valueOf(container.initPid);
			if (!snapshot || pid === undefined) {
				return 'Its changes can be seen while it runs on this host.';
			}

			const engine = snapshot.engines.find(({id}) => id === container?.engine);
			return readChanges(scanner, {pid, viewer: engine ? viewerOf(engine, snapshot) : process.pid}, signal);
		},
		async countVolume(id, path, countOptions) {
			const snapshot = snapshots.get();
			const engine = snapshot?.engines.find(each => each.id === id);
			return snapshot && engine
				? countVolume(scanner, {engine, path, snapshot}, countOptions)
				: 'Its engine is gone.';
		},
		signal: (target, number) => sendSignal(scanner, target, number),
		performOnUnit: async (action, unit, signalName) => systemd.perform(action, unit, signalName),
		entry: target => readEntry(scanner, target, process.env.PATH ?? ''),
		compose,
		logs(key) {
			const output = compose.log(key);
			if (output) {
				return output;
			}

			const find = () => snapshots.get()?.containers.get(key) ?? snapshots.get()?.units.get(key);
			const target = find();
			return target && logSourceOf(target, {
				find,
				engine: id => pool.engine(id),
				scanner,
			});
		},
		member(pid, key) {
			const container = snapshots.get()?.containers.get(key);
			return container && readMember(scanner, pid, container);
		},
		portListeners: port => scanner.closely.portListeners(port),
	};
}
