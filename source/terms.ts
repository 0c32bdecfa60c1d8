/**
The syntax of what is typed to find something: words that are all wanted, `!word` that is not, `a|b` for either, and quotes that keep
blanks together.
*/

/**
One wanted thing: any of these words.
*/
export type Term = {readonly isExcluded: boolean; readonly words: readonly string[]};

/**
What stands between blanks, with its signs and quotes.
*/
export const partPattern = /(?:"[^"]*(?:"|$)|[^\s"])+/gu;

/**
What such a part asks for. Undefined for a sign without a word, as while it is being typed.
*/
export function termOf(part: string): Term | undefined {
	const isExcluded = part.startsWith('!');
	const pieces = part.slice(isExcluded ? 1 : 0).match(/(?:"[^"]*(?:"|$)|[^"|])+/gu) ?? [];
	const words = pieces.map(piece => piece.replaceAll('"', '')).filter(word => word !== '');
	return words.length === 0 ? undefined : {isExcluded, words};
}
