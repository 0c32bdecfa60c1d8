/**
The field in the last line where the filter of a log is typed. Each letter filters the log again and shows its lines from their starts.
*/
import type {Key} from '../../terminal/keys/keyboard.ts';
import type {UiState} from '../state.ts';
import {isEditingEnd} from './ends.ts';
import {edited} from './text.ts';

export function pressInLogFilter(key: Key, state: UiState): UiState {
	if (key.name === 'escape') {
		return {...state, log: {...state.log, filter: '', isFiltering: false}};
	}

	if (isEditingEnd(key)) {
		return {...state, log: {...state.log, isFiltering: false}};
	}

	const filter = edited(state.log.filter, key);
	return filter === undefined ? state : {...state, log: {...state.log, filter, shift: 0}};
}
