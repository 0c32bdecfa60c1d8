/**
Looks for namespaces that only a mount or an open file holds: a part of all processes with each look, and all of them no more often than
every ten seconds, since it is expensive.
*/
import type {PinnedNamespace} from '../../kernel/reading.ts';
import type {KernelScanner} from '../../kernel/scan.ts';

const roundSeconds = 10;
const pidsPerLook = 128;

/**
Goes through all processes while that is wanted.
*/
export class PinnedNamespaceFinder {
	readonly #scanner: KernelScanner;
	#waiting: readonly number[] = [];
	#found = new Map<string, PinnedNamespace>();
	#last: readonly PinnedNamespace[] | undefined;
	#startedSeconds = -Infinity;

	constructor(scanner: KernelScanner) {
		this.#scanner = scanner;
	}

	/**
	What the last whole round has found, and during the first one what was found so far; undefined where it is not wanted.
	*/
	read(isWanted: boolean, pids: Iterable<number>, atSeconds: number): readonly PinnedNamespace[] | undefined {
		if (!isWanted) {
			this.#forget();
			return undefined;
		}

		if (this.#waiting.length === 0) {
			if (atSeconds - this.#startedSeconds < roundSeconds) {
				return this.#last;
			}

			this.#startedSeconds = atSeconds;
			this.#waiting = [...pids];
			this.#found = new Map();
		}

		for (const held of this.#scanner.closely.pinnedNamespaces(this.#waiting.slice(0, pidsPerLook))) {
			const {kind, inode, heldBy, where, pid} = held;
			// Processes of one mount namespace all have its mounts: the first tells them.
			const holder = heldBy === 'mount' ? where : `${pid} ${where}`;
			const key = `${kind} ${inode} ${heldBy} ${holder}`;
			if (!this.#found.has(key)) {
				this.#found.set(key, held);
			}
		}

		this.#waiting = this.#waiting.slice(pidsPerLook);
		if (this.#waiting.length === 0 || !this.#last) {
			const found = [...this.#found.values()];
			this.#last = this.#waiting.length === 0 ? found : undefined;
			return found;
		}

		return this.#last;
	}

	#forget(): void {
		this.#waiting = [];
		this.#found.clear();
		this.#last = undefined;
		this.#startedSeconds = -Infinity;
	}
}
