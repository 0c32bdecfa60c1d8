/**
The orders of a list: by each of its columns, and by each number of a column that shows several.
*/
import type {ListPaneId, Sort} from '../state.ts';
import type {SortKey} from '../table/column.ts';
import {columnWords} from './index.ts';

/**
One order: what it sorts by, and what it is called.
*/
export type Order = {
	readonly column: string;
	/**
	Which number of the column; undefined where it shows one.
	*/
	readonly part: string | undefined;
	readonly title: string;
	readonly help: string;
	readonly isDescending: boolean;
	readonly sortKey: SortKey | undefined;
};

/**
All orders of a pane, from its first column to its last.
*/
export function ordersOf(pane: ListPaneId): readonly Order[] {
	return columnWords(pane).filter(({isPicture}) => !isPicture).flatMap(column => (column.parts ?? [undefined]).map((part): Order => ({
		column: column.id,
		part: part?.id,
		title: part?.title ?? column.title,
		help: part?.help ?? column.help,
		isDescending: part?.isDescending ?? column.isDescending ?? false,
		sortKey: part === undefined ? column.sortKey : part.sortKey,
	})));
}

/**
The order that a sort asks for. A sort that names no number means the first of its column.
*/
export function orderOf(pane: ListPaneId, {column, part}: Sort): Order | undefined {
	const orders = ordersOf(pane).filter(order => order.column === column);
	return orders.find(order => order.part === part) ?? orders[0];
}
