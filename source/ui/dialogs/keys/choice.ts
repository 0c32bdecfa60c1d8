/**
Keys in the dialogs that are lists of choices: one line is chosen, Enter takes it.
*/
import type {Outcome} from '../../actions/action.ts';
import {keysOf} from '../../../settings/keymap.ts';
import {sortableColumns} from '../../lists/index.ts';
import type {Key} from '../../../terminal/keys/keyboard.ts';
import {signals} from '../../actions/signals.ts';
import {
	closeDialog,
	openDialog,
	setSort,
	type Dialog,
	type UiState,
} from '../../state.ts';
import type {View} from '../../view.ts';
import {chosenEntry, entryOptions} from '../entry.ts';
import {menuEntries} from '../menu.ts';

/**
Where a list of choices goes by a key; undefined for any other key.
*/
function step(key: Key, cursor: number, count: number): number | undefined {
	const wanted: Readonly<Record<string, number>> = {
		up: cursor - 1,
		k: cursor - 1,
		down: cursor + 1,
		j: cursor + 1,
		home: 0,
		g: 0,
		end: count - 1,
		G: count - 1,
		pageUp: cursor - 10,
		pageDown: cursor + 10,
		tab: cursor + 1,
		'shift-tab': cursor - 1,
	};
	const next = wanted[key.name];
	return next === undefined ? undefined : Math.max(0, Math.min(next, count - 1));
}

export function pressInMenu(key: Key, dialog: Dialog & {kind: 'menu'}, state: UiState, view: View, isReadOnly: boolean): Outcome {
	const entries = menuEntries(view, dialog.targets, isReadOnly);
	// Movement first, so that j and k move; actions have capitals and e.
	const chosen = key.name === 'enter' ? entries[dialog.cursor] : entries.find(({id}) => keysOf(view.settings.keymap, id).includes(key.name));
	if (chosen?.aim) {
		const outcome = chosen.aim(state, view, dialog.targets);
		return key.name === 'enter' ? {...outcome, state: askedByEnter(outcome.state)} : outcome;
	}

	const cursor = step(key, dialog.cursor, entries.length);
	return {state: cursor === undefined ? state : openDialog(state, {...dialog, cursor})};
}

/**
A question that Enter has opened is not answered by it.
*/
function askedByEnter(state: UiState): UiState {
	return state.dialog?.kind === 'confirm' ? openDialog(state, {...state.dialog, cameByEnter: true}) : state;
}

export function pressInSort(key: Key, dialog: Dialog & {kind: 'sort'}, state: UiState): UiState {
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

export function pressInSignals(key: Key, dialog: Dialog & {kind: 'signals'}, state: UiState): UiState {
	const signal = signals[dialog.cursor];
	if (key.name === 'enter' && signal) {
		return openDialog(state, {
			kind: 'confirm', operation: {name: 'kill', signal: signal.name}, targets: dialog.targets, cameByEnter: true,
		});
	}

	const cursor = step(key, dialog.cursor, signals.length);
	return cursor === undefined ? state : openDialog(state, {...dialog, cursor});
}

export function pressInEntry(key: Key, dialog: Dialog & {kind: 'entry'}, state: UiState): UiState {
	const options = entryOptions(dialog.entry);
	const option = options[dialog.cursor];
	if (key.name === 'enter' && option) {
		return openDialog(state, {
			kind: 'confirm-entry', target: dialog.target, entry: dialog.entry, choice: chosenEntry(option, dialog.ticked), cameByEnter: true,
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
