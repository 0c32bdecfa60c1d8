/**
The choices of a list that its filter leaves, in the query language of the panes.
*/
import {isWanted, parseQuery} from '../../model/search/query.ts';
import type {World} from '../world.ts';
import type {Search, Searched} from './search.ts';

type Choices<Shown, Each> = {
	all(dialog: Shown, world: World): readonly Each[];
	/**
	What a choice is found by.
	*/
	text(each: Each): string;
};

/**
What the filter leaves, and the filter's part of the record of the dialog.
*/
export function choiceList<Shown extends Searched & {readonly cursor: number}, Each>({all, text}: Choices<Shown, Each>) {
	const left = (dialog: Shown, world: World): readonly Each[] => {
		const query = parseQuery(dialog.search?.words ?? '');
		return all(dialog, world).filter(each => isWanted(query, () => ({texts: [text(each)], numbers: []})));
	};

	return {
		left,
		record: {
			searching: 'filter' as const,
			/**
			While one types, the first that is left is chosen. What was chosen stays so when the filter is cleared.
			*/
			seek(dialog: Shown, search: Search | undefined, world: World): Shown {
				const chosen = left(dialog, world)[dialog.cursor];
				const narrowed: Shown = {...dialog, search};
				const cursor = search?.isTyping && search.words !== '' ? 0 : left(narrowed, world).indexOf(chosen!);
				return {...narrowed, cursor: Math.max(0, cursor)};
			},
		},
	};
}
