/**
The entries of the menu of a row: the actions that can be done to its targets.
*/
import {allActions} from '../actions/index.ts';
import type {Action} from '../actions/action.ts';
import type {Target} from '../state.ts';
import type {View} from '../view.ts';

/**
Actions that fit all the targets, in their order.
*/
export function menuEntries(view: View, targets: readonly Target[], isReadOnly: boolean): readonly Action[] {
	return allActions(isReadOnly).filter(({aim, isAvailable}) => aim && targets.every(target => isAvailable?.(view, target) ?? true));
}
