/**
The few numbers that summarise many.
*/

/**
The value in the middle; undefined where there is none.
*/
export function median(values: ReadonlyArray<number | undefined>): number | undefined {
	return quantile(values, 0.5);
}

/**
The value that this part of all values lies at or below, between two of them in proportion. Unknown values are left out.
*/
export function quantile(values: ReadonlyArray<number | undefined>, part: number): number | undefined {
	const known = values.filter(value => value !== undefined).toSorted((a, b) => a - b);
	const place = (known.length - 1) * part;
	const below = known[Math.floor(place)];
	const above = known[Math.ceil(place)];
	return below === undefined || above === undefined ? undefined : below + (above - below) * (place - Math.floor(place));
}

export type Point = {readonly x: number; readonly y: number};

/**
How much y grows with each x: the median of the slopes between all pairs of points, which a few odd points do not move. 0 for less than
two points.
*/
export function slope(points: readonly Point[]): number {
	const slopes = points.flatMap((first, index) =>
		points
			.slice(index + 1)
			.filter(({x}) => x !== first.x)
			.map(second => (second.y - first.y) / (second.x - first.x)),
	);
	return median(slopes) ?? 0;
}

export function sum(values: Iterable<number>): number {
	let total = 0;
	for (const value of values) {
		total += value;
	}

	return total;
}
