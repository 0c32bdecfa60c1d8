/**
Parents and children flattened into the order in which a tree is read.
*/
export type TreeRow<Item> = {
	readonly item: Item;
	/**
	For each level above, and at last its own, whether the item there is the last child. Empty at the root.
	*/
	readonly isLastAt: readonly boolean[];
};

/**
Orders items depth first, children below their parents, siblings as they came. Items whose parent is not among them are roots; of a
circle its first item is taken as a root.
*/
export function flattenTree<Item, Key>(
	items: readonly Item[],
	keyOf: (item: Item) => Key,
	parentOf: (item: Item) => Key | undefined,
): ReadonlyArray<TreeRow<Item>> {
	const known = new Set(items.map(item => keyOf(item)));
	const children = new Map<Key | undefined, Item[]>();
	for (const item of items) {
		const told = parentOf(item);
		const parent = told !== undefined && known.has(told) && told !== keyOf(item) ? told : undefined;
		const siblings = children.get(parent);
		if (siblings) {
			siblings.push(item);
		} else {
			children.set(parent, [item]);
		}
	}

	const rows: Array<TreeRow<Item>> = [];
	const visited = new Set<Key>();
	const visit = (siblings: readonly Item[], above: readonly boolean[], isRoot: boolean): void => {
		for (const [index, item] of siblings.entries()) {
			const key = keyOf(item);
			if (visited.has(key)) {
				continue;
			}

			visited.add(key);
			const isLastAt = isRoot ? above : [...above, index === siblings.length - 1];
			rows.push({item, isLastAt});
			visit(children.get(key) ?? [], isLastAt, false);
		}
	};

	visit(children.get(undefined) ?? [], [], true);
	for (const item of items) {
		visit([item], [], true);
	}

	return rows;
}

/**
All that hangs below one item, itself included.
*/
export function subtreeKeys<Key>(root: Key, parents: Iterable<readonly [Key, Key | undefined]>): ReadonlySet<Key> {
	const children = new Map<Key, Key[]>();
	for (const [key, parent] of parents) {
		if (parent !== undefined) {
			children.set(parent, [...children.get(parent) ?? [], key]);
		}
	}

	const keys = new Set<Key>();
	const waiting = [root];
	for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
		if (!keys.has(key)) {
			keys.add(key);
			waiting.push(...children.get(key) ?? []);
		}
	}

	return keys;
}
