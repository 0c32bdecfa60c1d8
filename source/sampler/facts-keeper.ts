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
Facts may change by exec or setproctitle; those of watched processes are read again after this.
*/
const watchedSeconds = 3;

/**
Processes whose facts are read in one pass although nobody looks at them yet.
*/
const othersPerPass = 200;

type Held = {readonly facts: ProcessFacts; readonly identity: ProcessIdentity; readonly atSeconds: number; readonly wasYoung: boolean};

export type FactsRequest = {
	readonly identities: ReadonlyMap<number, ProcessIdentity>;
	/**
	First processes of containers: needed at once.
	*/
	readonly inits: readonly number[];
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
	readonly uptimeSeconds: number;
	readonly atSeconds: number;
};

/**
Remembers the facts by pid; a reused pid is another process.
*/
export class FactsKeeper {
	/**
	Another number after every pass that read something.
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
			this.#refresh(pid, request, watchedSeconds);
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
		let room = request.isUrgent ? Infinity : othersPerPass;
		for (const pid of request.shown) {
			if (room <= 0) {
				return;
			}

			room -= this.#refresh(pid, request, Infinity) ? 1 : 0;
		}

		// The young ones are looked at once more.
		this.#isComplete = request.shown.every(pid => !this.#held.get(pid)?.wasYoung);
	}

	/**
	Whether it had to be read.
	*/
	#refresh(pid: number, {identities, uptimeSeconds, atSeconds}: FactsRequest, lastingSeconds: number): boolean {
		const identity = identities.get(pid);
		const held = this.#held.get(pid);
		if (!identity || (held?.identity === identity && atSeconds - held.atSeconds <= (held.wasYoung ? secondsUntilGrown : lastingSeconds))) {
			return false;
		}

		const wasYoung = uptimeSeconds - (identity.startTicks / ticksPerSecond) < youngSeconds;
		this.#held.set(pid, {
			facts: this.#scanner.facts(pid), identity, atSeconds, wasYoung,
		});
		this.revision++;
		return true;
	}

	#forget(identities: ReadonlyMap<number, ProcessIdentity>): void {
		for (const [pid, {identity}] of this.#held) {
			if (identities.get(pid) !== identity) {
				this.#held.delete(pid);
			}
		}
	}
}
