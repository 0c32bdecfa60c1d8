/**
Which of many words side by side are in sight, so that the chosen one always is.
*/

/**
From the first word to the one after the last that fits into `room` cells around the chosen one. The words come with their widths; each has
a gap before it, and what is left out at a side costs the width of a mark there.
*/
export function reach(
	widths: readonly number[],
	chosen: number,
	room: number,
	{gap = 1, mark = 2}: {readonly gap?: number; readonly mark?: number} = {},
): {readonly from: number; readonly to: number} {
	const needed = (from: number, to: number): number => {
		let sum = (from > 0 ? mark : 0) + (to < widths.length ? mark : 0);
		for (const width of widths.slice(from, to)) {
			sum += width + gap;
		}

		return sum;
	};

	if (needed(0, widths.length) <= room) {
		return {from: 0, to: widths.length};
	}

	let from = chosen;
	let to = chosen + 1;
	for (let isGrowing = true; isGrowing;) {
		isGrowing = false;
		if (to < widths.length && needed(from, to + 1) <= room) {
			to++;
			isGrowing = true;
		}

		if (from > 0 && needed(from - 1, to) <= room) {
			from--;
			isGrowing = true;
		}
	}

	return {from, to};
}
