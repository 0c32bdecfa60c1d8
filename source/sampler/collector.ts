/**
Reads what a snapshot needs, and remembers between two of them what need not be read again: the facts of each process, and the last two
readings of every counter.
*/
import {isMissing, valueOf} from '../known.ts';
import type {EngineReading} from '../engine/engine.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import type {Readings} from '../model/readings.ts';
import type {HostFacts} from '../model/build/host.ts';
import {worldPath} from '../model/inside/inside.ts';
import type {ProcessGroup} from '../model/ownership/ownership.ts';
import {ownerByPid} from '../model/ownership/owners.ts';
import type {ContainerKey} from '../model/keys.ts';
import type {UnitGroup} from '../model/units/group.ts';
import type {ProcessDetails} from '../model/process-details.ts';
import type {FileParsers} from '../engine/files/parsers.ts';
import {CounterReader} from './parts/counters.ts';
import {DetailReader} from './parts/details.ts';
import {hasSwap, HostMeter, isHostSummed} from './parts/host.ts';
import {ShownPids} from './parts/shown-pids.ts';
import {FactsCache} from './parts/facts.ts';
import {EmptyCgroupCounter} from './parts/empty-cgroups.ts';
import {EngineFinder} from './parts/engine-finder.ts';
import {Grouping} from './grouping/grouping.ts';
import {UnitGrouping} from './grouping/unit-grouping.ts';
import {PinnedNamespaceFinder} from './parts/pinned-namespaces.ts';
import {Identifier} from './grouping/identifier.ts';
import {IsolationCache} from './parts/isolation.ts';
import {SampleReader} from './parts/samples.ts';
import {problemsOf} from './parts/problems.ts';
import {SelfMeter} from './parts/self.ts';
import {ThreadPart} from './parts/threads.ts';
import {ContainerUsers} from './parts/users.ts';
import {
	companionsOf,
	groupOf,
	containersToSample,
	initsInSight,
	initsOf,
	pidsToSample,
	unitsToSum,
	type Population,
} from './population.ts';
import type {Wants} from './wants.ts';

/**
A rate over less than this is noise.
*/
const shortestSeconds = 0.4;

type ReadRequest = {
	readonly takenAt: number;
	/**
	When the pass begins.
	*/
	readonly atSeconds: number;
	/**
	The same clock while it goes on, which may take long on a busy host: each counter has its own time, or its rate would be wrong by what
	one pass takes longer than another. Without it all is read at once.
	*/
	readonly now?: () => number;
	readonly wants: Wants;
	readonly engines: readonly EngineReading[];
	readonly isTick: boolean;
};

/**
Turns kernel files into the readings of one snapshot at a time.
*/
export class Collector {
	readonly #scanner: KernelScanner;
	readonly #grouping: Grouping;
	readonly #unitGrouping = new UnitGrouping();
	readonly #engines: EngineFinder;
	readonly #isolations: IsolationCache;
	readonly #details: DetailReader;
	readonly #pinned: PinnedNamespaceFinder;
	readonly #emptyCgroups: EmptyCgroupCounter;
	readonly #self = new SelfMeter(shortestSeconds);
	readonly #host: HostMeter;
	readonly #counters: CounterReader;
	readonly #samples: SampleReader;
	readonly #threads: ThreadPart;
	readonly #facts: FactsCache;
	readonly #users: ContainerUsers;
	readonly #shownPids = new ShownPids();
	#sampledPids: readonly number[] = [];
	#lastSeconds: number | undefined;
	#ticks = 0;
	#lastEngines: readonly EngineReading[] | undefined;
	#watchedRevision = -1;
	#lastGroups: ReadonlyMap<ContainerKey, ProcessGroup> | undefined;

	constructor(scanner: KernelScanner, parsers?: FileParsers) {
		this.#scanner = scanner;
		this.#host = new HostMeter(scanner, shortestSeconds);
		this.#counters = new CounterReader(scanner, shortestSeconds);
		this.#facts = new FactsCache(scanner);
		this.#users = new ContainerUsers(scanner);
		this.#samples = new SampleReader(scanner, shortestSeconds);
		this.#threads = new ThreadPart(scanner, shortestSeconds);
		this.#engines = new EngineFinder(scanner);
		this.#isolations = new IsolationCache(scanner);
		this.#grouping = new Grouping(scanner, new Identifier(scanner, parsers));
		this.#details = new DetailReader(scanner, shortestSeconds);
		this.#pinned = new PinnedNamespaceFinder(scanner);
		this.#emptyCgroups = new EmptyCgroupCounter(scanner.hierarchies);
	}

	/**
	One pass over what is wanted.
	*/
	collect(request: ReadRequest, hostFacts: HostFacts, users: ReadonlyMap<number, string>): Readings {
		const {atSeconds, wants, engines, now = () => atSeconds} = request;
		this.#ticks += request.isTick ? 1 : 0;
		const isHasty = this.#isHasty(wants);
		const watched = wants.counters?.whole;
		const discovery = this.#scanner.discover({
			isHasty,
			isUrgent: !wants.counters || wants.isWholeHost || engines !== this.#lastEngines,
			watched: watched === undefined ? undefined : this.#lastGroups?.get(watched)?.cgroups,
		});
		if (engines !== this.#lastEngines) {
			this.#lastEngines = engines;
			this.#counters.hear(engines);
		}

		const identities = discovery.processes;
		this.#samples.forget(discovery.vanished);
		this.#grouping.world = worldPath(hostFacts.inside);
		const {groups, makers} = this.#grouping.group(discovery, engines, atSeconds);
		this.#lastGroups = groups;
		const units = this.#unitGrouping.group(wants.units, discovery, groups);
		if (this.#grouping.revision !== this.#watchedRevision) {
			this.#watchedRevision = this.#grouping.revision;
			this.#scanner.watchBeside([...groups.values()].flatMap(({cgroups}) => cgroups ? [cgroups] : []));
		}

		const host = this.#host.read(hostFacts.inside, identities.get(1), now);
		const uptimeSeconds = valueOf(host.now.value.uptimeSeconds) ?? Infinity;
		const owners = ownerByPid(groups);
		const engineProcesses = this.#engines.find({
			...discovery, identities, owners, uptimeSeconds, isHasty, atSeconds,
		});
		const shown = wants.isWholeHost ? identities : owners;
		const {pids: shownPids, changed} = this.#shownPids.update(shown, discovery, {
			revision: this.#grouping.revision, isWholeHost: wants.isWholeHost,
		});
		const summedUnits = unitsToSum(wants, units, unit => this.#isUncounted(unit));
		const watchedPids = pidsToSample(wants, {
			groups, units, identities, summed: summedUnits, isHostSummed: isHostSummed(host, hostFacts.inside),
		}, shownPids);
		const factsRead = this.#facts.update({
			identities,
			inits: [...initsOf(groups), ...initsInSight(units, wants)],
			watched: watchedPids,
			shown,
			changed,
			isUrgent: wants.sampled === 'shown',
			isHasty,
			commOf: pid => this.#samples.commOf(pid),
			uptimeSeconds,
			atSeconds,
		});
		const isPreparing = (pid: number | undefined): boolean => pid !== undefined && this.#facts.isPreparing(pid);
		const counted = units.size === 0 ? groups : new Map<ContainerKey, ProcessGroup | UnitGroup>([...groups, ...units]);
		this.#counters.read(counted, {wanted: wants.counters, isHasty, hasSwap: hasSwap(host)}, pid => this.#facts.get(pid), now);
		const isolations = this.#isolations.update({
			groups,
			watchedUnit: watched === undefined ? undefined : units.get(watched),
			identities,
			factsOf: pid => this.#facts.get(pid),
			isPreparing,
			engines: engineProcesses,
			watched,
			isAllAtOnce: wants.isAllAtOnce,
			isHasty,
			uptimeSeconds,
			atSeconds,
		});
		this.#samples.read(watchedPids, identities, now);
		const threads = this.#threads.read(wants, {
			identities, groups, shownPids, sampledPids: watchedPids, sampleOf: pid => this.#samples.get(pid), atSeconds, now,
		});
		const renamed = this.#users.update({
			watched: [...containersToSample(wants, groups)].filter(key => !isPreparing(groups.get(key)?.initPid)),
			groups,
			identities,
			hostNames: users,
			atSeconds,
		});
		const details = this.#readDetails(wants.details, {owners, groups, identities}, now());
		const pinnedNamespaces = this.#pinned.read(wants.arePinnedWanted === true, identities.keys(), atSeconds);
		const sampledBefore = this.#sampledPids;
		this.#sampledPids = watchedPids;
		const seconds = this.#lastSeconds === undefined ? 0 : atSeconds - this.#lastSeconds;
		this.#lastSeconds = atSeconds;
		return {
			takenAt: request.takenAt,
			steadyMilliseconds: atSeconds * 1000,
			seconds,
			isTick: request.isTick,
			hostFacts,
			host,
			hostNamespaces: this.#scanner.hostNamespaces(),
			processCount: discovery.count,
			identities,
			groups,
			units,
			summedUnits,
			emptyCgroups: this.#emptyCgroups.count(wants.units === 'cgroups', identities, atSeconds),
			groupsRevision: this.#grouping.revision,
			shownPids,
			isWholeHost: wants.isWholeHost,
			changedPids: changed && new Set([...changed, ...factsRead, ...sampledBefore, ...watchedPids, ...renamed]),
			facts: pid => this.#facts.get(pid),
			sample: pid => this.#samples.get(pid),
			...threads,
			cgroup: key => this.#counters.cgroup(key),
			network: inode => this.#counters.network(inode),
			maker: key => makers.get(key),
			isolation: key => isolations.get(key),
			engineProcesses,
			engines,
			users,
			usersOf: key => this.#users.of(key),
			details,
			isProcessFollowed: wants.details?.isFollowed === true,
			pinnedNamespaces,
			self: this.#self.read(now()),
			problems: [...problemsOf(engines), ...this.#threads.problems],
		};
	}

	/**
	Whether the kernel does not count a unit's CPU time, memory or tasks as a whole.
	*/
	#isUncounted({key, cgroups}: UnitGroup): boolean {
		const reading = this.#counters.cgroup(key)?.now.value;
		const counted = reading ? [reading.cpu.usageNanoseconds, reading.memory.usedBytes, reading.tasks.current] : [];
		return !cgroups || counted.some(value => isMissing(value) && value.missing === 'unsupported');
	}

	/**
	What can wait would keep the first screen waiting, and then the names that an engine is about to tell.
	*/
	#isHasty(wants: Wants): boolean {
		return wants.isAllAtOnce !== true && this.#ticks < 2;
	}

	#readDetails(wanted: Wants['details'], population: Population, atSeconds: number): ProcessDetails | undefined {
		const identity = wanted && population.identities.get(wanted.pid);
		return this.#details.read(wanted, identity, atSeconds, {
			companions: companionsOf(wanted?.pid, population),
			sampled: identity && this.#samples.latest(identity.pid),
			cgroups: groupOf(wanted?.pid, population)?.cgroups,
		});
	}
}
