/**
Finds out who made the containers that no engine names, and gives them the ids and names that can be read. Each is judged once, and once
more when it has settled.
*/
import type {FileParsers} from '../../engine/files/parsers.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import {judge, type Maker} from '../../model/ownership/evidence.ts';
import type {ProcessGroup} from '../../model/ownership/ownership.ts';
import {processKey} from '../../model/build/process.ts';
import type {ContainerKey, ProcessKey} from '../../model/keys.ts';
import {EvidenceReader} from './evidence-reader.ts';

/**
A container this young may not have its own root or command yet.
*/
const youngSeconds = 3;

/**
An engine mostly answers within a moment, and its word spares a dozen files for each container.
*/
const patienceSeconds = 0.5;

const usersOfLxc: ReadonlySet<string> = new Set(['incus', 'lxd']);

type Judgement = {readonly maker: Maker; readonly atSeconds: number; readonly wasYoung: boolean};

/**
Ids that engines tell, by the container in which the engine runs; undefined for those on the host.
*/
export type ToldIds = ReadonlyMap<ContainerKey | undefined, ReadonlySet<string>>;

function isTold(told: ToldIds, id: string, container: ContainerKey | undefined): boolean {
	return told.get(container)?.has(id) === true;
}

/**
Whether an id that a container has for one in it is not to be believed: the engine there has to say it too, and no engine around that may
know it otherwise.
*/
function isDoubtfulIn(
	parent: ContainerKey | undefined,
	id: string,
	told: ToldIds,
	groups: ReadonlyMap<ContainerKey, ProcessGroup>,
): boolean {
	return parent !== undefined && (!isTold(told, id, parent) || isToldAround(told, id, parent, groups));
}

/**
Whether an engine outside of a container tells an id, on the host or in what the container lies in.
*/
function isToldAround(told: ToldIds, id: string, container: ContainerKey, groups: ReadonlyMap<ContainerKey, ProcessGroup>): boolean {
	let around = groups.get(container)?.parent;
	for (let steps = 0; around !== undefined && steps < groups.size; steps++) {
		if (isTold(told, id, around)) {
			return true;
		}

		around = groups.get(around)?.parent;
	}

	return isTold(told, id, undefined);
}

/**
What engines have said so far: their ids, and whether one has yet to answer.
*/
type EngineWord = {readonly told: ToldIds; readonly isEngineComing: boolean};

export type Identified = {
	readonly groups: ReadonlyMap<ContainerKey, ProcessGroup>;
	readonly makers: ReadonlyMap<ContainerKey, Maker>;
};

/**
Remembers its judgements by the first process of each container.
*/
export class Identifier {
	readonly #evidence: EvidenceReader;
	readonly #judgements = new Map<ProcessKey, Judgement>();
	#waitsUntilSeconds: number | undefined;
	#isWaiting = false;

	constructor(scanner: KernelScanner, parsers?: FileParsers) {
		this.#evidence = new EvidenceReader(scanner, parsers);
	}

	/**
	Groups under the ids that were found for them, with their makers. What an engine tells needs no judgement: `told` has the ids of each,
	by the container in which it runs. While `isEngineComing`, those that an engine seems to have made wait for its word, for a moment.
	*/
	identify(
		groups: ReadonlyMap<ContainerKey, ProcessGroup>,
		identities: ReadonlyMap<number, ProcessIdentity>,
		{told, isEngineComing}: EngineWord,
		atSeconds: number,
	): Identified {
		this.#waitsUntilSeconds ??= atSeconds + patienceSeconds;
		const mayWait = isEngineComing && atSeconds < this.#waitsUntilSeconds;
		this.#isWaiting = false;
		const makers = new Map<ContainerKey, Maker>();
		const keys = new Map<ContainerKey, ContainerKey>();
		const used = new Set<ProcessKey>();
		for (const group of groups.values()) {
			const init = identities.get(group.initPid);
			const parent = group.parent === undefined ? undefined : keys.get(group.parent) ?? group.parent;
			if (!init || (group.isNamed && isTold(told, group.id, parent))) {
				continue;
			}

			if (group.isNamed && mayWait) {
				this.#isWaiting = true;
				continue;
			}

			const key = processKey(init);
			used.add(key);
			const {maker} = this.#judge(key, init, group, atSeconds);
			const id = group.isNamed ? undefined : maker.id;
			// An id that another container has by its cgroup is not believed a second time.
			const isTaken = id !== undefined && (groups.has(id) || makers.has(id));
			const own = id === undefined || isTaken || isDoubtfulIn(parent, id, told, groups) ? group.key : id;
			keys.set(group.key, own);
			makers.set(own, group.isNamed ? {...maker, runtime: runtimeOf(group, maker), labels: labelsOf(group, maker)} : maker);
		}

		this.#evidence.forget();
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
		return (
			(this.#isWaiting && atSeconds >= this.#waitsUntilSeconds!)
			|| this.#judgements.values().some(judgement => isStale(judgement, atSeconds))
		);
	}

	#judge(key: ProcessKey, init: ProcessIdentity, group: ProcessGroup, atSeconds: number): Judgement {
		const known = this.#judgements.get(key);
		if (known && !isStale(known, atSeconds)) {
			return known;
		}

		const judgement = {maker: judge(this.#evidence.read(init, group)), atSeconds, wasYoung: known === undefined};
		this.#judgements.set(key, judgement);
		return judgement;
	}
}

/**
The cgroup knows best, but of containerd and LXC it does not know on whose behalf.
*/
function runtimeOf({runtime}: ProcessGroup, maker: Maker): string {
	const isOnBehalf = runtime === 'containerd' ? maker.runtime !== 'isolated' : runtime === 'lxc' && usersOfLxc.has(maker.runtime);
	return isOnBehalf ? maker.runtime : runtime;
}

/**
With what the runtimes of Kubernetes would label the container, as far as its cgroup tells it.
*/
function labelsOf({podUid}: ProcessGroup, {labels}: Maker): Maker['labels'] {
	return podUid === undefined ? labels : {'io.kubernetes.pod.uid': podUid, ...labels};
}

function isStale({wasYoung, atSeconds: at}: Judgement, atSeconds: number): boolean {
	return wasYoung && atSeconds - at > youngSeconds;
}

function rename(
	groups: ReadonlyMap<ContainerKey, ProcessGroup>,
	keys: ReadonlyMap<ContainerKey, ContainerKey>,
): ReadonlyMap<ContainerKey, ProcessGroup> {
	return new Map(
		[...groups.values()].map(group => {
			const key = keys.get(group.key) ?? group.key;
			const parent = group.parent === undefined ? undefined : (keys.get(group.parent) ?? group.parent);
			return [
				key,
				key === group.key && parent === group.parent
					? group
					: {
						...group,
						key,
						id: key,
						parent,
					},
			];
		}),
	);
}
