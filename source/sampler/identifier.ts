/**
Finds out who made the containers that no engine names, and gives them the ids and names that can be read. Each is judged once, and once more when it has settled.
*/
import {valueOf} from '../known.ts';
import type {ContainerFile} from '../engine/docker-files.ts';
import type {ProcessIdentity} from '../kernel/reading.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import {judge, type Evidence, type Maker} from '../model/evidence.ts';
import type {ProcessGroup} from '../model/ownership.ts';
import {processKey} from '../model/process.ts';
import type {ContainerKey, ProcessKey} from '../model/types.ts';

/**
A container this young may not have its own root or command yet.
*/
const youngSeconds = 3;

type Judgement = {readonly maker: Maker; readonly atSeconds: number; readonly wasYoung: boolean};

export type Identified = {
	readonly groups: ReadonlyMap<ContainerKey, ProcessGroup>;
	readonly makers: ReadonlyMap<ContainerKey, Maker>;
};

/**
Remembers its judgements by the first process of each container.
*/
export class Identifier {
	readonly #scanner: KernelScanner;
	readonly #parseFile: (text: string) => ContainerFile | undefined;
	readonly #judgements = new Map<ProcessKey, Judgement>();

	constructor(scanner: KernelScanner, parseFile: (text: string) => ContainerFile | undefined) {
		this.#scanner = scanner;
		this.#parseFile = parseFile;
	}

	/**
	Groups under the ids that were found for them, with their makers. What an engine tells (`told`, by id) needs no judgement.
	*/
	identify(groups: ReadonlyMap<ContainerKey, ProcessGroup>, identities: ReadonlyMap<number, ProcessIdentity>, told: ReadonlySet<string>, atSeconds: number): Identified {
		const makers = new Map<ContainerKey, Maker>();
		const keys = new Map<ContainerKey, ContainerKey>();
		const used = new Set<ProcessKey>();
		for (const group of groups.values()) {
			const init = identities.get(group.initPid);
			if (!init || (group.isNamed && told.has(group.id))) {
				continue;
			}

			const key = processKey(init);
			used.add(key);
			const {maker} = this.#judge(key, init, group, atSeconds);
			const id = group.isNamed ? undefined : maker.id;
			// An id that another container has by its cgroup is not believed a second time.
			const own = id === undefined || groups.has(id) || makers.has(id) ? group.key : id;
			keys.set(group.key, own);
			makers.set(own, group.isNamed ? {...maker, runtime: group.runtime} : maker);
		}

		for (const key of this.#judgements.keys()) {
			if (!used.has(key)) {
				this.#judgements.delete(key);
			}
		}

		return {groups: rename(groups, keys), makers};
	}

	/**
	Whether some container was judged too early and should be judged again.
	*/
	isDue(atSeconds: number): boolean {
		return [...this.#judgements.values()].some(judgement => isStale(judgement, atSeconds));
	}

	#judge(key: ProcessKey, init: ProcessIdentity, group: ProcessGroup, atSeconds: number): Judgement {
		const known = this.#judgements.get(key);
		if (known && !isStale(known, atSeconds)) {
			return known;
		}

		const judgement = {maker: judge(this.#evidence(init, group)), atSeconds, wasYoung: known === undefined};
		this.#judgements.set(key, judgement);
		return judgement;
	}

	#evidence(init: ProcessIdentity, group: ProcessGroup): Evidence {
		const {pid, parentPid} = init;
		const hostnameSource = valueOf(this.#scanner.mounts(pid))?.findLast(({mountPoint}) => mountPoint === '/etc/hostname')?.root;
		const file = this.#readFile(hostnameSource, group);
		return {
			parentArgs: valueOf(this.#scanner.facts(parentPid).args) ?? [],
			args: valueOf(this.#scanner.facts(pid).args) ?? [],
			hostnameSource,
			environment: {},
			hostname: undefined,
			file,
		};
	}

	#readFile(hostnameSource: string | undefined, group: ProcessGroup): ContainerFile | undefined {
		hostnameSource;
		group;
		this.#parseFile;
		return undefined;
	}
}

function isStale({wasYoung, atSeconds: at}: Judgement, atSeconds: number): boolean {
	return wasYoung && atSeconds - at > youngSeconds;
}

function rename(groups: ReadonlyMap<ContainerKey, ProcessGroup>, keys: ReadonlyMap<ContainerKey, ContainerKey>): ReadonlyMap<ContainerKey, ProcessGroup> {
	return new Map([...groups.values()].map(group => {
		const key = keys.get(group.key) ?? group.key;
		const parent = group.parent === undefined ? undefined : keys.get(group.parent) ?? group.parent;
		return [key, key === group.key && parent === group.parent
			? group
			: {
				...group, key, id: key, parent,
			}];
	}));
}
