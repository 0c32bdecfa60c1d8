/**
The field in the last line where words to look for in the details are typed.
*/
import {searchFor} from '../actions/details.ts';
import {seekFound} from '../logs/found.ts';
import {isLogInFront} from '../logs/front.ts';
import type {Key} from '../../terminal/keys/keyboard.ts';
import type {UiState} from '../state.ts';
import type {View} from '../view.ts';
import {isEditingEnd} from './ends.ts';
import {edited} from './text.ts';

/**
What a key does while words are typed: each letter goes to the first place that contains them, from the top of what is in sight.
*/
export function pressInSearch(key: Key, state: UiState, view: View): UiState {
	if (key.name === 'escape') {
		return {...searchFor(state, view, ''), isSearching: false};
	}

	const isLog = isLogInFront(view);
	if (isEditingEnd(key)) {
		const ended = {...state, isSearching: false};
		// What was looked for is most often what happened last.
		return isLog && state.search !== '' ? seekFound(ended, view) : ended;
	}

	const text = edited(state.search, key);
	if (text === undefined) {
		return state;
	}

	return isLog ? {...state, search: text} : searchFor(state, view, text);
}
