/**
Reads what a snapshot needs, and remembers between two of them what need not be read again: the facts of each process, and the last two readings of every counter.
*/
import {gone, isMissing, valueOf} from '../known.ts';
import type {EngineReading} from '../engine/engine.ts';
import type {
	CgroupReading,
	HostReading,
	NetworkReading,
	ProcessIdentity,
	ProcessSample,
} from '../kernel/reading.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import {ownerByPid, type Readings} from '../model/build.ts';
import type {HostFacts} from '../model/host.ts';
import type {ProcessGroup} from '../model/ownership.ts';
import {processKey} from '../model/process.ts';
import {Pairs} from '../model/rates.ts';
import type {ContainerKey, Problem, ProcessKey} from '../model/types.ts';
import {DetailReader} from './details.ts';
import {FactsKeeper} from './facts-keeper.ts';
import {EngineFinder} from './engine-finder.ts';
import {Grouping} from './grouping.ts';
import {HeldNamespaceFinder} from './held-namespaces.ts';
import {Identifier, type ParseContainerFile} from './identifier.ts';
import {IsolationKeeper} from './isolation-keeper.ts';
import {SelfMeter} from './self.ts';
import type {Wants} from './wants.ts';

/**
A rate over less than this is noise.
*/
const shortestSeconds = 0.4;

export type ReadRequest = {
	readonly takenAt: number;
	readonly atSeconds: number;
	readonly wants: Wants;
	readonly engines: readonly EngineReading[];
	readonly isTick: boolean;
};

/**
Turns kernel files into the readings of one snapshot at a time.
*/
export class Reader {
	readonly #scanner: KernelScanner;
	readonly #grouping: Grouping;
	readonly #engines: EngineFinder;
	readonly #isolations: IsolationKeeper;
	readonly #details: DetailReader;
	readonly #held: HeldNamespaceFinder;
	readonly #self = new SelfMeter(shortestSeconds);
	readonly #hosts = new Pairs<'host', HostReading>(shortestSeconds);
	readonly #cgroups = new Pairs<ContainerKey, CgroupReading>(shortestSeconds);
	readonly #networks = new Pairs<number, NetworkReading>(shortestSeconds);
	readonly #samples = new Pairs<ProcessKey, ProcessSample>(shortestSeconds);
	readonly #facts: FactsKeeper;
	#shown: {readonly groups: unknown; readonly pids: readonly number[]} | undefined;
	#lastSeconds: number | undefined;

	constructor(scanner: KernelScanner, parseFile: ParseContainerFile = () => undefined) {
		this.#scanner = scanner;
		this.#facts = new FactsKeeper(scanner);
		this.#engines = new EngineFinder(scanner);
		this.#isolations = new IsolationKeeper(scanner);
		this.#grouping = new Grouping(scanner, new Identifier(scanner, parseFile));
		this.#details = new DetailReader(scanner, shortestSeconds);
		this.#held = new HeldNamespaceFinder(scanner);
	}

	/**
	One pass over what is wanted.
	*/
	read(request: ReadRequest, hostFacts: HostFacts, users: ReadonlyMap<number, string>): Readings {
		const {atSeconds, wants, engines} = request;
		const discovery = this.#scanner.discover();
		const identities = discovery.processes;
		const {groups, makers} = this.#grouping.group(discovery, engines, atSeconds);
		this.#readHost(atSeconds);
		const owners = ownerByPid(groups);
		const engineProcesses = this.#engines.find(identities, owners, discovery.appeared.length + discovery.vanished.length > 0, atSeconds);
		const shownPids = this.#pidsToShow(wants, groups, identities);
		const watchedPids = pidsToSample(wants, groups, shownPids);
		this.#facts.update({
			identities,
			inits: initsOf(groups),
			watched: watchedPids,
			shown: shownPids,
			isUrgent: wants.sampled === 'shown',
			uptimeSeconds: valueOf(this.#hosts.get('host')!.now.value.uptimeSeconds) ?? Infinity,
			atSeconds,
		});
		this.#readContainers(groups, atSeconds);
		const isolations = this.#isolations.update(groups, identities, pid => this.#facts.get(pid), engineProcesses, atSeconds);
		this.#readSamples(watchedPids, identities, atSeconds);
		const details = this.#details.read(wants.details, wants.details && identities.get(wants.details.pid), atSeconds, companionsOf(wants.details?.pid, owners, groups, identities));
		const heldNamespaces = this.#held.read(wants.isHeldWanted === true, identities.keys(), atSeconds);
		this.#forget(identities, groups);
		const seconds = this.#lastSeconds === undefined ? 0 : atSeconds - this.#lastSeconds;
		this.#lastSeconds = atSeconds;
		return {
			takenAt: request.takenAt,
			seconds,
			isTick: request.isTick,
			hostFacts,
			host: this.#hosts.get('host')!,
			hostNamespaces: this.#scanner.hostNamespaces(),
			processCount: identities.size,
			identities,
			groups,
			shownPids,
			factsRevision: this.#facts.revision,
			facts: pid => this.#facts.get(pid),
			sample: pid => mapIdentity(identities.get(pid), key => this.#samples.get(key)),
			cgroup: key => this.#cgroups.get(key),
			network: inode => this.#networks.get(inode),
			maker: key => makers.get(key),
			isolation: key => isolations.get(key),
			engineProcesses,
			engines,
			users,
			details,
			heldNamespaces,
			self: this.#self.read(atSeconds),
			problems: problemsOf(engines),
		};
	}

	/**
	The same array until other processes are in containers.
	*/
	#pidsToShow({isWholeHost}: Wants, groups: ReadonlyMap<ContainerKey, ProcessGroup>, identities: ReadonlyMap<number, ProcessIdentity>): readonly number[] {
		if (isWholeHost) {
			return [...identities.keys()].toSorted((a, b) => a - b);
		}

		if (this.#shown?.groups !== groups) {
			this.#shown = {groups, pids: [...groups.values()].flatMap(({pids}) => pids).toSorted((a, b) => a - b)};
		}

		return this.#shown.pids;
	}

	#readHost(atSeconds: number): void {
		if (this.#hosts.isDue('host', atSeconds)) {
			this.#hosts.take('host', this.#scanner.host(), atSeconds);
		}
	}

	#readContainers(groups: ReadonlyMap<ContainerKey, ProcessGroup>, atSeconds: number): void {
		const hostNetwork = valueOf(this.#scanner.hostNamespaces().net);
		for (const [key, {cgroups, initPid}] of groups) {
			if (cgroups && this.#cgroups.isDue(key, atSeconds)) {
				this.#cgroups.take(key, this.#scanner.cgroup(cgroups), atSeconds);
			}

			const network = valueOf(this.#facts.get(initPid)?.namespaces.net ?? gone);
			if (network !== undefined && network !== hostNetwork && this.#networks.isDue(network, atSeconds)) {
				const counters = this.#scanner.network(initPid);
				if (!isMissing(counters)) {
					this.#networks.take(network, counters, atSeconds);
				}
			}
		}
	}

	#readSamples(pids: readonly number[], identities: ReadonlyMap<number, ProcessIdentity>, atSeconds: number): void {
		for (const pid of pids) {
			const identity = identities.get(pid);
			const key = identity && processKey(identity);
			if (key !== undefined && this.#samples.isDue(key, atSeconds)) {
				const sample = this.#scanner.sample(pid, {});
				const isSameProcess = isMissing(sample.stat) || sample.stat.startTicks === identity?.startTicks;
				if (isSameProcess) {
					this.#samples.take(key, sample, atSeconds);
				}
			}
		}
	}

	#forget(identities: ReadonlyMap<number, ProcessIdentity>, groups: ReadonlyMap<ContainerKey, ProcessGroup>): void {
		const inodes = new Set([...groups.values()].map(({initPid}) => valueOf(this.#facts.get(initPid)?.namespaces.net ?? gone)));
		this.#networks.keep(inode => inodes.has(inode));
		this.#cgroups.keep(key => groups.has(key));
		this.#samples.keep(key => {
			const identity = identities.get(Number.parseInt(key, 10));
			return identity !== undefined && processKey(identity) === key;
		});
	}
}

/**
An engine that does not answer is told once, and not on each of its containers.
*/
function problemsOf(engines: readonly EngineReading[]): readonly Problem[] {
	return engines.flatMap(({status: {state, address, detail}}) => state === 'up' || state === 'connecting' ? [] : [{what: `engine ${address}`, detail: detail ?? state}]);
}

/**
All processes of the container that one process belongs to.
*/
function companionsOf(pid: number | undefined, owners: ReadonlyMap<number, ContainerKey>, groups: ReadonlyMap<ContainerKey, ProcessGroup>, identities: ReadonlyMap<number, ProcessIdentity>): readonly ProcessIdentity[] {
	const owner = pid === undefined ? undefined : owners.get(pid);
	const pids = owner === undefined ? [] : groups.get(owner)?.pids ?? [];
	return pids.map(each => identities.get(each)).filter(identity => identity !== undefined);
}

function initsOf(groups: ReadonlyMap<ContainerKey, ProcessGroup>): readonly number[] {
	return Array.from(groups.values(), ({initPid}) => initPid);
}

function mapIdentity<Result>(identity: ProcessIdentity | undefined, use: (key: ProcessKey) => Result): Result | undefined {
	return identity && use(processKey(identity));
}

function pidsToSample({sampled}: Wants, groups: ReadonlyMap<ContainerKey, ProcessGroup>, shownPids: readonly number[]): readonly number[] {
	if (sampled === 'shown') {
		return shownPids;
	}

	// Without a cgroup the numbers of a container are the sums over its processes.
	const containers = sampled === 'nobody' ? [] : sampled.containers;
	const watched = new Set(containers);
	return [...groups].flatMap(([key, {pids, cgroups}]) => watched.has(key) || !cgroups ? pids : []);
}
