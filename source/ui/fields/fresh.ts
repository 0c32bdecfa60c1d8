/**
A field that has just been opened still holds its previous text. What is typed then replaces that text, unless it begins with a blank.
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
