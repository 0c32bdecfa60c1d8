/**
Folding in a tree: what lies below a folded row is hidden and counted.
*/
import type {Row} from './row.ts';

/**
The rows of a tree without those below folded ones. `sum` makes the row that stands for itself and the hidden ones. The same array where
nothing is hidden.
*/
export function foldRows<Item extends Row>(
	rows: readonly Item[],
	folded: ReadonlySet<string>,
	sum: (row: Item, hidden: readonly Item[]) => Item = row => row,
): readonly Item[] {
	const shown: Item[] = [];
	for (let index = 0; index < rows.length;) {
		const row = rows[index]!;
		const end = folded.has(row.key) ? endOfBranch(rows, index) : index + 1;
		const hidden = rows.slice(index + 1, end);
		shown.push(hidden.length === 0 ? row : {...sum(row, hidden), foldedRows: hidden.length});
		index = end;
	}

	return shown.length === rows.length ? rows : shown;
}

/**
Whether rows below this one are in sight.
*/
export function isOpen(rows: readonly Row[], index: number): boolean {
	return endOfBranch(rows, index) > index + 1;
}

/**
Index of the row that another one is below; undefined at the root of a tree.
*/
export function parentIndex(rows: readonly Row[], index: number): number | undefined {
	const level = levelOf(rows[index]!);
	const parent = rows.findLastIndex((row, at) => at < index && levelOf(row) < level);
	return parent === -1 ? undefined : parent;
}

/**
Index of the row at the root that another one is below, or is.
*/
export function rootIndex(rows: readonly Row[], index: number): number {
	return Math.max(0, rows.findLastIndex((row, at) => at <= index && levelOf(row) === 0));
}

/**
Index after the last row below one.
*/
function endOfBranch(rows: readonly Row[], index: number): number {
	const level = levelOf(rows[index]!);
	let end = index + 1;
	while (end < rows.length && levelOf(rows[end]!) > level) {
		end++;
	}

	return end;
}

function levelOf({isLastAt, hiddenLevels = 0}: Row): number {
	return isLastAt.length + hiddenLevels;
}
