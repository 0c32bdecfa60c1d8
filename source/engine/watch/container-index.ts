/**
The containers of one engine in a steady order, as a list that is a new object only when something in it is.
*/
import {isDeepStrictEqual} from 'node:util';
import type {EngineContainer} from '../engine.ts';

/**
An answer that is so late that more were removed since is none that is still waited for.
*/
const mostRemoved = 1000;

/**
Containers by id. Ids are never used twice, so what has once been removed does not come back with a late answer.
*/
export class ContainerIndex {
	readonly #byId = new Map<string, EngineContainer>();
	#list: readonly EngineContainer[] | undefined = [];
	readonly #removed = new Set<string>();
	readonly #touched = new Set<string>();

	/**
	Newest first. The same object as before where nothing has changed.
	*/
	list(): readonly EngineContainer[] {
		this.#list ??= [...this.#byId.values()].toSorted((first, second) =>
			(second.createdAt ?? 0) - (first.createdAt ?? 0) || (first.id < second.id ? -1 : 1));
		return this.#list;
	}

	set(container: EngineContainer): void {
		const {id} = container;
		if (this.#removed.has(id) || (!this.#touched.has(id) && isDeepStrictEqual(this.#byId.get(id), container))) {
			return;
		}

		this.#touched.delete(id);
		this.#byId.set(id, container);
		this.#list = undefined;
	}

	/**
	Something of it has changed that no field here tells, as its limits: it is a new object when it is next set.
	*/
	touch(id: string): void {
		if (this.#byId.has(id)) {
			this.#touched.add(id);
		}
	}

	/**
	Adds those that are not known; what is known is known better.
	*/
	fill(containers: readonly EngineContainer[]): void {
		for (const container of containers) {
			if (!this.#byId.has(container.id)) {
				this.set(container);
			}
		}
	}

	/**
	Whether it was there.
	*/
	remove(id: string): boolean {
		this.#removed.add(id);
		if (this.#removed.size > mostRemoved) {
			const [eldest] = this.#removed;
			this.#removed.delete(eldest!);
		}

		this.#touched.delete(id);
		const wasThere = this.#byId.delete(id);
		if (wasThere) {
			this.#list = undefined;
		}

		return wasThere;
	}

	/**
	Makes it these and no others.
	*/
	replace(containers: readonly EngineContainer[]): void {
		const ids = new Set(containers.map(({id}) => id));
		for (const id of this.#byId.keys()) {
			if (!ids.has(id)) {
				this.#byId.delete(id);
				this.#touched.delete(id);
				this.#list = undefined;
			}
		}

		for (const container of containers) {
			this.set(container);
		}
	}

	/**
	Forgets which ones were removed, once no answer from before can still come.
	*/
	forgetRemoved(): void {
		this.#removed.clear();
	}
}
