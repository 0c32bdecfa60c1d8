/**
One key press: which dialog, text field or action it is for, and what comes of it. Pure: state and view in, state and a wish out.
*/
import {findAction} from './actions/index.ts';
import type {Outcome} from './actions/action.ts';
import {sortableColumns} from './columns/index.ts';
import {searchFor} from './actions/details.ts';
import {dialogRoom} from './dialogs/content.ts';
import {chosenEntry, entryOptions} from './dialogs/entry.ts';
import {lastScroll, type Sheet} from './dialogs/sheet.ts';
import {menuEntries} from './dialogs/menu.ts';
import type {Key} from './keyboard.ts';
import {signals} from './signals.ts';
import {
	closeDialog,
	notify,
	openDialog,
	setCursor,
	setFilter,
	setSort,
	type Dialog,
	type ListPaneId,
	type UiState,
} from './state.ts';
import type {View} from './view.ts';
import type {World} from './world.ts';

/**
What a key does to the screen as it is in this world.
*/
export function press(key: Key, world: World): Outcome {
	const {view, isReadOnly} = world;
	const {state} = view;
	if (key.name === 'ctrl-c') {
		return {state, effect: {kind: 'quit'}};
	}

	if (key.name === 'ctrl-l') {
		return {state, effect: {kind: 'redraw'}};
	}

	if (state.dialog) {
		return pressInDialog(key, state.dialog, state, world);
	}

	if (state.filtering) {
		return {state: pressInFilter(key, state, view)};
	}

	if (state.isSearching) {
		return {state: pressInSearch(key, state, view)};
	}

	const drawn = forgetNotice(rememberTops(state, view));
	return findAction(key.name, state.focus, isReadOnly)?.run(drawn, view) ?? {state};
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
	const {containers, processes, namespaces} = lists;
	const {tops} = state;
	return tops.containers === containers.top && tops.processes === processes.top && tops.namespaces === namespaces.top
		? state
		: {...state, tops: {containers: containers.top, processes: processes.top, namespaces: namespaces.top}};
}

function pressInFilter(key: Key, state: UiState, view: View): UiState {
	const pane = state.filtering!;
	const text = state.filters[pane];
	switch (key.name) {
		case 'escape': {
			return {...setFilter(state, pane, ''), filtering: undefined};
		}

		case 'enter':
		case 'tab':
		case 'up':
		case 'down': {
			return {...chooseShown(state, view, pane), filtering: undefined};
		}

		case 'backspace': {
			return setFilter(state, pane, [...text].slice(0, -1).join(''));
		}

		case 'ctrl-u': {
			return setFilter(state, pane, '');
		}

		default: {
			return key.text === undefined ? state : setFilter(state, pane, text + key.text);
		}
	}
}

/**
Each letter goes to the first place that contains the words, from the top of what is in sight.
*/
function pressInSearch(key: Key, state: UiState, view: View): UiState {
	switch (key.name) {
		case 'escape': {
			return {...searchFor(state, view, ''), isSearching: false};
		}

		case 'enter':
		case 'tab':
		case 'up':
		case 'down': {
			return {...state, isSearching: false};
		}

		case 'backspace': {
			return searchFor(state, view, [...state.search].slice(0, -1).join(''));
		}

		case 'ctrl-u': {
			return searchFor(state, view, '');
		}

		default: {
			return key.text === undefined ? state : searchFor(state, view, state.search + key.text);
		}
	}
}

/**
Whoever leaves a filter that hides the selected row has seen which row is under the cursor instead.
*/
function chooseShown(state: UiState, {lists}: View, pane: ListPaneId): UiState {
	const {rows, cursor, isExact} = lists[pane];
	return isExact ? state : setCursor(state, pane, {key: rows[cursor]?.key, index: cursor});
}

function pressInDialog(key: Key, dialog: Dialog, state: UiState, world: World): Outcome {
	const {view, isReadOnly} = world;
	if (dialog.kind === 'command') {
		return pressInCommand(key, dialog, state);
	}

	if (key.name === 'escape' || (key.name === 'q' && dialog.kind !== 'confirm' && dialog.kind !== 'confirm-entry')) {
		return {state: closeDialog(state)};
	}

	switch (dialog.kind) {
		case 'help':
		case 'explain':
		case 'members': {
			return {state: pressInSheet(key, dialog, state, world)};
		}

		case 'menu': {
			return pressInMenu(key, dialog, state, view, isReadOnly);
		}

		case 'sort': {
			return {state: pressInSort(key, dialog, state)};
		}

		case 'signals': {
			return {state: pressInSignals(key, dialog, state)};
		}

		case 'confirm': {
			return pressInConfirm(key, dialog, state);
		}

		case 'entry': {
			return {state: pressInEntry(key, dialog, state)};
		}

		case 'confirm-entry': {
			return pressInConfirmEntry(key, dialog, state);
		}
	}
}

/**
Where a list of choices goes by a key; undefined for any other key.
*/
function step(key: Key, cursor: number, count: number): number | undefined {
	const wanted: Readonly<Record<string, number>> = {
		up: cursor - 1, k: cursor - 1, down: cursor + 1, j: cursor + 1, home: 0, g: 0, end: count - 1, G: count - 1, pageUp: cursor - 10, pageDown: cursor + 10, tab: cursor + 1, 'shift-tab': cursor - 1,
	};
	const next = wanted[key.name];
	return next === undefined ? undefined : Math.max(0, Math.min(next, count - 1));
}

function pressInSheet(key: Key, sheet: Sheet, state: UiState, world: World): UiState {
	const room = dialogRoom(state);
	const page = Math.max(1, room.height - 1);
	const moves: Readonly<Record<string, number>> = {
		up: -1, k: -1, down: 1, j: 1, pageUp: -page, pageDown: page, space: page, home: -Infinity, g: -Infinity, end: Infinity, G: Infinity,
	};
	const move = moves[key.name];
	if (move === undefined) {
		return ['?', 'f1', 'x', 'enter'].includes(key.name) ? closeDialog(state) : state;
	}

	return openDialog(state, {...sheet, scroll: Math.max(0, Math.min(sheet.scroll + move, lastScroll(sheet, world, room)))});
}

function pressInMenu(key: Key, dialog: Dialog & {kind: 'menu'}, state: UiState, view: View, isReadOnly: boolean): Outcome {
	const entries = menuEntries(view, dialog.targets, isReadOnly);
	// Movement first, so that j and k move; actions have capitals and e.
	const chosen = key.name === 'enter' ? entries[dialog.cursor] : entries.find(({keys}) => keys.includes(key.name));
	if (chosen?.aim) {
		return chosen.aim(state, view, dialog.targets);
	}

	const cursor = step(key, dialog.cursor, entries.length);
	return {state: cursor === undefined ? state : openDialog(state, {...dialog, cursor})};
}

function pressInSort(key: Key, dialog: Dialog & {kind: 'sort'}, state: UiState): UiState {
	const columns = sortableColumns(dialog.pane);
	const column = columns[dialog.cursor];
	if (key.name === 'enter' && column) {
		const now = state.sorts[dialog.pane];
		const isDescending = now.column === column.id ? !now.isDescending : column.isDescending ?? false;
		const isTree = dialog.pane === 'processes' ? {...state.isTree, processes: false} : state.isTree;
		return closeDialog({...setSort(state, dialog.pane, {column: column.id, isDescending}), isTree});
	}

	const cursor = step(key, dialog.cursor, columns.length);
	return cursor === undefined ? state : openDialog(state, {...dialog, cursor});
}

function pressInSignals(key: Key, dialog: Dialog & {kind: 'signals'}, state: UiState): UiState {
	const signal = signals[dialog.cursor];
	if (key.name === 'enter' && signal) {
		return openDialog(state, {kind: 'confirm', operation: {name: 'kill', signal: signal.name}, targets: dialog.targets});
	}

	const cursor = step(key, dialog.cursor, signals.length);
	return cursor === undefined ? state : openDialog(state, {...dialog, cursor});
}

function pressInConfirm(key: Key, dialog: Dialog & {kind: 'confirm'}, state: UiState): Outcome {
	return key.name === 'y' || key.name === 'Y' || key.name === 'enter' ? {state: closeDialog(state), effect: {kind: 'perform', operation: dialog.operation, targets: dialog.targets}} : {state: key.name === 'n' || key.name === 'N' || key.name === 'q' ? closeDialog(state) : state};
}

function pressInEntry(key: Key, dialog: Dialog & {kind: 'entry'}, state: UiState): UiState {
	const options = entryOptions(dialog.entry);
	const option = options[dialog.cursor];
	if (key.name === 'enter' && option) {
		return openDialog(state, {
			kind: 'confirm-entry', target: dialog.target, entry: dialog.entry, choice: chosenEntry(option, dialog.ticked),
		});
	}

	if (key.name === 'space') {
		return option?.kind === undefined ? state : openDialog(state, {...dialog, ticked: toggled(dialog.ticked, option.kind)});
	}

	const cursor = step(key, dialog.cursor, options.length);
	return cursor === undefined ? state : openDialog(state, {...dialog, cursor});
}

function toggled<Item>(items: readonly Item[], item: Item): readonly Item[] {
	return items.includes(item) ? items.filter(other => other !== item) : [...items, item];
}

function pressInConfirmEntry(key: Key, dialog: Dialog & {kind: 'confirm-entry'}, state: UiState): Outcome {
	switch (key.name) {
		case 'y':
		case 'Y':
		case 'enter': {
			const {target, entry, choice} = dialog;
			return {
				state: closeDialog(state), effect: {
					kind: 'enter', target, entry, choice,
				},
			};
		}

		case 'n':
		case 'N':
		case 'q': {
			return {state: closeDialog(state)};
		}

		default: {
			return {state};
		}
	}
}

function pressInCommand(key: Key, dialog: Dialog & {kind: 'command'}, state: UiState): Outcome {
	switch (key.name) {
		case 'escape': {
			return {state: closeDialog(state)};
		}

		case 'enter': {
			return dialog.text.trim() === '' ? {state} : {state: closeDialog(state), effect: {kind: 'shell', target: dialog.target, command: dialog.text.trim()}};
		}

		case 'backspace': {
			return {state: openDialog(state, {...dialog, text: [...dialog.text].slice(0, -1).join('')})};
		}

		case 'ctrl-u': {
			return {state: openDialog(state, {...dialog, text: ''})};
		}

		default: {
			return {state: key.text === undefined ? state : openDialog(state, {...dialog, text: dialog.text + key.text})};
		}
	}
}
