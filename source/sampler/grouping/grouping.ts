/**
Which containers there are, from the processes of the host and the words of the engines; worked out again only when one of these has
changed.
*/
import {valueOf} from '../../known.ts';
import type {EngineReading} from '../../engine/engine.ts';
import type {Discovery} from '../../kernel/reading.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import {groupProcesses, type ProcessGroup} from '../../model/ownership/ownership.ts';
import {ownerByPid} from '../../model/ownership/owners.ts';
import {findPlain, patchGroups, type Plain} from '../../model/ownership/patch.ts';
import type {ContainerKey} from '../../model/keys.ts';
import type {Identified, Identifier, ToldIds} from './identifier.ts';

/**
A patched grouping is rebuilt at the latest after this.
*/
const longestPatchedSeconds = 30;

/**
Keeps the last grouping.
*/
export class Grouping {
	/**
	Another number after every whole grouping.
	*/
	revision = 0;
	/**
	Path of the cgroup of the container that nstop sees from the inside.
	*/
	world: string | undefined;
	readonly #scanner: KernelScanner;
	readonly #identifier: Identifier;
	#engines: readonly EngineReading[] | undefined;
	#identified: Identified = {groups: new Map(), makers: new Map()};
	#plain: Plain | undefined;
	#groupedAtSeconds = -Infinity;
	#isPatched = false;

	constructor(scanner: KernelScanner, identifier: Identifier) {
		this.#scanner = scanner;
		this.#identifier = identifier;
	}

	/**
	The containers now. The same map while no process of a container came or went.
	*/
	group(discovery: Discovery, engines: readonly EngineReading[], atSeconds: number): Identified {
		const {appeared, vanished} = discovery;
		const isStale =
			this.#engines !== engines
			|| this.#identifier.isDue(atSeconds)
			|| (this.#isPatched && atSeconds - this.#groupedAtSeconds >= longestPatchedSeconds);
		if (!isStale && appeared.length === 0 && vanished.length === 0) {
			return this.#identified;
		}

		const patched = isStale ? undefined : this.#patch(discovery);
		this.#identified = patched ?? this.#groupAnew(discovery.processes, engines, atSeconds);
		this.#isPatched = patched !== undefined;
		return this.#identified;
	}

	#patch(discovery: Discovery): Identified | undefined {
		const {groups, makers} = this.#identified;
		const patched = this.#plain && patchGroups(groups, ownerByPid(groups), discovery, this.#plain);
		return patched === groups ? this.#identified : patched && {groups: patched, makers};
	}

	#groupAnew(processes: Discovery['processes'], engines: readonly EngineReading[], atSeconds: number): Identified {
		this.revision++;
		this.#engines = engines;
		this.#groupedAtSeconds = atSeconds;
		const host = this.#scanner.hostNamespaces();
		const engineContainers = engines.flatMap(({status, containers}) => status.isLocal && status.container === undefined ? containers : []);
		const hostPidNamespace = valueOf(host.pid);
		const found = groupProcesses({
			processes, hostPidNamespace, hostMountNamespace: valueOf(host.mnt), world: this.world, engineContainers,
		});
		const identified = this.#identifier.identify(
			found,
			processes,
			{told: toldIds(engines), isEngineComing: engines.some(({status}) => status.state === 'connecting')},
			atSeconds,
		);
		const groups = withSameCgroups(identified.groups, this.#identified.groups);
		this.#plain = findPlain({
			groups, processes, owners: ownerByPid(groups), hostPidNamespace, world: this.world, told: new Set(engineContainers.map(({id}) => id)),
		});
		return {...identified, groups};
	}
}

function toldIds(engines: readonly EngineReading[]): ToldIds {
	const told = new Map<ContainerKey | undefined, Set<string>>();
	for (const {status, containers} of engines) {
		const ids = told.get(status.container) ?? new Set();
		told.set(status.container, ids);
		for (const {id} of containers) {
			ids.add(id);
		}
	}

	return told;
}

/**
The scanner remembers by the array what it found out for a cgroup, so an unchanged one must stay the same array.
*/
function withSameCgroups(
	groups: ReadonlyMap<ContainerKey, ProcessGroup>,
	previous: ReadonlyMap<ContainerKey, ProcessGroup>,
): ReadonlyMap<ContainerKey, ProcessGroup> {
	return new Map(
		[...groups].map(([key, group]) => {
			const kept = previous.get(key)?.cgroups;
			const isSame = kept?.length === group.cgroups?.length && kept?.every(({path}, index) => path === group.cgroups?.[index]?.path);
			return [key, isSame && kept ? {...group, cgroups: kept} : group];
		}),
	);
}
