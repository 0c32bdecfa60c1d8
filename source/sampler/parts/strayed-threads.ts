/**
Looks for threads that have left the namespaces of their process: a few with each look, and all of them no more often than every ten
seconds.
*/
import {isDeepStrictEqual} from 'node:util';
import {valueOf} from '../../known.ts';
import type {StrayedThread} from '../../kernel/reading.ts';
import type {KernelScanner} from '../../kernel/scan.ts';

const roundSeconds = 10;

/**
Threads in one look: five links each, in all about two milliseconds. A process without threads is a quarter of one.
*/
const threadsPerLook = 256;
const costOfProcess = 0.25;

/**
Threads that are looked at of one process in a round, and in one look for whoever prints one document and has no second one.
*/
export const mostChecked = {ofOne: 4096, atOnce: 20_000};

type Waiting = {readonly pid: number; readonly ids: readonly number[]};

type Found = {readonly thread: StrayedThread; readonly round: number};

/**
Goes through the threads while that is wanted.
*/
export class StrayedThreadFinder {
	readonly #scanner: KernelScanner;
	#pids: number[] = [];
	#waiting: Waiting[] = [];
	#found = new Map<string, Found>();
	#last: readonly StrayedThread[] = [];
	#cut = new Map<number, number>();
	#scope: string | undefined;
	#round = 0;
	#isOver = true;
	#isCutShort = false;
	#startedSeconds = -Infinity;

	constructor(scanner: KernelScanner) {
		this.#scanner = scanner;
	}

	/**
	Processes with more threads than are looked at, and how many they have.
	*/
	get cut(): ReadonlyMap<number, number> {
		return this.#cut;
	}

	/**
	Whether the last look should have been all, and was not.
	*/
	get isCutShort(): boolean {
		return this.#isCutShort;
	}

	/**
	What is known so far, by pid and id; the same array as long as it is the same. Nothing where none is wanted. Another `scope` is looked
	at without delay.
	*/
	read(
		wanted: {readonly scope: string; readonly pids: ReadonlySet<number>} | undefined,
		isAllAtOnce: boolean,
		atSeconds: number,
	): readonly StrayedThread[] {
		if (!wanted) {
			this.#forget();
			return this.#last;
		}

		const {scope, pids} = wanted;
		this.#lookAgain(pids);
		if (scope !== this.#scope || (this.#isOver && atSeconds - this.#startedSeconds >= roundSeconds)) {
			this.#scope = scope;
			this.#begin(pids, atSeconds);
		}

		let room = isAllAtOnce ? mostChecked.atOnce : threadsPerLook;
		while (room > 0 && !this.#isOver) {
			room -= this.#lookAtNext(room);
		}

		this.#isCutShort = isAllAtOnce && !this.#isOver;
		const threads = Array.from(this.#found.values(), ({thread}) => thread).toSorted((a, b) => a.pid - b.pid || a.id - b.id);
		if (!isDeepStrictEqual(threads, this.#last)) {
			this.#last = threads;
		}

		return this.#last;
	}

	#begin(pids: ReadonlySet<number>, atSeconds: number): void {
		this.#startedSeconds = atSeconds;
		this.#round++;
		this.#isOver = false;
		this.#pids = [...pids];
		this.#waiting = [];
		this.#cut = new Map();
	}

	/**
	Looks at the next process, or at some of the threads of one; gives what that cost.
	*/
	#lookAtNext(room: number): number {
		const {threads} = this.#scanner.processes;
		const next = this.#waiting.pop();
		if (next) {
			const {pid, ids} = next;
			const now = ids.slice(0, Math.ceil(room));
			for (const thread of threads.strayed(pid, now)) {
				this.#found.set(`${pid} ${thread.id}`, {thread, round: this.#round});
			}

			if (now.length < ids.length) {
				this.#waiting.push({pid, ids: ids.slice(now.length)});
			}

			return now.length;
		}

		const pid = this.#pids.pop();
		if (pid === undefined) {
			this.#end();
			return 0;
		}

		const count = threads.count(pid);
		if (count > 1) {
			this.#waiting.push({pid, ids: valueOf(threads.list(pid, mostChecked.ofOne)) ?? []});
		}

		if (count > mostChecked.ofOne) {
			this.#cut.set(pid, count);
		}

		return costOfProcess;
	}

	#end(): void {
		this.#isOver = true;
		for (const [key, {round}] of this.#found) {
			if (round !== this.#round) {
				this.#found.delete(key);
			}
		}
	}

	/**
	Those that were found are few, and are seen to end or to come back at once.
	*/
	#lookAgain(wanted: ReadonlySet<number>): void {
		let room = threadsPerLook;
		for (const [key, {thread: {pid, id}, round}] of this.#found) {
			const [thread] = wanted.has(pid) && room > 0 ? this.#scanner.processes.threads.strayed(pid, [id]) : [];
			room--;
			if (thread) {
				this.#found.set(key, {thread, round});
			} else if (room >= 0 || !wanted.has(pid)) {
				this.#found.delete(key);
			}
		}
	}

	#forget(): void {
		this.#scope = undefined;
		this.#pids = [];
		this.#waiting = [];
		this.#found = new Map();
		this.#cut = new Map();
		this.#isOver = true;
		this.#startedSeconds = -Infinity;
		if (this.#last.length > 0) {
			this.#last = [];
		}
	}
}
