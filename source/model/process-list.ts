/**
The processes of a snapshot. Of a thousand only those that somebody looks at are sampled anew, so the others stay the same objects from one snapshot to the next.
*/
import type {ProcessFacts, ProcessIdentity, ProcessSample} from '../kernel/reading.ts';
import {buildProcess} from './process.ts';
import {steady, type Pair} from './rates.ts';
import type {ContainerKey, ProcessKey} from './types/keys.ts';
import type {Process} from './types/process.ts';

export type ProcessListInput = {
	/**
	Pids of the processes to be in it, ascending.
	*/
	readonly shownPids: readonly number[];
	readonly identities: ReadonlyMap<number, ProcessIdentity>;
	readonly owners: ReadonlyMap<number, ContainerKey>;
	readonly users: ReadonlyMap<number, string>;
	facts(pid: number): ProcessFacts | undefined;
	sample(pid: number): Pair<ProcessSample> | undefined;
};

type Built = {
	readonly identity: ProcessIdentity;
	readonly facts: ProcessFacts | undefined;
	readonly pair: ReturnType<typeof steady<ProcessSample>>;
	readonly owner: ContainerKey | undefined;
	readonly process: Process;
};

/**
Remembers what each process was built of.
*/
export class ProcessList {
	#built = new Map<number, Built>();
	#list: ReadonlyMap<ProcessKey, Process> = new Map();

	/**
	The processes by key; the same map as before where nothing has changed.
	*/
	build({shownPids, identities, owners, users, facts, sample}: ProcessListInput): ReadonlyMap<ProcessKey, Process> {
		const built = new Map<number, Built>();
		let hasChanged = false;
		for (const pid of shownPids) {
			const identity = identities.get(pid);
			if (!identity) {
				continue;
			}

			const before = this.#built.get(pid);
			const pair = sample(pid);
			const now = {
				identity, facts: facts(pid), pair: steady(pair), owner: owners.get(pid),
			};
			const isSame = before?.identity === now.identity && before.facts === now.facts && before.pair === now.pair && before.owner === now.owner;
			hasChanged ||= !isSame;
			built.set(pid, isSame ? before : {...now, process: buildProcess(identity, now.facts, pair, now.owner, users)});
		}

		if (hasChanged || built.size !== this.#built.size) {
			this.#list = new Map(Array.from(built.values(), ({process}) => [process.key, process]));
		}

		this.#built = built;
		return this.#list;
	}
}
