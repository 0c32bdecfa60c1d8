/**
What is typed into a filter: words that are all wanted, `!word` that is not, `a|b` for either.
*/

/**
What a row can be found by: texts by any part, numbers by all their digits, and the id by its beginning. A word of few letters does not
mean an id: too many begin with it, and nobody types `!3` to leave out ids.
*/
export type Searchable = {readonly texts: readonly string[]; readonly numbers: readonly number[]; readonly id?: string};

const shortestIdLength = 4;

type Term = {readonly isExcluded: boolean; readonly words: readonly string[]};

type Query = readonly Term[];

/**
The terms of a filter, whatever the case. A sign without a word, as while it is being typed, asks for nothing.
*/
export function parseQuery(text: string): Query {
	return text.toLowerCase().split(/\s+/u).flatMap(part => {
		const isExcluded = part.startsWith('!');
		const words = part.slice(isExcluded ? 1 : 0).split('|').filter(word => word !== '');
		return words.length === 0 ? [] : [{isExcluded, words}];
	});
}

/**
Whether a row is wanted. Its words are asked for only where the query has terms.
*/
export function isWanted(query: Query, searchable: () => Searchable): boolean {
	if (query.length === 0) {
		return true;
	}

	const {texts, numbers, id = ''} = searchable();
	const lowered = texts.map(text => text.toLowerCase());
	const isFound = (word: string): boolean =>
		lowered.some(text => text.includes(word))
		|| numbers.some(number => String(number) === word)
		|| (word.length >= shortestIdLength && id.startsWith(word));
	return query.every(({isExcluded, words}) => words.some(word => isFound(word)) !== isExcluded);
}
