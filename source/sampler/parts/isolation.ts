/**
What isolates each container, read once and again every few seconds: it changes seldom, and costs more than all counters together.
*/
import process from 'node:process';
import {isDeepStrictEqual} from 'node:util';
import {isMissing, type Known} from '../../known.ts';
import type {
	IsolationReading,
	MountedSocket,
	ProcessFacts,
	ProcessIdentity,
} from '../../kernel/reading.ts';
import {fileKey} from '../../kernel/device.ts';
import {ticksPerSecond} from '../../kernel/pid/stat.ts';
import {placesOf} from '../../kernel/pid/mount-place.ts';
import type {Mount} from '../../kernel/pid/mountinfo.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import type {EngineProcess} from '../../model/engine-process.ts';
import {buildIsolation, type Isolation} from '../../model/isolation/isolation.ts';
import type {ProcessGroup} from '../../model/ownership/ownership.ts';
import {processKey} from '../../model/build/process.ts';
import type {ContainerKey, ProcessKey} from '../../model/keys.ts';

const secondsBetweenReadings = {watched: 5, others: 120};

/**
What has just begun may still give away rights: the program that begins is not always the one that stays.
*/
const youngSeconds = 2;

/**
Containers read in one pass: more of new ones, but few enough not to delay the screen.
*/
const readingsPerPass = {first: 20, again: 5};

type Kept = {
	readonly key: ProcessKey;
	readonly reading: IsolationReading;
	readonly sockets: Known<readonly MountedSocket[]>;
	readonly atSeconds: number;
	readonly wasYoung: boolean;
	engines: readonly EngineProcess[];
};

type Subject = Pick<ProcessGroup, 'key' | 'initPid'>;

type IsolationUpdate = {
	readonly groups: ReadonlyMap<ContainerKey, Subject>;
	/**
	The unit on screen, if one is: of the others nobody asks.
	*/
	readonly watchedUnit?: Subject | undefined;
	readonly identities: ReadonlyMap<number, ProcessIdentity>;
	factsOf(pid: number): ProcessFacts | undefined;
	/**
	Whether a first process still prepares its container: what isolates that cannot be seen of it yet.
	*/
	isPreparing(pid: number): boolean;
	readonly engines: readonly EngineProcess[];
	readonly watched: ContainerKey | undefined;
	/**
	Whether nothing may be put off to a later pass.
	*/
	readonly isAllAtOnce?: boolean | undefined;
	/**
	Whether to read nothing yet.
	*/
	readonly isHasty?: boolean;
	readonly uptimeSeconds: number;
	readonly atSeconds: number;
};

/**
Remembers what was read by container.
*/
export class IsolationCache {
	readonly #scanner: KernelScanner;
	readonly #kept = new Map<ContainerKey, Kept>();
	readonly #isolations = new Map<ContainerKey, Isolation>();
	#hostCapabilities: bigint | undefined;

	constructor(scanner: KernelScanner) {
		this.#scanner = scanner;
	}

	/**
	What is known of each container and of the unit on screen; those that were not read yet are missing. The same map each time. `watched`
	is the one on screen.
	*/
	update({
		groups,
		watchedUnit,
		identities,
		factsOf,
		isPreparing,
		engines,
		watched,
		isAllAtOnce,
		isHasty,
		uptimeSeconds,
		atSeconds,
	}: IsolationUpdate): ReadonlyMap<ContainerKey, Isolation> {
		if (isHasty) {
			return this.#isolations;
		}

		const room = isAllAtOnce ? {first: Infinity, again: Infinity} : {...readingsPerPass};
		for (const {key, initPid} of [...groups.values(), ...watchedUnit ? [watchedUnit] : []]) {
			const init = identities.get(initPid);
			const facts = factsOf(initPid);
			if (!init || !facts) {
				continue;
			}

			if (isPreparing(initPid)) {
				this.#drop(key);
				continue;
			}

			const kept = this.#kept.get(key);
			const isSameProcess = kept?.key === processKey(init);
			const lasting = isSameProcess && kept.wasYoung ? youngSeconds : secondsBetweenReadings[key === watched ? 'watched' : 'others'];
			const isCurrent = isSameProcess && atSeconds - kept.atSeconds < lasting;
			if (isCurrent && kept.engines === engines) {
				continue;
			}

			const turn = kept ? 'again' : 'first';
			if (isCurrent) {
				kept.engines = engines;
				this.#isolations.set(key, this.#build(key, init.pid, kept, {facts, engines}));
			} else if (room[turn] > 0) {
				room[turn]--;
				const reading = this.#scanner.closely.isolation(init.pid);
				const sockets = this.#scanner.closely.socketMounts(init.pid, reading.mounts);
				const fresh = {
					key: processKey(init),
					reading,
					sockets,
					atSeconds,
					wasYoung: uptimeSeconds - init.startTicks / ticksPerSecond < youngSeconds,
					engines,
				};
				this.#kept.set(key, fresh);
				this.#isolations.set(key, this.#build(key, init.pid, fresh, {facts, engines}));
			}
		}

		this.#forget(key => !groups.has(key) && key !== watchedUnit?.key);
		return this.#isolations;
	}

	#forget(isGone: (key: ContainerKey) => boolean): void {
		for (const key of this.#kept.keys()) {
			if (isGone(key)) {
				this.#drop(key);
			}
		}
	}

	#drop(key: ContainerKey): void {
		this.#kept.delete(key);
		this.#isolations.delete(key);
	}

	#build(
		container: ContainerKey,
		pid: number,
		{reading, sockets}: Pick<Kept, 'reading' | 'sockets'>,
		{facts: {namespaces}, engines}: {readonly facts: ProcessFacts; readonly engines: readonly EngineProcess[]},
	): Isolation {
		// What nstop itself may have at most stands for the host: a machine can lack a capability altogether.
		this.#hostCapabilities ??= this.#readHostCapabilities();
		const isolation = buildIsolation({
			container,
			reading,
			namespaces,
			hostNamespaces: this.#scanner.hostNamespaces(),
			hostCapabilities: this.#hostCapabilities,
			sockets: this.#withEngines(pid, sockets, reading.mounts, engines),
			enginesBySocket: new Map(engines.filter(engine => engine.container !== container).map(({socket, program}) => [socket, program])),
			nestedEngine: engines.find(engine => engine.container === container)?.program,
		});
		const last = this.#isolations.get(container);
		// The same object as long as it says the same: what is made of it need not be made again.
		return last && isDeepStrictEqual(last, isolation) ? last : isolation;
	}

	/**
	Adds the sockets of these engines that lie in mounted directories, whatever their names are.
	*/
	#withEngines(
		pid: number,
		sockets: Known<readonly MountedSocket[]>,
		mounts: Known<readonly Mount[]>,
		engines: readonly EngineProcess[],
	): Known<readonly MountedSocket[]> {
		if (isMissing(sockets) || isMissing(mounts)) {
			return sockets;
		}

		const known = new Set(sockets.map(({path}) => path));
		const found = engines.flatMap(({file, socket}) => (file ? placesOf(mounts, file) : []).filter(path => !known.has(path)).flatMap(path => {
			const identity = this.#scanner.closely.identifyInRoot(pid, path);
			return isMissing(identity) || fileKey(identity) !== socket ? [] : [{path, identity}];
		}));
		return [...sockets, ...new Map(found.map(mounted => [mounted.path, mounted])).values()];
	}

	#readHostCapabilities(): bigint | undefined {
		const {status} = this.#scanner.processes.facts(process.pid);
		return isMissing(status) ? undefined : status.capabilities.bounding;
	}
}
