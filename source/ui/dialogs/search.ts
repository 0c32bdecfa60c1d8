/**
What is looked for in a dialog: text is searched, a list is narrowed. The words are typed in the last line, as they are for panes.
*/
import {isEditingEnd} from '../fields/ends.ts';
import {edited} from '../fields/text.ts';
import {keysOf, keyTitle} from '../../settings/keymap.ts';
import type {Key} from '../../terminal/keys/keyboard.ts';
import {openDialog, type Dialog, type UiState} from '../state.ts';
import type {World} from '../world.ts';
import {dialogOf} from './index.ts';

/**
`hit` is the line of a text that the search has come to.
*/
export type Search = {readonly words: string; readonly isTyping: boolean; readonly hit?: number};

/**
A dialog that can be searched.
*/
export type Searched = {readonly search?: Search};

/**
What is looked for in the dialog, if anything.
*/
export function searchOf(dialog: Dialog | undefined): Search | undefined {
	return dialog && 'search' in dialog ? dialog.search : undefined;
}

/**
What a key does to the search of the dialog; undefined for one that has nothing to do with it.
*/
export function pressInBoxSearch(key: Key, dialog: Dialog, world: World): UiState | undefined {
	const {state, settings: {keymap}} = world.view;
	const {seek, searching, canSearch} = dialogOf(dialog);
	if (!seek || !searching || canSearch?.(dialog) === false) {
		return undefined;
	}

	const search = searchOf(dialog);
	const sought = (next: Search | undefined): UiState => openDialog(state, seek(dialog, next, world));
	if (key.name === 'escape') {
		return search && sought(undefined);
	}

	if (!search?.isTyping) {
		return startsOf(searching).some(id => keysOf(keymap, id).includes(key.name)) ? sought({words: '', ...search, isTyping: true}) : undefined;
	}

	if (isEditingEnd(key)) {
		return sought(search.words === '' ? undefined : {...search, isTyping: false});
	}

	const words = edited(search.words, key);
	return words === undefined ? state : sought({words, isTyping: true});
}

/**
The actions of the panes whose keys begin the search.
*/
function startsOf(searching: 'search' | 'filter'): readonly string[] {
	return searching === 'search' ? ['find'] : ['filter', 'search'];
}

/**
The last keys in the bottom line of a dialog that can be searched.
*/
export function searchHint(dialog: Dialog, {view: {settings: {keymap}}, theme: {isUnicode}}: World): string {
	const {searching, canSearch} = dialogOf(dialog);
	if (!searching || canSearch?.(dialog) === false) {
		return '';
	}

	const word = (ids: readonly string[], title: string): string => {
		const keys = ids.flatMap(id => keysOf(keymap, id).slice(0, 1));
		return keys.length === 0 ? '' : `  ${keys.map(key => keyTitle(key, isUnicode)).join(' ')} ${title}`;
	};

	const search = searchOf(dialog);
	const begin = search && searching === 'search'
		? word(['next-hit', 'previous-hit'], 'next, previous')
		: word(startsOf(searching).slice(0, 1), searching);
	return `${begin}  Esc ${search ? 'clear' : 'close'}`;
}
