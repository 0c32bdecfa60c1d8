/**
A limited number of things shared out fairly among those that want some.
*/

/**
The most that any of them gets, so that together they get no more than `total`: who wants less leaves the rest to the others.
*/
export function fairShare(wanted: readonly number[], total: number): number {
	const ascending = wanted.toSorted((a, b) => a - b);
	let left = total;
	for (const [index, each] of ascending.entries()) {
		const share = Math.floor(left / (ascending.length - index));
		if (each > share) {
			return share;
		}

		left -= each;
	}

	return Infinity;
}
