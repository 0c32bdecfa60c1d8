/**
What the filter of a dialog leaves of a list, in the query language of the panes.
*/
import {isWanted, parseQuery, type Searchable} from '../../model/search/query.ts';
import type {Searched} from './search.ts';

/**
All of them without a filter.
*/
export function narrowed<Each>(all: readonly Each[], {search}: Searched, searchable: (each: Each) => Searchable): readonly Each[] {
	const query = parseQuery(search?.words ?? '');
	return all.filter(each => isWanted(query, () => searchable(each)));
}

/**
Whether anything is looked for.
*/
export function isNarrowed({search}: Searched): boolean {
	return (search?.words ?? '') !== '';
}
