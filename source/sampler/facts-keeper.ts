/**
The facts of each process, read once and again only where they may have changed: of the very young, and of those that somebody watches.
*/
import type {ProcessFacts, ProcessIdentity} from '../kernel/reading.ts';
import {ticksPerSecond} from '../kernel/pid/stat.ts';
import type {KernelScanner} from '../kernel/scan.ts';

/**
A process this young may still be on its way to its first exec.
*/
const youngSeconds = 2;
const secondsUntilGrown = 0.4;

/**
Most processes on a busy host end before this age: they are not worth the look, unless somebody watches.
*/
const leastSeconds = 1;

/**
Facts may change by exec, setns or setproctitle; those of watched processes are read again after this, a new name is noticed at once.
*/
const watchedSeconds = 5;

/**
Processes whose facts are read in one pass although nobody looks at them yet.
*/
const othersPerPass = 100;

type Held = {readonly facts: ProcessFacts; readonly identity: ProcessIdentity; readonly comm: string; readonly atSeconds: number; readonly wasYoung: boolean};

export type FactsRequest = {
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
	Wanted sooner or later. The same array as before is not looked through again once all of it is read.
	*/
	readonly shown: readonly number[];
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
export class FactsKeeper {
	/**
	Another number whenever it has become known of a process in which namespaces it is, they have changed, or a process that was known has gone.
	*/
	revision = 0;
	readonly #scanner: KernelScanner;
	readonly #held = new Map<number, Held>();
	#shown: readonly number[] = [];
	#isComplete = false;

	constructor(scanner: KernelScanner) {
		this.#scanner = scanner;
	}

	get(pid: number): ProcessFacts | undefined {
		return this.#held.get(pid)?.facts;
	}

	/**
	Reads what is missing or stale.
	*/
	update(request: FactsRequest): void {
		for (const pid of request.inits) {
			this.#refresh(pid, request, Infinity);
		}

		for (const pid of request.watched) {
			this.#refresh(pid, request, request.commOf(pid) === this.#held.get(pid)?.comm ? watchedSeconds : 0);
		}

		if (request.shown !== this.#shown) {
			this.#shown = request.shown;
			this.#isComplete = false;
			this.#forget(request.identities);
		}

		if (!this.#isComplete) {
			this.#readOthers(request);
		}
	}

	#readOthers(request: FactsRequest): void {
		let room = request.isUrgent ? Infinity : (request.isHasty ? 0 : othersPerPass);
		let isComplete = true;
		for (const pid of request.shown) {
			const held = this.#held.get(pid);
			const identity = request.identities.get(pid);
			const isTooYoung = !held && !request.isUrgent && identity !== undefined && ageOf(identity, request) < leastSeconds;
			if (isTooYoung || room <= 0) {
				isComplete = false;
			} else if (this.#refresh(pid, request, Infinity)) {
				room--;
			}

			// The young ones are looked at once more.
			isComplete &&= this.#held.get(pid)?.wasYoung !== true;
		}

		this.#isComplete = isComplete;
	}

	/**
	Whether it had to be read.
	*/
	#refresh(pid: number, request: FactsRequest, lastingSeconds: number): boolean {
		const {identities, commOf, atSeconds} = request;
		const identity = identities.get(pid);
		const held = this.#held.get(pid);
		if (!identity || (held?.identity === identity && atSeconds - held.atSeconds <= (held.wasYoung ? secondsUntilGrown : lastingSeconds))) {
			return false;
		}

		const facts = this.#scanner.facts(pid);
		this.#held.set(pid, {
			facts, identity, comm: commOf(pid) ?? identity.comm, atSeconds, wasYoung: ageOf(identity, request) < youngSeconds,
		});
		// Which container it is in is part of the identity.
		if (held?.identity !== identity || held.facts.namespaces !== facts.namespaces) {
			this.revision++;
		}

		return true;
	}

	#forget(identities: ReadonlyMap<number, ProcessIdentity>): void {
		for (const [pid, {identity}] of this.#held) {
			if (identities.get(pid) !== identity) {
				this.#held.delete(pid);
				this.revision++;
			}
		}
	}
}

function ageOf({startTicks}: ProcessIdentity, {uptimeSeconds}: FactsRequest): number {
	return uptimeSeconds - (startTicks / ticksPerSecond);
}
