/**
The processes of the host: who is there, who came and who went, read as seldom as possible.
*/
import {
	firstSample,
	isMissing,
	type Known,
	valueOf,
} from '../known.ts';
import {listDirectory} from './files/directory.ts';
import type {ProcessClock} from './host/read.ts';
import {IdentityReader} from './process/identity.ts';
import type {NamespaceReader} from './process/namespaces.ts';
import type {CgroupMembership} from './pid/cgroup.ts';
import {type ProcessStat, ticksPerSecond} from './pid/stat.ts';
import type {Discovery, ProcessIdentity} from './reading.ts';

// That a process has ended shows in no counter, so the list is read now and then in any case.
const callsBetweenLists = 10;

// New containers announce themselves by their cgroups, and new processes of the container on screen are met there: the
// others can wait.
const ticksBetweenLists = 4.9 * ticksPerSecond;

// A runtime makes a process first and puts it into its cgroup then: what is read of one that has just begun may be true for a moment only.
const youngTicks = 3 * ticksPerSecond;

// A pid can be given again after all others were, at least: the smallest usual number of pids is 32768.
const forksBeforeReuse = 10_000;

const pidPattern = /^[1-9]\d*$/u;

/**
How soon a new process has to be known: with the next list, now, or whether or not the kernel counts one.
*/
export type ListUrgency = 'canWait' | 'now' | 'isDue';

/**
Keeps the identities of all processes of the host.
*/
export class ProcessTable {
	readonly #proc: string;
	readonly #reader: IdentityReader;
	readonly #siblingsOf: (cgroups: readonly CgroupMembership[]) => readonly number[];
	readonly #processes = new Map<number, ProcessIdentity>();
	readonly #young = new Set<number>();
	#forks: Known<number> = firstSample;
	#nowTicks = Infinity;
	#callsSinceList = callsBetweenLists;
	#listedAtTicks = -Infinity;
	#appeared: number[] = [];
	#vanished: number[] = [];
	#postponed: readonly number[] = [];

	/**
	`siblingsOf` gives the pids in a cgroup without those below it, and none for the root cgroup.
	*/
	constructor(proc: string, namespaces: NamespaceReader, siblingsOf: (cgroups: readonly CgroupMembership[]) => readonly number[]) {
		this.#proc = proc;
		this.#reader = new IdentityReader(proc, namespaces);
		this.#siblingsOf = siblingsOf;
	}

	/**
	All processes now. While no process was made since the last call, only young ones are looked at; ends are then noticed within ten
	calls, or by `note`. Where it `canWait`, the list of a host on which processes are made all the time is read every five seconds alone;
	where it `isDue`, whatever the counters say. The clock was read before, so that a process made in between is found the next time.
	Where it `isHasty` and no process is known, only the first of each cgroup is identified; the next call adds the others.
	*/
	discover(urgency: ListUrgency, {forks, uptimeSeconds}: ProcessClock, isHasty = false): Discovery {
		this.#nowTicks = (valueOf(uptimeSeconds) ?? Infinity) * ticksPerSecond;
		this.meet(this.#postponed);
		this.#postponed = [];
		const young = [...this.#young];
		const made = isMissing(forks) || isMissing(this.#forks) ? Infinity : forks - this.#forks;
		this.#callsSinceList++;
		const isRecent = this.#nowTicks - this.#listedAtTicks < ticksBetweenLists;
		const isWanted = made !== 0 && (urgency !== 'canWait' || !isRecent);
		if (isWanted || urgency === 'isDue' || this.#callsSinceList >= callsBetweenLists) {
			this.#forks = forks;
			if (made > forksBeforeReuse && Number.isFinite(made)) {
				this.#lookAtAll();
			}

			this.#list(isHasty && this.#processes.size === 0);
		}

		this.#lookAt(young);

		const discovery = {
			processes: this.#processes,
			appeared: this.#appeared,
			vanished: this.#vanished,
			count: this.#processes.size + this.#postponed.length,
		};
		this.#appeared = [];
		this.#vanished = [];
		return discovery;
	}

	/**
	Takes notice of what reading /proc/PID/stat has shown: that the process has ended, or that its pid is another process's now.
	*/
	note(pid: number, stat: Known<ProcessStat>): void {
		const known = this.#processes.get(pid);
		if (!known) {
			return;
		}

		if (isMissing(stat)) {
			if (stat.missing === 'gone') {
				this.#remove(pid);
			}
		} else if (stat.startTicks !== known.startTicks) {
			this.#remove(pid);
			this.#add(pid);
		}
	}

	/**
	Looks whether these are known, as where they were found in the cgroup of a container.
	*/
	meet(pids: Iterable<number>): void {
		for (const pid of pids) {
			if (!this.#processes.has(pid)) {
				this.#add(pid);
			}
		}
	}

	#list(isFirstOfEachEnough: boolean): void {
		const names = listDirectory(this.#proc);
		if (isMissing(names)) {
			return;
		}

		this.#callsSinceList = 0;
		this.#listedAtTicks = this.#nowTicks;
		const present = new Set(names.filter(name => pidPattern.test(name)).map(Number));
		if (isFirstOfEachEnough) {
			this.#postponed = this.#meetFirstOfEachCgroup(present);
		} else {
			this.meet(present);
		}

		for (const pid of this.#processes.keys()) {
			if (!present.has(pid)) {
				this.#remove(pid);
			}
		}
	}

	/**
	The lowest pid of a cgroup is mostly its first process. Gives the pids that were left out.
	*/
	#meetFirstOfEachCgroup(present: ReadonlySet<number>): readonly number[] {
		const others = new Set<number>();
		for (const pid of [...present].toSorted((a, b) => a - b)) {
			if (others.has(pid)) {
				continue;
			}

			this.#add(pid);
			const cgroups = this.#processes.get(pid)?.cgroups;
			const siblings = cgroups && !isMissing(cgroups) ? this.#siblingsOf(cgroups) : [];
			for (const sibling of siblings) {
				if (sibling !== pid && present.has(sibling) && !this.#processes.has(sibling)) {
					others.add(sibling);
				}
			}
		}

		return [...others];
	}

	#add(pid: number): void {
		const stat = this.#reader.stat(pid);
		const identity = isMissing(stat) ? undefined : this.#reader.identity(stat);
		if (!identity) {
			return;
		}

		this.#processes.set(pid, identity);
		this.#appeared.push(pid);
		if (this.#isYoung(identity)) {
			this.#young.add(pid);
		}
	}

	#remove(pid: number): void {
		this.#processes.delete(pid);
		this.#young.delete(pid);
		this.#vanished.push(pid);
	}

	#isYoung({startTicks}: ProcessIdentity): boolean {
		return this.#nowTicks - startTicks < youngTicks;
	}

	#lookAt(young: readonly number[]): void {
		for (const pid of young) {
			if (!this.#young.has(pid)) {
				continue;
			}

			const stat = this.#reader.stat(pid);
			this.note(pid, stat);
			const before = this.#processes.get(pid);
			if (isMissing(stat) || before?.startTicks !== stat.startTicks) {
				continue;
			}

			// A zombie has left its namespaces and, on v1, its cgroup: what it was is still true.
			const now = stat.state === 'Z' ? before : this.#reader.identity(stat);
			if (now && JSON.stringify(now) !== JSON.stringify(before)) {
				this.#processes.set(pid, now);
				this.#appeared.push(pid);
			}

			if (!this.#isYoung(before)) {
				this.#young.delete(pid);
			}
		}
	}

	#lookAtAll(): void {
		for (const pid of this.#processes.keys()) {
			this.note(pid, this.#reader.stat(pid));
		}
	}
}
