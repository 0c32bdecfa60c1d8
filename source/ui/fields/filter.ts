/**
The field in the last line where the filter of a list is typed. The list follows with every letter.
*/
import type {Key} from '../../terminal/keys/keyboard.ts';
import {
	setCursor,
	setFilter,
	type ListPaneId,
	type UiState,
} from '../state.ts';
import type {View} from '../view.ts';
import {isEditingEnd} from './ends.ts';
import {edited} from './text.ts';

/**
What a key does while the filter of this pane is typed.
*/
export function pressInFilter(key: Key, pane: ListPaneId, state: UiState, view: View): UiState {
	if (key.name === 'escape') {
		return {...setFilter(state, pane, ''), filtering: undefined};
	}

	if (isEditingEnd(key)) {
		return {...chooseShown(state, view, pane), filtering: undefined};
	}

	const text = edited(state.filters[pane], key);
	return text === undefined ? state : setFilter(state, pane, text, view.snapshot.steadyMilliseconds);
}

/**
Whoever leaves a filter has seen which row is under the cursor, and has chosen it: clearing the filter later does not undo that.
*/
function chooseShown(state: UiState, {lists}: View, pane: ListPaneId): UiState {
	const {rows, cursor} = lists[pane];
	const row = rows[cursor];
	return row && state.filters[pane] !== '' ? setCursor(state, pane, {key: row.key, index: cursor}, row.key) : state;
}
