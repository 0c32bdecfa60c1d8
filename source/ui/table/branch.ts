/**
The lines of a tree before a name.
*/
import type {Glyphs} from '../../text/theme.ts';

/**
Branches for a row that is the last child or not at each level above it; empty at the root.
*/
export function branchPrefix(isLastAt: readonly boolean[], glyphs: Glyphs): string {
	return isLastAt.map((isLast, level) => level === isLastAt.length - 1
		? (isLast ? glyphs.lastBranch : glyphs.branch)
		: (isLast ? glyphs.gap : glyphs.through)).join('');
}
