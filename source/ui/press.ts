/**
One key press: which dialog, text field or action it is for, and what comes of it. Pure: state and view in, state and a wish out.
*/
import {keyWord} from '../settings/keymap.ts';
import type {Key} from '../terminal/keys/keyboard.ts';
import {findAction, saidElsewhere} from './actions/index.ts';
import type {Outcome} from './actions/action.ts';
import {dialogOf} from './dialogs/index.ts';
import {pressInDialog} from './dialogs/press.ts';
import {searchOf} from './dialogs/search.ts';
import {pressInFilter} from './fields/filter.ts';
import {readied} from './fields/fresh.ts';
import {pressInLogFilter} from './fields/log-filter.ts';
import {pressInSearch} from './fields/search.ts';
import {listPanes, type UiState} from './state.ts';
import {notify} from './messages.ts';
import type {View} from './view.ts';
import type {World} from './world.ts';

/**
What a key does to the screen as it is in this world. `isRead` tells whether the question that is open was on screen long enough before the
key was pressed.
*/
export function press(key: Key, world: World, isRead = true): Outcome {
	const {view, isReadOnly} = world;
	const {state} = view;
	if (key.name === 'ctrl-c') {
		return {state, effect: {kind: 'quit'}};
	}

	if (key.name === 'ctrl-z') {
		return {state, effect: {kind: 'suspend'}};
	}

	if (key.name === 'ctrl-l') {
		return {state, effect: {kind: 'redraw'}};
	}

	if (key.name === 'paste' && !hasField(state)) {
		return {state: key.text === undefined || key.text === '' ? state : refusePaste(state, view)};
	}

	if (state.dialog) {
		return pressInDialog(key, state.dialog, world, isRead);
	}

	if (state.filtering) {
		return {state: pressInFilter(key, state.filtering, readied(state, key), view)};
	}

	if (state.log.isFiltering) {
		return {state: pressInLogFilter(key, readied(state, key))};
	}

	if (state.isSearching) {
		return {state: pressInSearch(key, readied(state, key), view)};
	}

	const drawn = forgetNotice(rememberTops(state, view));
	const action = findAction(key.name, view, isReadOnly);
	if (action) {
		return action.run(drawn, view);
	}

	const said = saidElsewhere(key.name, view, isReadOnly);
	return {state: said === undefined ? state : notify(state, {text: said, tone: 'warn'})};
}

/**
Whether text is being typed.
*/
export function hasField({dialog, filtering, isSearching, log}: UiState): boolean {
	return dialog
		? dialogOf(dialog).hasField === true || searchOf(dialog)?.isTyping === true
		: filtering !== undefined || isSearching || log.isFiltering;
}

/**
Letters that are pasted are no keys: whoever pastes a text has not read it as commands.
*/
export function refusePaste(state: UiState, {settings: {keymap}}: View): UiState {
	return notify(state, {
		text: `Paste ignored: text can only be pasted into a text field, for example after ${keyWord(keymap, 'filter')}.`, tone: 'warn',
	});
}

/**
A message has been read when the next key is pressed.
*/
function forgetNotice(state: UiState): UiState {
	return state.notice ? notify(state, undefined) : state;
}

/**
Scrolling goes on from what is on screen now.
*/
function rememberTops(state: UiState, {lists}: View): UiState {
	const {tops} = state;
	return listPanes.every(pane => tops[pane] === lists[pane].top)
		? state
		: {...state, tops: Object.fromEntries(listPanes.map(pane => [pane, lists[pane].top])) as UiState['tops']};
}
