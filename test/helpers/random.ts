/**
Chance that is the same each time.
*/

/**
Whole numbers from 0 up to a limit, the same ones for the same seed.
*/
export function random(seed: number): (below: number) => number {
	let state = seed;
	return below => {
		state = state * 48_271 % 2_147_483_647;
		return state % below;
	};
}
