/**
The counters of all containers: the CPU time of each every time, the rest for those on screen, and a whole reading of
all of them now and then.
*/
import type {EngineContainer, EngineReading} from '../../engine/engine.ts';
import {gone, isMissing, valueOf} from '../../known.ts';
import type {CgroupPart} from '../../kernel/cgroup/reader/parts.ts';
import {nothingRead} from '../../kernel/cgroup/reader/reader.ts';
import {NetworkReader} from '../../kernel/process/network-reader.ts';
import type {CgroupMembership} from '../../kernel/pid/cgroup.ts';
import type {CgroupReading, NetworkReading, ProcessFacts} from '../../kernel/reading.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import type {ProcessGroup} from '../../model/ownership/ownership.ts';
import type {Pair} from '../../model/build/rates.ts';
import type {ContainerKey} from '../../model/keys.ts';
import {Pairs} from '../kept/pairs.ts';
import type {Wants} from '../wants.ts';

/**
A limit or a peak of a container on screen is at most this old, and that of one out of sight, unless its engine reports a change.
*/
const secondsBetweenWholeReadings = {inSight: 60, outOfSight: 300};

/**
A network namespace without any interface but loopback gets one at most so late.
*/
const secondsBetweenLonely = 5;

const allParts: ReadonlySet<CgroupPart> = new Set(['memory', 'swap', 'tasks', 'throttling', 'io']);

/**
What is read of one container. Whole is more than all parts: also what only the details show.
*/
type Extent = {readonly isWhole: boolean; readonly parts: ReadonlySet<CgroupPart>; readonly hasNetwork: boolean};

/**
A container, or a unit: that has no id which an engine could tell.
*/
type CountedGroup = Pick<ProcessGroup, 'cgroups' | 'initPid'> & {readonly id?: string};

/**
What is wanted in one pass, and whether the host has swap.
*/
type CounterRequest = {readonly wanted: Wants['counters']; readonly isHasty: boolean; readonly hasSwap?: boolean};

const whole: Extent = {isWhole: true, parts: allParts, hasNetwork: true};

/**
Keeps the last two readings of every counter.
*/
export class CounterReader {
	readonly #scanner: KernelScanner;
	readonly #cgroups: Pairs<ContainerKey, CgroupReading>;
	readonly #networks: Pairs<number, NetworkReading>;
	readonly #extents = new Map<ContainerKey, Extent>();
	readonly #wholeAtSeconds = new Map<ContainerKey, number>();
	#networksRead: ReadonlyMap<number, NetworkReader> = new Map();
	#told: ReadonlyMap<string, EngineContainer> = new Map();
	readonly #changed = new Set<string>();

	constructor(scanner: KernelScanner, shortestSeconds: number) {
		this.#scanner = scanner;
		this.#cgroups = new Pairs(shortestSeconds);
		this.#networks = new Pairs(shortestSeconds);
	}

	/**
	Takes what the engines now say. A container of which they say something new is read as a whole in the next pass: an engine's event may be
	of a limit that was changed while the container sleeps.
	*/
	hear(engines: readonly EngineReading[]): void {
		const told = new Map(engines.flatMap(({status, containers}) =>
			status.isLocal ? containers.map((container): [string, EngineContainer] => [container.id, container]) : []));
		for (const [id, container] of told) {
			const before = this.#told.get(id);
			// What only the list tells has no pid yet, and a new first process has new counters anyway.
			if (before !== container && before?.initPid !== undefined && before.initPid === container.initPid) {
				this.#changed.add(id);
			}
		}

		this.#told = told;
	}

	/**
	One pass. Each network namespace is read once, however many containers share it. Where it `isHasty`, nothing is read but what is
	wanted; where the host has no swap, a container cannot have any.
	*/
	read(
		groups: ReadonlyMap<ContainerKey, CountedGroup>,
		{wanted, isHasty, hasSwap = true}: CounterRequest,
		factsOf: (pid: number) => ProcessFacts | undefined,
		now: () => number,
	): void {
		const extentOf = extentsOf(wanted, hasSwap);
		const hostNetwork = valueOf(this.#scanner.hostNamespaces().net);
		const networks = new Map<number, NetworkReader>();
		// So that those which were all seen first at once are not read as a whole at once ever after.
		let room = 1 + Math.floor(groups.size / secondsBetweenWholeReadings.inSight);
		for (const [key, {id, cgroups, initPid}] of groups) {
			const extent = extentOf(key);
			const atSeconds = now();
			if (cgroups) {
				const hasChanged = id !== undefined && this.#changed.has(id);
				if (hasChanged) {
					this.#extents.delete(key);
				}

				const isTurn = hasChanged || (
					room > 0
					&& !isHasty
					&& atSeconds - (this.#wholeAtSeconds.get(key) ?? -Infinity)
					>= secondsBetweenWholeReadings[extent.parts.size > 0 ? 'inSight' : 'outOfSight']
				);
				room -= isTurn ? 1 : 0;
				this.#readCgroup(key, cgroups, isTurn ? whole : extent, atSeconds);
			}

			const network = extent.hasNetwork ? valueOf(factsOf(initPid)?.namespaces.net ?? gone) : undefined;
			if (network !== undefined && network !== hostNetwork && !networks.has(network)) {
				const last = this.#networksRead.get(network) ?? new NetworkReader();
				networks.set(network, last);
				this.#readNetwork(network, initPid, last, atSeconds);
			}
		}

		this.#changed.clear();
		this.#networksRead = networks;
		this.#networks.keep(inode => networks.has(inode));
		this.#forget(groups);
	}

	/**
	The last two readings of a container's cgroup.
	*/
	cgroup(key: ContainerKey): Pair<CgroupReading> | undefined {
		return this.#cgroups.get(key);
	}

	/**
	The last two readings of a network namespace.
	*/
	network(inode: number): Pair<NetworkReading> | undefined {
		return this.#networks.get(inode);
	}

	#readCgroup(key: ContainerKey, cgroups: readonly CgroupMembership[], extent: Extent, atSeconds: number): void {
		const last = this.#cgroups.get(key);
		const isDue = this.#cgroups.isDue(key, atSeconds);
		const wasRead = covers(this.#extents.get(key), extent);
		if (!isDue && wasRead) {
			return;
		}

		const reading = extent.isWhole
			? this.#scanner.cgroup(cgroups)
			: this.#scanner.cgroupParts(cgroups, extent.parts, last?.now.value ?? nothingRead, wasRead);
		if (extent.isWhole) {
			this.#wholeAtSeconds.set(key, atSeconds);
		}

		this.#extents.set(key, extent);
		if (isDue) {
			this.#cgroups.take(key, reading, atSeconds);
		} else {
			this.#cgroups.amend(key, reading, atSeconds);
		}
	}

	#readNetwork(inode: number, pid: number, last: NetworkReader, atSeconds: number): void {
		if (!this.#networksRead.has(inode)) {
			// What was read when it was last looked at would give the mean of all that time.
			this.#networks.forget(inode);
		}

		const known = this.#networks.get(inode);
		// What has nothing but itself to talk to has no numbers; it may be connected one day.
		const isAlone = known?.before !== undefined && known.now.value.every(({name}) => name === 'lo');
		const isDue = isAlone ? atSeconds - known.now.atSeconds >= secondsBetweenLonely : this.#networks.isDue(inode, atSeconds);
		if (!isDue) {
			return;
		}

		const counters = this.#scanner.network(pid, last);
		if (!isMissing(counters)) {
			this.#networks.take(inode, counters, atSeconds);
		}
	}

	#forget(groups: ReadonlyMap<ContainerKey, CountedGroup>): void {
		this.#cgroups.keep(key => groups.has(key));
		for (const key of this.#extents.keys()) {
			if (!groups.has(key)) {
				this.#extents.delete(key);
				this.#wholeAtSeconds.delete(key);
			}
		}
	}
}

/**
Whether a reading of one extent has what another one wants.
*/
function covers(read: Extent | undefined, wanted: Extent): boolean {
	return read !== undefined && (read.isWhole || (!wanted.isWhole && wanted.parts.isSubsetOf(read.parts)));
}

/**
What is wanted of each container.
*/
function extentsOf(wanted: Wants['counters'], hasSwap: boolean): (key: ContainerKey) => Extent {
	if (!wanted) {
		return () => whole;
	}

	const extentFor = (parts: ReadonlyArray<CgroupPart | 'network'>): Extent => ({
		isWhole: false,
		parts: new Set(parts.filter(part => part !== 'network').filter(part => part !== 'swap' || hasSwap)),
		hasNetwork: parts.includes('network'),
	});
	const others = extentFor(wanted.ofAll);
	const shown = extentFor([...wanted.ofShown, ...wanted.ofAll]);
	const shownKeys = new Set(wanted.shown);
	const wholeKeys = new Set([wanted.whole, ...wanted.alsoWhole ?? []]);
	return key => wholeKeys.has(key) ? whole : (shownKeys.has(key) ? shown : others);
}
