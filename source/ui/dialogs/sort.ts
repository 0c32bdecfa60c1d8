/**
The choice of the column that a list is sorted by.
*/
import {pad} from '../../text/clean.ts';
import {sortBy} from '../actions/sort.ts';
import {ordersOf} from '../lists/orders.ts';
import {closeDialog, type ListPaneId} from '../state.ts';
import {pressInChoice} from './choice.ts';
import {choiceList} from './choice-list.ts';
import type {DialogRecord} from './dialog.ts';
import {explainedChoices} from './room.ts';
import type {Searched} from './search.ts';

type SortChoice = Searched & {readonly kind: 'sort'; readonly pane: ListPaneId; readonly cursor: number};

const list = choiceList<SortChoice, ReturnType<typeof ordersOf>[number]>({
	all: ({pane}) => ordersOf(pane),
	text: ({title, help}) => `${title} ${help}`,
});

export const sortDialog: DialogRecord<SortChoice> = {
	...list.record,
	kind: 'sort',
	draw(dialog, world, room) {
		const {pane, cursor} = dialog;
		const {theme} = world;
		const all = list.left(dialog, world).map(({title, help}) => ({name: [{text: pad(title, 14)}], words: help}));
		return {
			title: `Sort ${pane} by`,
			lines: explainedChoices(all, cursor, room, theme),
			hint: `${theme.glyphs.enter} choose or reverse`,
		};
	},
	press(key, dialog, world) {
		const {view: {state}} = world;
		const {pane, cursor} = dialog;
		const orders = list.left(dialog, world);
		const order = orders[cursor];
		return key.name === 'enter' && order
			? {state: closeDialog(sortBy(state, pane, order))}
			: pressInChoice(key, dialog, orders.length, world);
	},
};
