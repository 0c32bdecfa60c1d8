/**
All actions, and how a key finds its action.
*/
import type {KeyName} from '../../terminal/keys/keyboard.ts';
import {
	keysOf,
	keyTitle,
	keyWord,
} from '../../settings/keymap.ts';
import type {View} from '../view.ts';
import type {Action} from './action.ts';
import {arrangeActions} from './arrange.ts';
import {sortActions} from './sort.ts';
import {foldActions} from './fold.ts';
import {containerActions} from './container.ts';
import {copyActions} from './copy.ts';
import {detailsActions} from './details.ts';
import {entryActions} from './entry.ts';
import {logActions} from './logs.ts';
import {moveActions} from './move.ts';
import {projectActions} from './projects.ts';
import {programActions} from './program.ts';

const everyAction: readonly Action[] = [
	...moveActions,
	...sortActions,
	...arrangeActions,
	...foldActions,
	...projectActions,
	...detailsActions,
	...logActions,
	...containerActions,
	...entryActions,
	...copyActions,
	...programActions,
];

/**
The actions there are; read-only mode has none that changes anything.
*/
export function allActions(isReadOnly: boolean): readonly Action[] {
	return isReadOnly ? everyAction.filter(({isDangerous}) => !isDangerous) : everyAction;
}

/**
What to say of a key that does nothing here, although it does something in another pane or without read-only mode; undefined where it has
no meaning at all.
*/
export function saidElsewhere(key: KeyName, {state: {focus}, settings: {keymap}}: View, isReadOnly: boolean): string | undefined {
	const action = everyAction.find(({id, panes, isDangerous}) =>
		keysOf(keymap, id).includes(key) && (panes?.includes(focus) === false || (isReadOnly && isDangerous)));
	if (!action) {
		return undefined;
	}

	const what = `${keyTitle(key)} (${action.title})`;
	if (isReadOnly && action.isDangerous) {
		return `${what} is not available in read-only mode.`;
	}

	const places = (action.panes ?? []).map(pane => `the ${pane} pane (${keyWord(keymap, `pane-${pane}`)})`);
	return `${what} works in ${places.join(' and ')}.`;
}

/**
The action that a key means in the focused pane, if any.
*/
export function findAction(key: KeyName, view: View, isReadOnly: boolean): Action | undefined {
	const {state: {focus}, settings: {keymap}} = view;
	const found = allActions(isReadOnly).filter(({id, panes, isMeant}) =>
		keysOf(keymap, id).includes(key) && (!panes || panes.includes(focus)) && isMeant?.(view) !== false);
	return found.find(({isMeant}) => isMeant) ?? found[0];
}
