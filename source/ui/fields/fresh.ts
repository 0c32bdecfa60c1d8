/**
A field that has just been opened with the text of before: what is typed takes that text's place, a blank or a key that moves goes on
from it.
*/
import type {Key} from '../../terminal/keys/keyboard.ts';
import type {UiState} from '../state.ts';

/**
The state with the key's field as the key finds it: empty where the key replaces what is in it.
*/
export function readied(state: UiState, key: Key): UiState {
	if (!state.isFieldFresh) {
		return state;
	}

	const used = {...state, isFieldFresh: false};
	const isReplacing = key.name === 'backspace' || (key.text !== undefined && key.text !== ' ');
	return isReplacing ? emptied(used) : used;
}

function emptied(state: UiState): UiState {
	const {filtering, filters, log} = state;
	if (filtering) {
		return {...state, filters: {...filters, [filtering]: ''}};
	}

	return log.isFiltering ? {...state, log: {...log, filter: ''}} : {...state, search: ''};
}
