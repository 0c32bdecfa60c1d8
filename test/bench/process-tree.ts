/**
What a process and all its descendants cost, from /proc.
*/
import process from 'node:process';
import {
	childrenOf,
	readSpent,
	residentBytesOf,
	type Spent,
} from './process-facts.ts';
import {sum} from './statistics.ts';

/**
Follows a tree of processes, those too that leave it after they were seen.
*/
export class ProcessTree {
	readonly #root: number;
	readonly #known = new Map<number, Spent>();
	#lostSeconds = 0;

	constructor(root: number) {
		this.#root = root;
		this.#look();
	}

	/**
	CPU time of all of it since it began, of ended processes too.
	*/
	cpuSeconds(): number {
		this.#look();
		return this.#lostSeconds + sum([...this.#known.values()].map(({ownSeconds, reapedSeconds}) => ownSeconds + reapedSeconds));
	}

	/**
	Memory in RAM, pages that several processes share counted for each of them.
	*/
	residentBytes(): number {
		this.#look();
		return sum([...this.#known.keys()].map(pid => residentBytesOf(pid) ?? 0));
	}

	/**
	Ends all of it at once.
	*/
	kill(): void {
		this.#look();
		for (const [pid, {startTicks}] of [...this.#known].toReversed()) {
			if (readSpent(pid)?.startTicks === startTicks) {
				killNow(pid);
			}
		}
	}

	#look(): void {
		const waiting = [this.#root, ...this.#known.keys()];
		const seen = new Set<number>();
		for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
			if (seen.has(pid)) {
				continue;
			}

			seen.add(pid);
			const before = this.#known.get(pid);
			const now = readSpent(pid);
			if (!now || (before && before.startTicks !== now.startTicks)) {
				this.#forget(pid);
			} else {
				this.#known.set(pid, now);
				waiting.push(...childrenOf(pid));
			}
		}
	}

	/**
	What has ended is in the time of its parent, unless that stands outside of the tree.
	*/
	#forget(pid: number): void {
		const last = this.#known.get(pid);
		this.#known.delete(pid);
		if (last && (pid === this.#root || !this.#known.has(last.parentPid))) {
			this.#lostSeconds += last.ownSeconds + last.reapedSeconds;
		}
	}
}

function killNow(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It has ended by itself.
	}
}
