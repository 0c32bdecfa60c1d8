/**
Parents and children flattened into the order in which a tree is read.
*/
type TreeRow<Item> = {
	readonly item: Item;
	/**
	For each level above, and at last its own, whether the item there is the last child. Empty at the root. Of a deep item only the nearest
	levels: a chain of thousands would take the square of its length.
	*/
	readonly isLastAt: readonly boolean[];
	/**
	Levels above that are left out.
	*/
	readonly hiddenLevels: number;
};

const mostLevels = 16;

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
	// Not by recursion, which a chain of thousands would be too deep for.
	const visit = (roots: readonly Item[]): void => {
		const open = [{
			siblings: roots, index: 0, above: [] as readonly boolean[], level: 0,
		}];
		for (let place = open.at(-1); place !== undefined; place = open.at(-1)) {
			const {siblings, above, level} = place;
			const item = siblings[place.index++];
			if (item === undefined) {
				open.pop();
				continue;
			}

			const key = keyOf(item);
			if (visited.has(key)) {
				continue;
			}

			visited.add(key);
			const isLastAt = level === 0 ? [] : [...above, place.index === siblings.length].slice(-mostLevels);
			rows.push({item, isLastAt, hiddenLevels: level - isLastAt.length});
			open.push({
				siblings: children.get(key) ?? [], index: 0, above: isLastAt, level: level + 1,
			});
		}
	};

	visit(children.get(undefined) ?? []);
	visit(items);
	return rows;
}

/**
All that hangs below these items, with themselves.
*/
export function subtreeKeys<Key>(roots: readonly Key[], parents: Iterable<readonly [Key, Key | undefined]>): ReadonlySet<Key> {
	const children = new Map<Key, Key[]>();
	for (const [key, parent] of parents) {
		if (parent !== undefined) {
			const siblings = children.get(parent);
			if (siblings) {
				siblings.push(key);
			} else {
				children.set(parent, [key]);
			}
		}
	}

	const keys = new Set<Key>();
	const waiting = roots.toReversed();
	for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
		if (!keys.has(key)) {
			keys.add(key);
			waiting.push(...children.get(key) ?? []);
		}
	}

	return keys;
}
