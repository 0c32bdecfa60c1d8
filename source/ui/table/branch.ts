/**
The lines of a tree before a name.
*/
import type {Glyphs} from '../../text/theme.ts';
import type {Row} from './row.ts';

/**
Branches for a row that is the last child or not at each level above it; empty at the root. They take a third of the width at most, so
that what follows can be read: of a row that lies deeper the nearest levels are drawn, after the number of those that are not.
*/
export function branchPrefix({isLastAt, hiddenLevels = 0}: Omit<Row, 'key'>, width: number, glyphs: Glyphs): string {
	const room = Math.floor(width / 3 / glyphs.branch.length);
	const isWhole = hiddenLevels === 0 && isLastAt.length <= room;
	// The number takes the place of a level or two.
	const drawn = isWhole ? isLastAt : isLastAt.slice(isLastAt.length - Math.max(1, room - 2));
	const left = hiddenLevels + isLastAt.length - drawn.length;
	const branches = drawn.map((isLast, index) => index === drawn.length - 1
		? (isLast ? glyphs.lastBranch : glyphs.branch)
		: (isLast ? glyphs.gap : glyphs.through));
	return `${left > 0 ? `+${left} ` : ''}${branches.join('')}`;
}

/**
What stands after the name of a folded row: how many rows it hides. Empty where it hides none.
*/
export function foldMark({foldedRows}: Pick<Row, 'foldedRows'>): string {
	return foldedRows === undefined ? '' : ` +${foldedRows}`;
}
