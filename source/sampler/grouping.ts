/**
Which containers there are, from the processes of the host and the words of the engines; worked out anew only when one of these has changed.
*/
import {valueOf} from '../known.ts';
import type {EngineReading} from '../engine/engine.ts';
import type {Discovery} from '../kernel/reading.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import {groupProcesses, type ProcessGroup} from '../model/ownership.ts';
import type {ContainerKey} from '../model/types.ts';
import type {Identified, Identifier} from './identifier.ts';

/**
Keeps the last grouping.
*/
export class Grouping {
	readonly #scanner: KernelScanner;
	readonly #identifier: Identifier;
	#engines: readonly EngineReading[] | undefined;
	#identified: Identified = {groups: new Map(), makers: new Map()};

	constructor(scanner: KernelScanner, identifier: Identifier) {
		this.#scanner = scanner;
		this.#identifier = identifier;
	}

	/**
	The containers now.
	*/
	group({processes, appeared, vanished}: Discovery, engines: readonly EngineReading[], atSeconds: number): Identified {
		if (this.#engines === engines && appeared.length === 0 && vanished.length === 0 && !this.#identifier.isDue(atSeconds)) {
			return this.#identified;
		}

		this.#engines = engines;
		const host = this.#scanner.hostNamespaces();
		const groups = groupProcesses({
			processes,
			hostPidNamespace: valueOf(host.pid),
			hostMountNamespace: valueOf(host.mnt),
			engineContainers: engines.flatMap(({status, containers}) => status.isLocal && status.container === undefined ? containers : []),
		});
		const told = new Map<ContainerKey | undefined, Set<string>>();
		for (const {status, containers} of engines) {
			const ids = told.get(status.container) ?? new Set();
			told.set(status.container, ids);
			for (const {id} of containers) {
				ids.add(id);
			}
		}

		const identified = this.#identifier.identify(groups, processes, told, atSeconds);
		this.#identified = {...identified, groups: withSameCgroups(identified.groups, this.#identified.groups)};
		return this.#identified;
	}
}

/**
The scanner remembers by the array what it found out for a cgroup, so an unchanged one must stay the same array.
*/
function withSameCgroups(groups: ReadonlyMap<ContainerKey, ProcessGroup>, previous: ReadonlyMap<ContainerKey, ProcessGroup>): ReadonlyMap<ContainerKey, ProcessGroup> {
	return new Map([...groups].map(([key, group]) => {
		const kept = previous.get(key)?.cgroups;
		const isSame = kept?.length === group.cgroups?.length && kept?.every(({path}, index) => path === group.cgroups?.[index]?.path);
		return [key, isSame && kept ? {...group, cgroups: kept} : group];
	}));
}
