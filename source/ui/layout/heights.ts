/**
How panes that stand below each other divide the lines of the screen.
*/

/**
The lines of a row of panes: its usual share of the whole; how many it needs so that nothing in it has to be scrolled; and how many it can
make use of where panes of different length stand side by side.
*/
export type Strip = {readonly share: number; readonly need: number; readonly use: number};

/**
Lines for each strip; together they are the total. Each has its share, whatever stands in it, so that nothing moves while there is room
for all. What one has to spare goes to those that need more: nothing is scrolled while there are blank lines elsewhere.
*/
export function divide(total: number, strips: readonly Strip[]): readonly number[] {
	const shares = apportion(total, strips.map(({share}) => share));
	const needs = strips.map(({need}) => need);
	const isEnough = needs.reduce((sum, need) => sum + need, 0) <= total;
	const lines = lend(shares, needs);
	return isEnough ? lend(lines, strips.map(({need, use}) => Math.max(need, use))) : lines;
}

/**
Moves lines from those that have too many to those that have too few.
*/
function lend(lines: readonly number[], needs: readonly number[]): readonly number[] {
	const lacks = lines.map((each, index) => Math.max(0, needs[index]! - each));
	const spares = lines.map((each, index) => Math.max(0, each - needs[index]!));
	const lack = lacks.reduce((sum, each) => sum + each, 0);
	const spare = spares.reduce((sum, each) => sum + each, 0);
	if (lack === 0 || spare === 0) {
		return lines;
	}

	const given = lack < spare ? apportion(lack, spares) : spares;
	const taken = lack < spare ? lacks : fill(spare, lacks, lines);
	return lines.map((each, index) => each - given[index]! + taken[index]!);
}

/**
Divides what is not enough by weight; whoever lacks less than that leaves the rest to the others.
*/
function fill(total: number, lacks: readonly number[], weights: readonly number[]): readonly number[] {
	const parts = apportion(total, lacks.map((lack, index) => lack > 0 ? weights[index]! : 0));
	const modest = lacks.findIndex((lack, index) => lack > 0 && parts[index]! > lack);
	if (modest === -1) {
		return parts;
	}

	const others = fill(total - lacks[modest]!, lacks.with(modest, 0), weights);
	return others.with(modest, lacks[modest]!);
}

/**
Whole numbers in the proportion of the weights, which add up to the total.
*/
function apportion(total: number, weights: readonly number[]): readonly number[] {
	let weight = weights.reduce((sum, each) => sum + each, 0);
	let left = total;
	return weights.map(each => {
		const part = weight > 0 ? Math.round(left * each / weight) : 0;
		weight -= each;
		left -= part;
		return part;
	});
}
