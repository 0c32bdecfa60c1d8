/**
Which processes a snapshot shall hold, and which of them are others than in the one before.
*/
import type {Discovery} from '../../kernel/reading.ts';

type Scope = {
	/**
	Another number after every whole grouping.
	*/
	readonly revision: number;
	readonly isWholeHost: boolean;
};

type Shown = {
	/**
	Ascending; the same array until others are to be shown.
	*/
	readonly pids: readonly number[];
	/**
	Those that came or went, or changed container; undefined where anything may have changed: the containers were worked out again, or others
	are to be shown.
	*/
	readonly changed: readonly number[] | undefined;
};

export class ShownPids {
	#scope: Scope | undefined;
	#pids: readonly number[] = [];

	update(shown: ReadonlyMap<number, unknown>, {appeared, vanished}: Discovery, scope: Scope): Shown {
		const isAlike = this.#scope?.revision === scope.revision && this.#scope.isWholeHost === scope.isWholeHost;
		this.#scope = scope;
		const changed = isAlike ? [...appeared, ...vanished] : undefined;
		if (changed?.length !== 0) {
			this.#pids = [...Uint32Array.from(shown.keys()).toSorted()];
		}

		return {pids: this.#pids, changed};
	}
}
