/**
The containers of a snapshot. Most of a hundred do nothing most of the time: of those the snapshot before is as good as a new one, and
so are the rows that are drawn of them.
*/
import {
	firstSample,
	gone,
	isMissing,
	type Known,
} from '../../known.ts';
import type {EngineReading} from '../../engine/engine.ts';
import {ticksPerSecond} from '../../kernel/pid/stat.ts';
import type {NetworkReading} from '../../kernel/reading.ts';
import type {Readings} from '../readings.ts';
import type {ProcessGroup} from '../ownership/ownership.ts';
import {pidsWithin} from '../ownership/within.ts';
import type {Container} from '../container.ts';
import type {ContainerKey} from '../keys.ts';
import type {Snapshot} from '../snapshot.ts';
import {
	buildContainer,
	type ContainerParts,
	isAlive,
	isKnownSame,
	rememberContainer,
	type ContainerContext,
	type SeenContainer,
	type ToldContainer,
} from './container.ts';
import type {CollectedNamespaces} from './namespace-list.ts';
import {unknownNamespaces} from './namespaces.ts';
import {byName} from './order.ts';
import {usageOfProcesses} from './process-usage.ts';
import {processKey} from './process.ts';
import {steady, type Pair} from './rates.ts';
import {bootTimeOf, startTime} from './started-at.ts';
import type {HostSize} from './usage.ts';

type Built = {readonly of: readonly unknown[]; readonly container: Container};

/**
Remembers of what each container was built.
*/
export class ContainerList {
	readonly #built = new Map<ContainerKey, Built>();
	#named: unknown;
	#told: {readonly engines: unknown; readonly revision: unknown; readonly byKey: ReadonlyMap<ContainerKey, ToldContainer>} | undefined;

	/**
	All containers that the engines or the kernel tell, and those that ended a short while ago; by name.
	*/
	build(
		readings: Readings,
		namespaces: CollectedNamespaces,
		hostSize: HostSize,
		previous: Snapshot | undefined,
	): ReadonlyMap<ContainerKey, Container> {
		const told = this.#toldByKey(readings);
		const context: ContainerContext = {
			steadyMilliseconds: readings.steadyMilliseconds, hostNamespaces: readings.hostNamespaces, hostSize, allNamespaces: namespaces.map,
		};
		const containers = new Map<ContainerKey, Container>();
		const add = (key: ContainerKey): void => {
			if (!(told.has(key) || readings.groups.has(key))) {
				return;
			}

			const before = {told: told.get(key), previous: previous?.containers.get(key)};
			containers.set(key, this.#build(key, before, readings, {...context, sharing: namespaces.sharing}));
		};

		// In the order of before, which is that of the names: who sorts by it has next to nothing to do.
		for (const [key, container] of previous?.containers ?? []) {
			add(key);
			const remembered = containers.has(key)
				? undefined
				: rememberContainer(container, readings.steadyMilliseconds, exitCodeOf(container, readings.engines));
			if (remembered) {
				containers.set(key, remembered);
			}
		}

		const known = containers.size;
		for (const keys of [told.keys(), readings.groups.keys()]) {
			for (const key of keys) {
				if (!containers.has(key)) {
					add(key);
				}
			}
		}

		for (const key of this.#built.keys()) {
			if (!containers.has(key)) {
				this.#built.delete(key);
			}
		}

		const isNamed = told === this.#named;
		this.#named = told;
		return known === containers.size && isNamed ? containers : inOrder(containers);
	}

	#build(
		key: ContainerKey,
		{told, previous}: Omit<ContainerParts, 'seen'>,
		readings: Readings,
		context: ContainerContext & {readonly sharing: object},
	): Container {
		const group = readings.groups.get(key);
		if (!group && told) {
			return this.#buildAbsent(key, told, previous, context);
		}

		if (!group?.cgroups) {
			return buildContainer(key, {told, seen: group && seeContainer(group, readings), previous}, context);
		}

		const network = networkOf(netOf(group, readings), readings);
		const of = [
			told?.container,
			told?.engine,
			group,
			readings.identities.get(group.initPid),
			readings.facts(group.initPid)?.namespaces,
			steady(readings.cgroup(key)),
			isPair(network) ? steady(network) : network,
			readings.maker?.(key),
			readings.isolation?.(key),
			context.hostSize.memoryBytes,
			context.hostSize.cpus,
			context.sharing,
			context.hostNamespaces,
		];
		const built = this.#built.get(key);
		if (built && built.container === previous && isBuiltOf(built, of)) {
			return built.container;
		}

		const container = buildContainer(key, {told, seen: seeContainer(group, readings), previous}, context);
		this.#built.set(key, {of, container});
		return container;
	}

	/**
	One of which the kernel shows nothing. What is said to run and does not is a matter of time; all others stay as they are.
	*/
	#buildAbsent(key: ContainerKey, told: ToldContainer, previous: Container | undefined, context: ContainerContext): Container {
		const of = [told.container, told.engine];
		const built = this.#built.get(key);
		const isSettled = previous?.emptySince === undefined || !isAlive(told.container.state) || previous.state === 'restarting';
		if (isSettled && built && built.container === previous && isBuiltOf(built, of)) {
			return built.container;
		}

		const container = buildContainer(key, {told, seen: undefined, previous}, context);
		this.#built.set(key, {of, container});
		return container;
	}

	#toldByKey({engines, groups, groupsRevision}: Readings): ReadonlyMap<ContainerKey, ToldContainer> {
		const revision = groupsRevision ?? groups;
		if (this.#told?.engines !== engines || this.#told.revision !== revision) {
			this.#told = {engines, revision, byKey: toldByKey(engines, groups)};
		}

		return this.#told.byKey;
	}
}

function isBuiltOf(built: Built, of: readonly unknown[]): boolean {
	return built.of.length === of.length && built.of.every((value, index) => value === of[index]);
}

function inOrder(containers: ReadonlyMap<ContainerKey, Container>): ReadonlyMap<ContainerKey, Container> {
	return new Map([...containers].toSorted(([, a], [, b]) => byName(a.name, b.name)));
}

function isPair(network: ReturnType<typeof networkOf>): network is Pair<NetworkReading> {
	return network !== undefined && 'now' in network;
}

/**
What the engines tell, each container once. An engine in a container speaks for those that lie in the same one and for those that nobody
else has, and for no others, whatever it says; it comes after those of the host.
*/
function toldByKey(
	engines: readonly EngineReading[],
	groups: ReadonlyMap<ContainerKey, ProcessGroup>,
): ReadonlyMap<ContainerKey, ToldContainer> {
	const siblings = new Map([...groups.values()].map(({key, id, parent}) => [`${parent ?? ''} ${id}`, key]));
	const told = new Map<ContainerKey, ToldContainer>();
	for (const {status, containers} of engines.toSorted(
		(a, b) => Number(a.status.container !== undefined) - Number(b.status.container !== undefined),
	)) {
		for (const container of containers) {
			const sibling = siblings.get(`${status.container ?? ''} ${container.id}`);
			const isOthers = sibling === undefined && status.container !== undefined && groups.has(container.id);
			const key = sibling ?? container.id;
			// Of two sockets of one engine the first is enough.
			if (!isOthers && !told.has(key)) {
				told.set(key, {container, engine: status});
			}
		}
	}

	return told;
}

function netOf(group: ProcessGroup, readings: Readings): Known<number> {
	return readings.facts(group.initPid)?.namespaces.net ?? gone;
}

function seeContainer(group: ProcessGroup, readings: Readings): SeenContainer {
	const init = readings.identities.get(group.initPid);
	const summed = pidsWithin(readings.groups).get(group.key);
	const namespaces = readings.facts(group.initPid)?.namespaces ?? unknownNamespaces<Known<number>>(gone);
	// The kernel's own boot time is a whole second; the time since then is exact.
	const bootTime = bootTimeOf(readings.takenAt, readings.host.now.value.uptimeSeconds);
	return {
		group,
		initKey: init ? processKey(init) : gone,
		startedAt: init && startTime(init.startTicks, ticksPerSecond, bootTime),
		namespaces,
		cgroup: readings.cgroup(group.key),
		processes: summed && usageOfProcesses(summed.map(pid => readings.sample(pid))),
		maker: readings.maker?.(group.key),
		isolation: readings.isolation?.(group.key),
		network: networkOf(namespaces.net, readings),
	};
}

/**
What an engine told when the container ended.
*/
function exitCodeOf({id, engine}: Container, engines: readonly EngineReading[]): number | undefined {
	return engines.find(({status}) => status.id === engine)?.exitCodes.get(id);
}

/**
The host's numbers are no container's.
*/
function networkOf(inode: Known<number>, {hostNamespaces, network}: Readings): SeenContainer['network'] {
	if (isMissing(inode)) {
		return inode;
	}

	// Counters are read of what is in sight: what comes into sight has none yet.
	return isKnownSame(hostNamespaces.net, inode) ? undefined : network(inode) ?? firstSample;
}
