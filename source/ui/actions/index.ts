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
import {composeActions} from './compose.ts';
import {attachActions} from './attach.ts';
import {changeActions} from './changes.ts';
import {containerActions} from './container.ts';
import {copyActions} from './copy.ts';
import {detailsActions} from './details.ts';
import {entryActions} from './entry.ts';
import {logActions} from './logs.ts';
import {moveActions} from './move.ts';
import {projectActions} from './projects.ts';
import {programActions} from './program.ts';
import {resourceActions} from './resources.ts';
import {waitActions} from './wait.ts';

const everyAction: readonly Action[] = [
	...moveActions,
	...sortActions,
	...arrangeActions,
	...foldActions,
	...projectActions,
	...detailsActions,
	...logActions,
	...containerActions,
	...attachActions,
	...changeActions,
	...entryActions,
	...composeActions,
	...resourceActions,
	...waitActions,
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
export function saidElsewhere(
	key: KeyName,
	{state: {focus, first}, settings: {keymap}}: View,
	isReadOnly: boolean,
): string | undefined {
	const sayable = everyAction.filter(({id, panes, isDangerous}) =>
		keysOf(keymap, id).includes(key) && (panes?.includes(focus) === false || (isReadOnly && isDangerous)));
	// What the key would do here comes before what it does elsewhere, and that before what it does where something else stands first.
	const action = sayable.find(({panes}) => panes?.includes(focus) !== false)
		?? sayable.find(({panes}) => panes?.includes(first))
		?? sayable[0];
	if (!action) {
		return undefined;
	}

	const what = `${keyTitle(key)} (${action.title})`;
	if (isReadOnly && action.isDangerous) {
		return `${what} is not available in read-only mode.`;
	}

	const panes = action.panes ?? [];
	const keys = panes.map(pane => keyWord(keymap, `pane-${pane}`));
	return panes.length > 2
		? `${what} works in the ${panes.slice(0, -1).join(', ')} and ${panes.at(-1)} panes (${keys.join(', ')}).`
		: `${what} works in ${panes.map((pane, index) => `the ${pane} pane (${keys[index]})`).join(' and ')}.`;
}

/**
The action that a key means in the focused pane, if any.
*/
export function findAction(key: KeyName, view: View, isReadOnly: boolean): Action | undefined {
	return meantBy(key, actionsHere(view, isReadOnly), view);
}

/**
The actions in the focused pane that their first key leads to, for whoever offers that key.
*/
export function keyedActions(view: View, isReadOnly: boolean): readonly Action[] {
	const here = actionsHere(view, isReadOnly);
	return here.filter(action => {
		const [key] = keysOf(view.settings.keymap, action.id);
		return key !== undefined && meantBy(key, here, view) === action;
	});
}

function actionsHere(view: View, isReadOnly: boolean): readonly Action[] {
	return allActions(isReadOnly).filter(({panes, isMeant}) => (!panes || panes.includes(view.state.focus)) && isMeant?.(view) !== false);
}

function meantBy(key: KeyName, here: readonly Action[], {settings: {keymap}}: View): Action | undefined {
	const found = here.filter(({id}) => keysOf(keymap, id).includes(key));
	return found.find(({isMeant}) => isMeant) ?? found[0];
}
