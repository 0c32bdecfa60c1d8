/**
The facts of each process, read once and again only where they may have changed: of the very young, and of those on screen.
*/
import {firstSample} from '../../known.ts';
import type {ProcessFacts, ProcessIdentity} from '../../kernel/reading.ts';
import {forEachKind} from '../../kernel/pid/ns.ts';
import {ticksPerSecond} from '../../kernel/pid/stat.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import {isBeingPrepared, longestPreparationSeconds} from '../../model/isolation/preparation.ts';

/**
A process this young may still be on its way to its first exec.
*/
const youngSeconds = 2;
const secondsUntilGrown = 0.4;

/**
Most processes on a busy host end before this age: they are not worth reading unless they are on screen.
*/
const leastSeconds = 1;

/**
Facts may change by exec, setns or setproctitle; those of watched processes are read again after this, a new name is noticed at once.
*/
const watchedSeconds = 15;

/**
Processes whose facts are read in one pass although they are not on screen yet: at least this many, and this share of those that wait.
*/
const othersPerPass = 5;
const othersShare = 0.005;

type Kept = {
	readonly facts: ProcessFacts;
	readonly identity: ProcessIdentity;
	readonly comm: string;
	readonly atSeconds: number;
	readonly wasYoung: boolean;
	/**
	Of the first process of a container, whether it still prepares it.
	*/
	readonly isPreparing?: boolean | undefined;
};

/**
In place of those of a process that has not entered its container's yet.
*/
const notEntered = forEachKind(() => firstSample);

type FactsRequest = {
	readonly identities: ReadonlyMap<number, ProcessIdentity>;
	/**
	First processes of containers: needed at once.
	*/
	readonly inits: Iterable<number>;
	/**
	Needed at once, and fresh.
	*/
	readonly watched: readonly number[];
	/**
	All that are wanted sooner or later.
	*/
	readonly shown: ReadonlySet<number> | ReadonlyMap<number, unknown>;
	/**
	Who came or went, or is another now, since the last call; undefined where anything may have happened to anybody.
	*/
	readonly changed: Iterable<number> | undefined;
	/**
	Whether all that is shown is needed at once.
	*/
	readonly isUrgent: boolean;
	/**
	Whether only what is needed at once is read.
	*/
	readonly isHasty?: boolean;
	/**
	The name that a watched process had when it was sampled last, if it was.
	*/
	commOf(pid: number): string | undefined;
	readonly uptimeSeconds: number;
	readonly atSeconds: number;
};

/**
Remembers the facts by pid; a reused pid is another process.
*/
export class FactsCache {
	readonly #scanner: KernelScanner;
	readonly #kept = new Map<number, Kept>();
	/**
	Those whose facts are missing, or were read when they were young.
	*/
	readonly #waiting = new Set<number>();
	#read = new Set<number>();

	constructor(scanner: KernelScanner) {
		this.#scanner = scanner;
	}

	get(pid: number): ProcessFacts | undefined {
		return this.#kept.get(pid)?.facts;
	}

	/**
	Whether this first process of a container still prepares it: then its namespaces are unknown, and so is what else isolates it.
	*/
	isPreparing(pid: number): boolean {
		return this.#kept.get(pid)?.isPreparing === true;
	}

	/**
	Reads what is missing or stale. Gives the pids of those whose facts were read or forgotten.
	*/
	update(request: FactsRequest): ReadonlySet<number> {
		this.#read = new Set();
		this.#follow(request);
		for (const pid of request.inits) {
			this.#refreshInit(pid, request);
		}

		for (const pid of request.watched) {
			this.#refresh(pid, request, request.commOf(pid) === this.#kept.get(pid)?.comm ? watchedSeconds : 0);
		}

		this.#readOthers(request);
		return this.#read;
	}

	#follow({changed, shown, identities}: FactsRequest): void {
		if (!changed) {
			this.#waiting.clear();
		}

		for (const pid of changed ?? this.#kept.keys()) {
			const kept = this.#kept.get(pid);
			if (kept && kept.identity !== identities.get(pid)) {
				this.#kept.delete(pid);
				this.#read.add(pid);
			}
		}

		for (const pid of changed ?? shown.keys()) {
			const isKnown = this.#kept.get(pid)?.wasYoung === false;
			if (!isKnown && shown.has(pid)) {
				this.#waiting.add(pid);
			}
		}
	}

	#readOthers(request: FactsRequest): void {
		let room = request.isUrgent ? Infinity : (request.isHasty ? 0 : Math.max(othersPerPass, this.#waiting.size * othersShare));
		for (const pid of this.#waiting) {
			if (room <= 0) {
				return;
			}

			const identity = request.identities.get(pid);
			if (identity && !this.#kept.has(pid) && !request.isUrgent && ageOf(identity, request) < leastSeconds) {
				continue;
			}

			if (identity && this.#refresh(pid, request, Infinity)) {
				room--;
			}

			// The young ones are looked at once more.
			if (!identity || this.#kept.get(pid)?.wasYoung === false) {
				this.#waiting.delete(pid);
			}
		}
	}

	/**
	Looks at it each time until it has executed the container's program.
	*/
	#refreshInit(pid: number, request: FactsRequest): void {
		const {identities, atSeconds, commOf} = request;
		const identity = identities.get(pid);
		const kept = this.#kept.get(pid);
		const isSame = kept !== undefined && kept.identity === identity;
		const age = identity ? ageOf(identity, request) : Infinity;
		// One that is seen for the first time and is not young any more needs no look at its program.
		const isSettled = isSame && kept.isPreparing !== undefined ? !kept.isPreparing : age >= longestPreparationSeconds;
		if (!identity || isSettled) {
			this.#refresh(pid, request, Infinity);
			return;
		}

		// In this order: what has executed its program by now is read with what that has.
		const {stat} = this.#scanner.sample(pid);
		const facts = this.#scanner.processes.facts(pid);
		const isPreparing = isBeingPrepared({stat, args: facts.args}, age);
		this.#keep(pid, {
			facts: isPreparing ? {...facts, namespaces: notEntered} : facts,
			identity,
			comm: commOf(pid) ?? identity.comm,
			atSeconds,
			wasYoung: age < youngSeconds,
			isPreparing,
		});
	}

	/**
	Whether it had to be read.
	*/
	#refresh(pid: number, request: FactsRequest, lastingSeconds: number): boolean {
		const {identities, commOf, atSeconds} = request;
		const identity = identities.get(pid);
		const kept = this.#kept.get(pid);
		if (!identity || (kept?.identity === identity && atSeconds - kept.atSeconds <= (kept.wasYoung ? secondsUntilGrown : lastingSeconds))) {
			return false;
		}

		this.#keep(pid, {
			facts: this.#scanner.processes.facts(pid),
			identity,
			comm: commOf(pid) ?? identity.comm,
			atSeconds,
			wasYoung: ageOf(identity, request) < youngSeconds,
			// What has executed its program has done so for good.
			...(kept?.identity === identity && kept.isPreparing === false && {isPreparing: false}),
		});
		return true;
	}

	#keep(pid: number, kept: Kept): void {
		this.#kept.set(pid, kept);
		this.#read.add(pid);
	}
}

function ageOf({startTicks}: ProcessIdentity, {uptimeSeconds}: FactsRequest): number {
	return uptimeSeconds - (startTicks / ticksPerSecond);
}
