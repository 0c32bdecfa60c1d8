/**
What is typed into the filter of a list.
*/
import {partPattern, termOf, type Term} from '../../terms.ts';
import {matchesGlob} from '../glob.ts';

/**
What a row can be found by.
*/
export type Searchable = {
	/**
	Found by any part, but for ids in them: these are found as `ids` are. A word with `*` is a pattern for the whole of a text.
	*/
	readonly texts: readonly string[];
	/**
	Found by all their digits.
	*/
	readonly numbers: readonly number[];
	/**
	In lower case, found by their beginning: somewhere in an id stands nearly any short number. A word of few letters does not mean an id:
	too many begin with it, and nobody types `!3` to leave out ids.
	*/
	readonly ids?: readonly string[];
};

const shortestIdLength = 4;

type Query = readonly Term[];

/**
The terms of a filter, whatever the case.
*/
export function parseQuery(text: string): Query {
	return (text.toLowerCase().match(partPattern) ?? []).flatMap(part => termOf(part) ?? []);
}

/**
Whether a row is wanted. Its words are asked for only where the query has terms.
*/
export function isWanted(query: Query, searchable: () => Searchable): boolean {
	if (query.length === 0) {
		return true;
	}

	const {texts, numbers, ids = []} = searchable();
	const lowered = texts.map(text => text.toLowerCase());
	const isThere = (word: string): boolean =>
		lowered.some(text => isIn(text, word))
		|| (word.includes('*') && lowered.some(text => matchesGlob(word, text)))
		|| numbers.some(number => String(number) === word)
		|| (word.length >= shortestIdLength && ids.some(id => id.startsWith(word)));
	return query.every(({isExcluded, words}) => words.some(word => isThere(word)) !== isExcluded);
}

const hexWord = /^[\da-f]+$/u;
const idInText = /(?<![\da-z])(?=[a-f]*\d)[\da-f]{12,}(?![\da-z])/gu;

/**
A command line or an image may have ids in it, and somewhere in those stands nearly any short word of their letters and digits.
*/
function isIn(text: string, word: string): boolean {
	if (!text.includes(word) || !hexWord.test(word)) {
		return text.includes(word);
	}

	return text.replaceAll(idInText, ' ').includes(word)
		|| (word.length >= shortestIdLength && (text.match(idInText) ?? []).some(id => id.startsWith(word)));
}
