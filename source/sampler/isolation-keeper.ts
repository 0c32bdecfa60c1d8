/**
What isolates each container, read once and again every few seconds: it changes seldom, and costs more than all counters together.
*/
import process from 'node:process';
import {isMissing, type Known} from '../known.ts';
import type {
	IsolationReading,
	MountedSocket,
	ProcessFacts,
	ProcessIdentity,
} from '../kernel/reading.ts';
import {placesOf} from '../kernel/pid/mount-place.ts';
import type {Mount} from '../kernel/pid/mountinfo.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import type {EngineProcess} from '../model/engine-process.ts';
import {buildIsolation, type Isolation} from '../model/isolation.ts';
import type {ProcessGroup} from '../model/ownership.ts';
import {processKey} from '../model/process.ts';
import type {ContainerKey, ProcessKey} from '../model/types.ts';

const secondsBetweenReadings = 10;

/**
A container that has just begun may not have its rights and root yet.
*/
const youngSeconds = 2;

/**
Containers read in one pass, so that a hundred new ones do not hold the screen up.
*/
const readingsPerPass = 20;

type Held = {
	readonly key: ProcessKey;
	readonly reading: IsolationReading;
	readonly sockets: Known<readonly MountedSocket[]>;
	readonly atSeconds: number;
	readonly wasYoung: boolean;
	isolation: Isolation;
	engines: readonly EngineProcess[];
};

/**
Remembers what was read by container.
*/
export class IsolationKeeper {
	readonly #scanner: KernelScanner;
	readonly #held = new Map<ContainerKey, Held>();
	#hostCapabilities: bigint | undefined;

	constructor(scanner: KernelScanner) {
		this.#scanner = scanner;
	}

	/**
	What is known of each container now; those that were not read yet are missing.
	*/
	update(groups: ReadonlyMap<ContainerKey, ProcessGroup>, identities: ReadonlyMap<number, ProcessIdentity>, factsOf: (pid: number) => ProcessFacts | undefined, engines: readonly EngineProcess[], atSeconds: number): ReadonlyMap<ContainerKey, Isolation> {
		let room = readingsPerPass;
		for (const [key, group] of groups) {
			const init = identities.get(group.initPid);
			const facts = factsOf(group.initPid);
			if (!init || !facts) {
				continue;
			}

			const held = this.#held.get(key);
			const isCurrent = held?.key === processKey(init) && atSeconds - held.atSeconds < (held.wasYoung ? youngSeconds : secondsBetweenReadings);
			if (isCurrent && held.engines === engines) {
				continue;
			}

			if (isCurrent) {
				held.engines = engines;
				held.isolation = this.#build(key, init.pid, held, facts, engines);
			} else if (room > 0) {
				room--;
				const reading = this.#scanner.closely.isolation(init.pid);
				const sockets = this.#scanner.closely.socketMounts(init.pid, reading.mounts);
				const fresh = {
					key: processKey(init), reading, sockets, atSeconds, wasYoung: held?.key !== processKey(init), engines,
				};
				this.#held.set(key, {...fresh, isolation: this.#build(key, init.pid, fresh, facts, engines)});
			}
		}

		for (const key of this.#held.keys()) {
			if (!groups.has(key)) {
				this.#held.delete(key);
			}
		}

		return new Map([...this.#held].map(([key, {isolation}]) => [key, isolation]));
	}

	#build(container: ContainerKey, pid: number, {reading, sockets}: Pick<Held, 'reading' | 'sockets'>, {namespaces}: ProcessFacts, engines: readonly EngineProcess[]): Isolation {
		// What nstop itself may have at most stands for the host: a machine can lack a capability altogether.
		this.#hostCapabilities ??= this.#readHostCapabilities();
		return buildIsolation({
			container,
			reading,
			namespaces,
			hostNamespaces: this.#scanner.hostNamespaces(),
			hostCapabilities: this.#hostCapabilities,
			sockets: this.#withEngines(pid, sockets, reading.mounts, engines),
			enginesBySocket: new Map(engines.filter(engine => engine.container !== container).map(({socket, program}) => [socket, program])),
			nestedEngine: engines.find(engine => engine.container === container)?.program,
		});
	}

	/**
	Adds the sockets of these engines that lie in mounted directories, whatever their names are.
	*/
	#withEngines(pid: number, sockets: Known<readonly MountedSocket[]>, mounts: Known<readonly Mount[]>, engines: readonly EngineProcess[]): Known<readonly MountedSocket[]> {
		if (isMissing(sockets) || isMissing(mounts)) {
			return sockets;
		}

		const known = new Set(sockets.map(({path}) => path));
		const found = engines.flatMap(({file, socket}) => (file ? placesOf(mounts, file) : []).filter(path => !known.has(path)).flatMap(path => {
			const identity = this.#scanner.closely.identifyInRoot(pid, path);
			return isMissing(identity) || `${identity.device}:${identity.inode}` !== socket ? [] : [{path, identity}];
		}));
		return [...sockets, ...new Map(found.map(mounted => [mounted.path, mounted])).values()];
	}

	#readHostCapabilities(): bigint | undefined {
		const {status} = this.#scanner.facts(process.pid);
		return isMissing(status) ? undefined : status.capabilities.bounding;
	}
}
