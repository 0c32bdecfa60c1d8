/**
The choice of the column that a list is sorted by.
*/
import {pad} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import {sortBy} from '../actions/sort.ts';
import {ordersOf} from '../lists/orders.ts';
import {closeDialog, type ListPaneId} from '../state.ts';
import {pressInChoice} from './choice.ts';
import type {DialogRecord} from './dialog.ts';
import {choices} from './room.ts';

type SortChoice = {readonly kind: 'sort'; readonly pane: ListPaneId; readonly cursor: number};

export const sortDialog: DialogRecord<SortChoice> = {
	kind: 'sort',
	draw({pane, cursor}, {theme}, {height}) {
		const lines = ordersOf(pane).map(({title, help}): Line => [
			{text: pad(title, 14)},
			{text: help, tone: 'dim'},
		]);
		return {
			title: `Sort ${pane} by`,
			lines: choices(lines, cursor, height, theme),
			hint: `${theme.glyphs.enter} choose or reverse  Esc close`,
		};
	},
	press(key, dialog, world) {
		const {view: {state}} = world;
		const {pane, cursor} = dialog;
		const orders = ordersOf(pane);
		const order = orders[cursor];
		return key.name === 'enter' && order
			? {state: closeDialog(sortBy(state, pane, order))}
			: pressInChoice(key, dialog, orders.length, world);
	},
};
