/**
The word that a person most likely meant.
*/

/**
The candidate that needs the fewest letters changed, or the one that begins with the word; undefined where nothing is near.
*/
export function nearest(word: string, candidates: readonly string[]): string | undefined {
	const typed = word.toLowerCase();
	const ranked = candidates
		.map(candidate => ({candidate, distance: typed.length > 1 && candidate.startsWith(typed) ? 0 : distance(typed, candidate)}))
		.toSorted((a, b) => a.distance - b.distance);
	const [best] = ranked;
	return best && best.distance <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined;
}

/**
How many letters have to be inserted, removed, replaced or swapped with their neighbour.
*/
function distance(from: string, to: string): number {
	const rows: number[][] = [Array.from({length: to.length + 1}, (_each, index) => index)];
	for (let row = 1; row <= from.length; row++) {
		const current = [row];
		for (let column = 1; column <= to.length; column++) {
			const isSame = from[row - 1] === to[column - 1];
			const isSwapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			current.push(Math.min(
				rows[row - 1]![column]! + 1,
				current[column - 1]! + 1,
				rows[row - 1]![column - 1]! + (isSame ? 0 : 1),
				isSwapped ? rows[row - 2]![column - 2]! + 1 : Infinity,
			));
		}

		rows.push(current);
	}

	return rows[from.length]![to.length]!;
}
