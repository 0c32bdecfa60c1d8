/**
Actions that move the cursor and the focus.
*/
import {keyWord} from '../../settings/keymap.ts';
import {paneIds, panesBeside, type PaneId} from '../layout/layout.ts';
import {notify} from '../messages.ts';
import {
	beginDetails,
	focusPane,
	openDialog,
	setCursor,
	type UiState,
} from '../state.ts';
import {nearestMatch} from '../table/row.ts';
import type {View} from '../view.ts';
import {tabsFor} from '../tabs/index.ts';
import {isLogInFront, isRanged} from '../logs/front.ts';
import {moveInLog, moveUnseen, type LogMove} from '../logs/move.ts';
import {logRanges} from '../logs/ranges.ts';
import type {Action, Outcome} from './action.ts';

/**
Moves in the log; nothing happens where it has not been opened.
*/
function moveLog(state: UiState, {log, subject: {log: reading}}: View, move: LogMove): Outcome {
	const unseen = reading ? moveUnseen(state.log, reading, move) : state.log;
	return {state: {...state, log: log ? moveInLog(state.log, log, move) : unseen}};
}

/**
Moves the cursor of the focused list to a row near the wanted one, or scrolls the details.
*/
function moveTo(
	state: UiState, view: View, move: LogMove, wanted: (index: number, page: number, count: number) => number,
): Outcome {
	if (isLogInFront(view)) {
		return moveLog(state, view, move);
	}

	if (state.focus === 'details') {
		const {details} = view;
		const last = Math.max(0, details.lines.length - details.height);
		const place = clamp(wanted(Math.min(state.detailsScroll, last), details.height, last + 1), last);
		return {state: {...state, detailsScroll: view.tab.isReadFromEnd && place === last ? Infinity : place}};
	}

	const list = view.lists[state.focus];
	const place = clamp(wanted(list.cursor, Math.max(1, list.height - 1), list.rows.length), list.rows.length - 1);
	const index = nearestMatch(list.rows, place, place < list.cursor ? -1 : 1);
	return {state: setCursor(state, state.focus, {key: list.rows[index]?.key, index}, list.rows[list.cursor]?.key)};
}

function clamp(index: number, last: number): number {
	return Math.max(0, Math.min(index, last));
}

function nextPane(state: UiState, step: number): Outcome {
	const panes = panesBeside(state.first);
	return {state: focusPane(state, panes.at((panes.indexOf(state.focus) + step) % panes.length)!)};
}

/**
Where digits choose how far back a log goes, one that is left over would lead away from it by a slip.
*/
function goTo(state: UiState, view: View, pane: PaneId): Outcome {
	if (!isRanged(view)) {
		return {state: focusPane(state, pane)};
	}

	const {keymap} = view.settings;
	const [first, last] = [logRanges[0]!, logRanges.at(-1)!].map(({id}) => keyWord(keymap, `log-${id}`));
	const text = `${keyWord(keymap, `pane-${pane}`)} does nothing here: ${first} to ${last} choose how far back the log goes, and `
		+ `${keyWord(keymap, 'log')} goes back to the panes.`;
	return {state: notify(state, {text, tone: 'normal'})};
}

function nextTab(state: UiState, {subject}: View, step: number): Outcome {
	const tabs = tabsFor(subject.kind);
	const index = Math.max(0, tabs.findIndex(({id}) => id === state.tab));
	return {state: beginDetails({...state, tab: tabs.at((index + step) % tabs.length)!.id})};
}

export const moveActions: readonly Action[] = [
	{
		id: 'up',
		keys: ['up', 'k'],
		topic: 'Move',
		title: 'up',
		help: 'Move up one row.',
		run: (state, view) => moveTo(state, view, 'up', index => index - 1),
	},
	{
		id: 'down',
		keys: ['down', 'j'],
		topic: 'Move',
		title: 'down',
		help: 'Move down one row.',
		run: (state, view) => moveTo(state, view, 'down', index => index + 1),
	},
	{
		id: 'page-up',
		keys: ['pageUp', 'ctrl-u'],
		topic: 'Move',
		title: 'page up',
		help: 'Move up one page.',
		run: (state, view) => moveTo(state, view, 'page-up', (index, page) => index - page),
	},
	{
		id: 'page-down',
		keys: ['pageDown', 'ctrl-d'],
		topic: 'Move',
		title: 'page down',
		help: 'Move down one page.',
		run: (state, view) => moveTo(state, view, 'page-down', (index, page) => index + page),
	},
	{
		id: 'first',
		keys: ['home', 'g'],
		topic: 'Move',
		title: 'first',
		help: 'Move to the first row.',
		run: (state, view) => moveTo(state, view, 'first', () => 0),
	},
	{
		id: 'last',
		keys: ['end', 'G'],
		topic: 'Move',
		title: 'last',
		help: 'Move to the last row.',
		run: (state, view) => moveTo(state, view, 'last', (_index, _page, count) => count - 1),
	},
	{
		id: 'next-pane',
		keys: ['tab'],
		topic: 'Move',
		title: 'pane',
		help: 'Go to the next pane.',
		footer: 2,
		run: state => nextPane(state, 1),
	},
	{
		id: 'previous-pane',
		keys: ['shift-tab'],
		topic: 'Move',
		title: 'previous pane',
		help: 'Go to the previous pane.',
		run: state => nextPane(state, -1),
	},
	...paneIds.map((pane, index): Action => ({
		id: `pane-${pane}`,
		keys: [`${index + 1}`],
		topic: 'Move',
		title: pane,
		help: `Go to the ${pane} pane.`,
		run: (state, view) => goTo(state, view, pane),
	})),
	{
		id: 'tabs',
		keys: ['w'],
		topic: 'Move',
		title: 'tabs',
		help: 'List the tabs of the details; the letter of a tab shows it.',
		footer: 9.5,
		run: (state, {tab, subject}) =>
			({state: openDialog(state, {kind: 'tabs', cursor: Math.max(0, tabsFor(subject.kind).indexOf(tab))})}),
	},
	{
		id: 'next-tab',
		keys: [']', 'right'],
		topic: 'Move',
		title: 'tab',
		help: 'Show the next tab of the details.',
		run: (state, view) => nextTab(state, view, 1),
	},
	{
		id: 'previous-tab',
		keys: ['[', 'left'],
		topic: 'Move',
		title: 'previous tab',
		help: 'Show the previous tab of the details.',
		run: (state, view) => nextTab(state, view, -1),
	},
];
