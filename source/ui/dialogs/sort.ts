/**
The choice of the column that a list is sorted by.
*/
import {pad} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import {sortableColumns} from '../lists/index.ts';
import {closeDialog, setSort, type ListPaneId} from '../state.ts';
import {pressInChoice} from './choice.ts';
import type {DialogRecord} from './dialog.ts';
import {choices} from './room.ts';

type SortChoice = {readonly kind: 'sort'; readonly pane: ListPaneId; readonly cursor: number};

export const sortDialog: DialogRecord<SortChoice> = {
	kind: 'sort',
	draw({pane, cursor}, {theme}, {height}) {
		const lines = sortableColumns(pane).map(({title, help}): Line => [
			{text: pad(title.split(/ {2,}/, 1)[0]!, 14)},
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
		const columns = sortableColumns(pane);
		const column = columns[cursor];
		if (key.name !== 'enter' || !column) {
			return pressInChoice(key, dialog, columns.length, world);
		}

		const now = state.sorts[pane];
		const isDescending = now.column === column.id ? !now.isDescending : column.isDescending ?? false;
		const isTree = pane === 'processes' ? {...state.isTree, processes: false} : state.isTree;
		return {state: closeDialog({...setSort(state, pane, {column: column.id, isDescending}), isTree})};
	},
};
