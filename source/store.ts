/**
One observable value. The sampler sets the snapshot, the screen sets its state; everything else reads.
*/
export type Store<Value> = {
	get(): Value;
	/**
	Replaces the value and tells the subscribers, unless it is the same one.
	*/
	set(value: Value): void;
	/**
	Calls the listener after each change; gives the function that ends it.
	*/
	subscribe(listener: () => void): () => void;
};

/**
A store with its first value.
*/
export function createStore<Value>(initial: Value): Store<Value> {
	let current = initial;
	const listeners = new Set<{readonly listener: () => void}>();
	return {
		get: () => current,
		set(value) {
			if (Object.is(value, current)) {
				return;
			}

			current = value;
			for (const {listener} of listeners) {
				listener();
			}
		},
		subscribe(listener) {
			// The same function may subscribe several times, and each subscription ends by itself.
			const subscription = {listener};
			listeners.add(subscription);
			return () => {
				listeners.delete(subscription);
			};
		},
	};
}
