/**
The choices of a list that its filter leaves.
*/
import type {World} from '../world.ts';
import {narrowed} from './narrowed.ts';
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
	const left = (dialog: Shown, world: World): readonly Each[] =>
		narrowed(all(dialog, world), dialog, each => ({texts: [text(each)], numbers: []}));

	return {
		left,
		record: {
			searching: 'filter' as const,
			/**
			While one types, the first that is left is chosen. What was chosen stays so when the filter is cleared.
			*/
			seek(dialog: Shown, search: Search | undefined, world: World): Shown {
				const chosen = left(dialog, world)[dialog.cursor];
				const sought: Shown = {...dialog, search};
				const cursor = chosen === undefined || (search?.isTyping && search.words !== '')
					? 0
					: left(sought, world).findIndex(each => text(each) === text(chosen));
				return {...sought, cursor: Math.max(0, cursor)};
			},
		},
	};
}
