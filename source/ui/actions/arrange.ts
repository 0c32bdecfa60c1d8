/**
Actions that change what is shown and how, and nothing else.
*/
import {
	listPanes,
	setFilter,
	toggleTag,
	setCursor,
	type UiState,
} from '../state.ts';
import {panesBeside, resourcePaneIds} from '../layout/layout.ts';
import {shownUnits, type ShownUnits} from '../lists/containers/shown-units.ts';
import {isOfThreads} from '../lists/processes/row.ts';
import {isLogInFront} from '../logs/front.ts';
import {leaveReader, toggleZoom} from '../logs/reader.ts';
import {notify} from '../messages.ts';
import {nearestMatch, type Row} from '../table/row.ts';
import type {View} from '../view.ts';
import type {Action, Outcome} from './action.ts';

/**
What is about containers has no meaning where something else stands first.
*/
const containerPanes = panesBeside('containers');

const unitsAfter: Readonly<Record<ShownUnits, ShownUnits>> = {host: 'services', services: 'cgroups', cgroups: 'host'};

/**
Without anything to clear, whoever fills the screen with a log leaves it.
*/
function clearDetails(state: UiState, view: View): UiState {
	return isLogInFront(view) && state.search === '' && state.log.filter === ''
		? leaveReader(state, view)
		: {
			...state, search: '', hit: undefined, log: {
				// Where no line is shown there is no cursor in sight, but one is still somewhere.
				...state.log, filter: '', cursor: view.log?.cursor ?? state.log.cursor, seekBefore: undefined,
			},
		};
}

function beginFilter(state: UiState): Outcome {
	return state.focus === 'details'
		? {state}
		: {
			state: {
				...state, filtering: state.focus, isFieldFresh: true, notice: undefined,
			},
		};
}

export const arrangeActions: readonly Action[] = [
	{
		id: 'filter',
		keys: ['/', 'f4', '\\'],
		topic: 'Arrange',
		panes: listPanes,
		title: 'filter',
		help: 'Show only the rows that have all the words you type: !word leaves out, a|b takes either, quotes keep blanks together. What '
			+ 'you type replaces the previous filter; begin with a blank to add to it. {clear} clears it. The same key filters lists in boxes.',
		footer: 7,
		run: beginFilter,
	},
	{
		id: 'search',
		keys: ['f3'],
		topic: 'Arrange',
		panes: listPanes,
		title: 'search',
		help: 'Filter, as F3 searches in htop.',
		run: beginFilter,
	},
	{
		id: 'clear',
		keys: ['escape'],
		topic: 'Arrange',
		title: 'clear',
		help: 'Clear the filter or the search of the pane. If there is a warning, the first press dismisses that.',
		run(state, view) {
			if (state.first === 'volumes' && view.resources.counts.values().some(({state: counting}) => counting === 'counting')) {
				return {state, effect: {kind: 'stop-counting'}};
			}

			const isWarning = view.state.notice?.tone === 'warn' || view.state.notice?.tone === 'bad';
			const cleared = state.focus === 'details' ? clearDetails(state, view) : setFilter(state, state.focus, '');
			return {state: isWarning ? {...state, notice: undefined} : cleared};
		},
	},
	{
		id: 'tree',
		keys: ['t', 'f5'],
		topic: 'Show',
		panes: ['containers', 'processes'],
		title: 'tree',
		help: 'Switch between a tree and a plain sorted list.',
		footer: 9,
		run(state) {
			const pane = state.focus === 'processes' ? 'processes' : 'containers';
			return {state: {...state, isTree: {...state.isTree, [pane]: !state.isTree[pane]}}};
		},
	},
	{
		id: 'threads',
		keys: ['H'],
		topic: 'Show',
		panes: ['processes'],
		title: 'threads',
		help: 'Show or hide threads.',
		footer: 9.2,
		run(state, view) {
			const {rows, cursor} = view.lists.processes;
			const row = rows[cursor];
			const toggled = {...state, areThreadsShown: !state.areThreadsShown};
			// From a thread the cursor goes back to its process.
			return {state: row && isOfThreads(row) ? setCursor(toggled, 'processes', {key: row.process.key, index: cursor}, row.key) : toggled};
		},
	},
	{
		id: 'zoom', keys: ['z'], topic: 'Arrange', title: 'zoom', help: 'Zoom the focused pane to the whole screen, and back.', footer: 10,
		run: toggleZoom,
	},
	{
		id: 'tag',
		keys: ['space'],
		topic: 'Arrange',
		panes: ['containers', 'processes', ...resourcePaneIds],
		title: 'tag',
		help: 'Tag the row: actions apply to all tagged rows, shells to the row under the cursor.',
		run(state, view) {
			if (state.focus === 'details' || state.focus === 'namespaces') {
				return {state};
			}

			const list = view.lists[state.focus];
			const row = list.rows[list.cursor];
			if (!row || row.isContext) {
				return {state};
			}

			if ('process' in row && isOfThreads(row)) {
				return {state: notify(state, {text: 'Threads cannot be tagged, only processes.', tone: 'warn'})};
			}

			if ('container' in row && row.container.isRemoved) {
				return {state: notify(state, {text: `${row.container.name} is gone, and cannot be tagged.`, tone: 'warn'})};
			}

			// Rows that have moved since must not be untagged again by a hand that goes on tagging.
			const isAlike = ({key, isContext}: Row, place: number): boolean =>
				place > list.cursor && !isContext && state.tagged.has(key) === state.tagged.has(row.key);
			const next = list.rows.findIndex((each, place) => isAlike(each, place));
			const index = next === -1 ? nearestMatch(list.rows, Math.min(list.cursor + 1, list.rows.length - 1), 1) : next;
			return {state: setCursor(toggleTag(state, row.key), state.focus, {key: list.rows[index]?.key, index}, row.key)};
		},
	},
	{
		id: 'untag',
		keys: ['U'],
		topic: 'Arrange',
		title: 'untag all',
		help: 'Remove all tags.',
		run: state => ({state: {...state, tagged: new Set()}}),
	},
	{
		id: 'freeze', keys: ['F'], topic: 'Arrange', title: 'freeze', help: 'Freeze or unfreeze the screen.',
		run: state => ({state: {...state, isFrozen: !state.isFrozen, slotsBack: 0}}),
	},
	{
		id: 'stopped', keys: ['a'], topic: 'Show', panes: containerPanes, title: 'stopped', help: 'Show or hide stopped containers.',
		run: state => ({state: {...state, showStopped: !state.showStopped}}),
	},
	{
		id: 'units',
		keys: ['A'],
		topic: 'Show',
		panes: containerPanes,
		title: 'units',
		help: 'Show what is in no container as one row, as services, or as every cgroup that has processes: the title counts the empty ones.',
		run(state, {snapshot, container}) {
			const shown: UiState = {...state, units: unitsAfter[shownUnits(state, snapshot)]};
			// The row under the cursor may not be there any more.
			return {state: container?.unit ? setCursor(shown, 'containers', {key: undefined, index: 0}) : shown};
		},
	},
	{
		id: 'namespaces-of',
		keys: ['o'],
		topic: 'Show',
		panes: containerPanes,
		title: 'whole host',
		help: 'Switch between the namespaces of the selected container and those of the whole host.',
		run: state => ({
			state: {
				...state,
				namespacesOf: state.namespacesOf === 'host' ? 'container' : 'host',
				cursors: {...state.cursors, namespaces: {key: undefined, index: 0}},
			},
		}),
	},
];
