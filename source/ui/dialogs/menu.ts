/**
The menu of a row: the actions that can be done to its targets.
*/
import {keysOf, withKeys} from '../../settings/keymap.ts';
import {clean, pad} from '../../text/clean.ts';
import type {Action} from '../actions/action.ts';
import {allActions} from '../actions/index.ts';
import {unansweredByEnter} from '../actions/question.ts';
import {projectMeant} from '../actions/targets.ts';
import type {Target} from '../target.ts';
import type {View} from '../view.ts';
import {pressInChoice} from './choice.ts';
import {choiceList} from './choice-list.ts';
import type {DialogRecord} from './dialog.ts';
import {explainedChoices} from './room.ts';
import type {Searched} from './search.ts';
import {nameOf} from './words.ts';

type Menu = Searched & {readonly kind: 'menu'; readonly targets: readonly Target[]; readonly cursor: number};

/**
Actions that fit all the targets, in their order, with the words of what they will do to these. Those for one target are for the row under
the cursor alone.
*/
export function menuEntries(view: View, targets: readonly Target[], isReadOnly: boolean): readonly Action[] {
	const {containers, processes} = view.lists;
	const under = [containers.rows[containers.cursor]?.key, processes.rows[processes.cursor]?.key, view.resource?.key];
	const isUnderCursor = targets.length === 1 && under.includes(targets[0]?.key);
	return allActions(isReadOnly)
		.filter(({aim, isAvailable, isSingle}) =>
			aim && (!isSingle || isUnderCursor) && targets.every(target => isAvailable?.(view, target) ?? true))
		.map(action => ({...action, ...action.inMenu?.(view.state, view, targets)}));
}

const list = choiceList<Menu, Action>({
	all: ({targets}, {view, isReadOnly}) => menuEntries(view, targets, isReadOnly),
	text: ({title, help}) => `${title} ${help}`,
});

export const menuDialog: DialogRecord<Menu> = {
	...list.record,
	kind: 'menu',
	draw(dialog, world, room) {
		const {targets, cursor} = dialog;
		const {view, isReadOnly, theme} = world;
		const {keymap} = view.settings;
		const all = list.left(dialog, world).map(({id, title, help}) => ({
			name: [{text: pad(keysOf(keymap, id)[0] ?? '', 3), tone: 'key'}, {text: pad(title, 14)}] as const,
			words: withKeys(help, keymap, theme.isUnicode),
		}));
		const [first] = targets;
		return {
			title: clean(targets.length === 1 && first ? nameOf(first) : projectMeant(targets, view) ?? `${targets.length} tagged`, theme.isUnicode),
			lines: menuEntries(view, targets, isReadOnly).length > 0
				? explainedChoices(all, cursor, room, theme)
				: ['Nothing can be done with it here.'],
			hint: `${theme.glyphs.enter} choose`,
		};
	},
	// Enter has opened it or has left the filter, and may bounce.
	question: ({kind, targets, search}) => search?.isTyping ? undefined : [kind, targets, search?.words],
	isAnswer: ({name}) => name === 'enter',
	press(key, dialog, world) {
		const {view} = world;
		const entries = list.left(dialog, world);
		const isEnter = key.name === 'enter';
		// Movement first, so that j and k move; actions have capitals and e.
		const chosen = isEnter ? entries[dialog.cursor] : entries.find(({id}) => keysOf(view.settings.keymap, id).includes(key.name));
		const outcome = chosen?.aim?.(view.state, view, dialog.targets);
		return outcome ? (isEnter ? unansweredByEnter(outcome) : outcome) : pressInChoice(key, dialog, entries.length, world);
	},
};
