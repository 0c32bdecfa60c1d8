/**
Actions that sort the list in focus.
*/
import {ordersOf, type Order} from '../lists/orders.ts';
import {notify} from '../messages.ts';
import {
	listPanes as panes,
	openDialog,
	setCursor,
	setSort,
	type ListPaneId,
	type Sort,
	type UiState,
} from '../state.ts';
import type {SortKey} from '../table/column.ts';
import type {Action, Outcome} from './action.ts';

type QuickSort = Pick<Action, 'id' | 'keys' | 'title' | 'help'> & {readonly by: SortKey};

const quickSorts: readonly QuickSort[] = [
	{
		id: 'sort-cpu', keys: ['P'], by: 'cpu', title: 'by CPU', help: 'Sort by CPU, the busiest first.',
	},
	{
		id: 'sort-memory', keys: ['M'], by: 'memory', title: 'by memory', help: 'Sort by memory, the largest first.',
	},
	{
		id: 'sort-identity', keys: ['N'], by: 'identity', title: 'by name or pid', help: 'Sort containers by name, processes by pid.',
	},
	{
		id: 'sort-time',
		keys: ['T'],
		by: 'time',
		title: 'by time',
		help: 'Sort processes by CPU time, the most first; other lists by when each was started or made, the latest first.',
	},
];

export const sortActions: readonly Action[] = [
	{
		id: 'sort',
		keys: ['s', 'f6'],
		topic: 'Sort',
		panes,
		title: 'sort',
		help: 'Choose the column to sort by.',
		footer: 8,
		run: state => onList(state, pane => {
			const cursor = Math.max(0, placeOf(state.sorts[pane], ordersOf(pane)));
			return {state: openDialog(state, {kind: 'sort', pane, cursor})};
		}),
	},
	{
		id: 'reverse',
		keys: ['I'],
		topic: 'Sort',
		panes,
		title: 'reverse',
		help: 'Reverse the sort order.',
		run: state => onList(state, pane => {
			const sort = state.sorts[pane];
			return {state: setSort(state, pane, {...sort, isDescending: !sort.isDescending})};
		}),
	},
	...quickSorts.map(({by, ...words}): Action => ({
		...words,
		topic: 'Sort',
		panes,
		run: (state, view) => onList(state, pane => {
			const order = ordersOf(pane).find(({sortKey}) => sortKey === by);
			const {rows, cursor} = view.lists[pane];
			// The order that it is in already stays: P on the first screen means the busiest, not the idle ones. What was asked for is at the top.
			return order
				? {state: setCursor(sortIn(state, pane, order, order.isDescending), pane, {key: undefined, index: 0}, rows[cursor]?.key)}
				: {state: notify(state, {text: `The ${pane} have no such column.`, tone: 'warn'})};
		}),
	})),
	...([['sort-previous', '<', -1, 'left'], ['sort-next', '>', 1, 'right']] as const).map(([id, key, step, side]): Action => ({
		id,
		keys: [key],
		topic: 'Sort',
		panes,
		title: `sort ${side}`,
		help: `Sort by the next column to the ${side}.`,
		run: state => onList(state, pane => {
			const orders = ordersOf(pane);
			const order = orders[(placeOf(state.sorts[pane], orders) + step + orders.length) % orders.length]!;
			return {state: sortBy(state, pane, order)};
		}),
	})),
];

/**
Sorts by an order in its own direction, or the other way where it is the order already.
*/
export function sortBy(state: UiState, pane: ListPaneId, order: Order): UiState {
	const now = state.sorts[pane];
	const isSame = now.column === order.column && (now.part ?? order.part) === order.part;
	return sortIn(state, pane, order, isSame ? !now.isDescending : order.isDescending);
}

function sortIn(state: UiState, pane: ListPaneId, {column, part}: Order, isDescending: boolean): UiState {
	const sorted = setSort(state, pane, {column, ...(part !== undefined && {part}), isDescending});
	// In a tree of processes the order would be hidden.
	return pane === 'processes' ? {...sorted, isTree: {...sorted.isTree, processes: false}} : sorted;
}

function placeOf({column, part}: Sort, orders: readonly Order[]): number {
	return orders.findIndex(order => order.column === column && (part === undefined || order.part === part));
}

function onList(state: UiState, run: (pane: ListPaneId) => Outcome): Outcome {
	return state.focus === 'details' ? {state} : run(state.focus);
}
