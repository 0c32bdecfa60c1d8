/**
The processes of a snapshot. Of a thousand only those on screen are sampled again, so the others stay the same objects from
one snapshot to the next.
*/
import type {ProcessFacts, ProcessIdentity, ProcessSample} from '../../kernel/reading.ts';
import {firstSample, type Known} from '../../known.ts';
import type {ContainerKey, ProcessKey} from '../keys.ts';
import type {Process} from '../process.ts';
import {buildProcess} from './process.ts';
import {steady, type Pair} from './rates.ts';

type ProcessListInput = {
	/**
	Pids of the processes to be in it, ascending.
	*/
	readonly shownPids: readonly number[];
	readonly isWholeHost?: boolean | undefined;
	/**
	The processes that may have changed; all if absent.
	*/
	readonly changedPids?: ReadonlySet<number> | undefined;
	readonly identities: ReadonlyMap<number, ProcessIdentity>;
	readonly owners: ReadonlyMap<number, ContainerKey>;
	readonly users: ReadonlyMap<number, string>;
	usersOf?(key: ContainerKey): ReadonlyMap<number, string>;
	facts(pid: number): ProcessFacts | undefined;
	sample(pid: number): Pair<ProcessSample> | undefined;
	waitChannel?(id: number): {readonly name: Known<string | undefined>} | undefined;
};

type Built = {
	readonly identity: ProcessIdentity;
	readonly facts: ProcessFacts | undefined;
	readonly pair: ReturnType<typeof steady<ProcessSample>>;
	readonly owner: ContainerKey | undefined;
	readonly users: ReadonlyMap<number, string>;
	readonly waitsIn: Known<string | undefined>;
	readonly process: Process;
};

/**
Remembers what each process was built of.
*/
export class ProcessList {
	#built = new Map<number, Built>();
	#list: ReadonlyMap<ProcessKey, Process> = new Map();

	/**
	The processes by key, ascending by pid; the same map as before where nothing has changed.
	*/
	build(input: ProcessListInput): ReadonlyMap<ProcessKey, Process> {
		const {changedPids, shownPids} = input;
		const before = this.#built;
		if (!changedPids) {
			this.#built = new Map();
		}

		let areOthers = before.size === 0;
		const changed: Process[] = [];
		for (const pid of changedPids ?? shownPids) {
			const known = before.get(pid);
			const built = build(pid, input, known);
			if (built) {
				this.#built.set(pid, built);
			} else {
				this.#built.delete(pid);
			}

			areOthers ||= built?.process.key !== known?.process.key;
			if (built && built !== known) {
				changed.push(built.process);
			}
		}

		if (areOthers || before.size !== this.#built.size) {
			this.#list = new Map(shownPids.flatMap(pid => {
				const process = this.#built.get(pid)?.process;
				return process ? [[process.key, process]] : [];
			}));
		} else if (changed.length > 0) {
			const list = new Map(this.#list);
			for (const process of changed) {
				list.set(process.key, process);
			}

			this.#list = list;
		}

		return this.#list;
	}
}

/**
What a process is now, the same object where that is what it was; undefined where it is not to be shown.
*/
function build(pid: number, input: ProcessListInput, before: Built | undefined): Built | undefined {
	const identity = input.identities.get(pid);
	const owner = input.owners.get(pid);
	if (!identity || (owner === undefined && !input.isWholeHost)) {
		return undefined;
	}

	const pair = input.sample(pid);
	const facts = input.facts(pid);
	const steadyPair = steady(pair);
	const waitChannel = input.waitChannel?.(pid);
	const waitsIn = waitChannel ? waitChannel.name : firstSample;
	const users = owner === undefined || !input.usersOf ? input.users : input.usersOf(owner);
	const isSame = before?.identity === identity && before.facts === facts && before.pair === steadyPair
		&& before.owner === owner && before.users === users && before.waitsIn === waitsIn;
	return isSame
		? before
		: {
			identity,
			facts,
			pair: steadyPair,
			owner,
			users,
			waitsIn,
			process: buildProcess(identity, {
				facts, pair, container: owner, waitChannel: waitsIn,
			}, users),
		};
}
