/**
Actions on what the details pane shows, and the list of who is in a namespace.
*/
import {isMissing} from '../../known.ts';
import {namespaceKey} from '../../model/build/namespaces.ts';
import {keyWord} from '../../settings/keymap.ts';
import {firstPlace, placeBeside} from '../fields/hits.ts';
import {goToFound} from '../logs/found.ts';
import {isLogInFront} from '../logs/front.ts';
import {beginDetails, openDialog, type UiState} from '../state.ts';
import {notify} from '../messages.ts';
import {slotCount} from '../../model/build/rings.ts';
import {environmentTab} from '../tabs/environment.ts';
import {inspectTab} from '../tabs/inspect.ts';
import {resourceInspectTab} from '../tabs/resources/inspect.ts';
import {graphTab} from '../tabs/graph.ts';
import {fileNames, shownFileTab} from '../tabs/shown-file.ts';
import type {View} from '../view.ts';
import type {Action, Outcome} from './action.ts';

/**
Ten seconds.
*/
const slotsPerStep = 5;

function textOf({search, hit, detailsScroll}: UiState, {details: {lines, height}}: View): Parameters<typeof firstPlace>[0] {
	return {
		lines, height, words: search, scroll: Math.min(detailsScroll, Math.max(0, lines.length - height)), hit,
	};
}

/**
Goes to the first place that contains the words, from the top of what is in sight on.
*/
export function searchFor(state: UiState, view: View, words: string): UiState {
	const place = firstPlace(textOf({...state, search: words}, view));
	return {
		...state, search: words, hit: place?.hit, detailsScroll: place?.scroll ?? state.detailsScroll,
	};
}

function goToHit(state: UiState, view: View, direction: 1 | -1): Outcome {
	if (isLogInFront(view)) {
		return goToFound(state, view, direction);
	}

	if (state.search === '') {
		return {
			state: notify(state, {
				text: `No search yet: press ${keyWord(view.settings.keymap, 'find')} to start one.`, tone: 'normal',
			}),
		};
	}

	const place = placeBeside(textOf(state, view), direction);
	return {
		state: place
			? {...state, hit: place.hit, detailsScroll: place.scroll}
			: notify(state, {text: `${state.search} was not found.`, tone: 'warn'}),
	};
}

/**
Moves along the graph, towards now with a positive step.
*/
function moveAlong(state: UiState, step: number): Outcome {
	// What moves on by itself cannot be looked at closely.
	return {state: {...state, isFrozen: true, slotsBack: Math.max(0, Math.min(slotCount - 1, state.slotsBack - step * slotsPerStep))}};
}

/**
Whether the graph fills a screen that stands still, so that the arrows move along it and not to other tabs.
*/
function isGraphHeld({tab, state}: View): boolean {
	return tab === graphTab && state.isFrozen && state.isZoomed;
}

function goToFile(state: UiState, {tab}: View, step: number): Outcome {
	if (tab === graphTab) {
		return moveAlong(state, step);
	}

	if (tab !== shownFileTab) {
		return {
			state: notify(state, {
				text: 'There are files to choose in the /proc tab of a process, and moments in the Graph tab.', tone: 'normal',
			}),
		};
	}

	const index = fileNames.indexOf(state.file);
	return {state: beginDetails({...state, file: fileNames.at((index + step) % fileNames.length)!})};
}

function toggleSecrets(state: UiState, {tab, process, container, resource}: View): Outcome {
	const hasSecrets = tab === environmentTab || (tab === shownFileTab && state.file === 'environ');
	const kept = tab === resourceInspectTab ? resource : (tab === inspectTab ? container : undefined);
	const key = kept?.key ?? (hasSecrets ? process?.key : undefined);
	return key === undefined
		? {
			state: notify(state, {
				text: 'Secrets are hidden in the Environment tab of a process and in the Inspect tab of a container or an image.', tone: 'normal',
			}),
		}
		: {state: {...state, secretsOf: state.secretsOf === key ? undefined : key}};
}

function openMembers(state: UiState, {lists: {namespaces: {rows, cursor}}}: View): Outcome {
	const row = rows[cursor];
	return !row || isMissing(row.inode)
		? {state: notify(state, {text: 'It is not known which namespace this is.', tone: 'warn'})}
		: {state: openDialog(state, {kind: 'members', namespace: namespaceKey(row.kind, row.inode), scroll: 0})};
}

export const detailsActions: readonly Action[] = [
	{
		id: 'members',
		keys: ['enter'],
		topic: 'Arrange',
		panes: ['namespaces'],
		title: 'who',
		help: 'List the members of the namespace: processes with their containers, and what else keeps it alive.',
		footer: 3,
		run: openMembers,
	},
	{
		id: 'find',
		keys: ['/', 'f3'],
		topic: 'Arrange',
		panes: ['details'],
		title: 'search',
		help: 'Search the text of the tab, or of the open box; {clear} clears the search.',
		footer: 7,
		run: state => ({
			state: {
				...state, isSearching: true, isFieldFresh: true, notice: undefined,
			},
		}),
	},
	{
		id: 'next-hit',
		keys: ['n'],
		topic: 'Move',
		panes: ['details'],
		title: 'next',
		help: 'Go to the next match.',
		run: (state, view) => goToHit(state, view, 1),
	},
	{
		id: 'previous-hit',
		keys: ['N'],
		topic: 'Move',
		panes: ['details'],
		title: 'previous',
		help: 'Go to the previous match.',
		run: (state, view) => goToHit(state, view, -1),
	},
	{
		id: 'next-file',
		keys: ['.', '}'],
		topic: 'Move',
		panes: ['processes', 'details'],
		title: 'file',
		help: 'Show the next file in the /proc tab; in the Graph tab move towards now.',
		run: (state, view) => goToFile(state, view, 1),
	},
	{
		id: 'previous-file',
		keys: [',', '{'],
		topic: 'Move',
		panes: ['processes', 'details'],
		title: 'previous file',
		help: 'Show the previous file in the /proc tab; in the Graph tab move back, with the screen frozen.',
		run: (state, view) => goToFile(state, view, -1),
	},
	{
		id: 'graph-back',
		keys: ['left'],
		topic: 'Move',
		panes: ['details'],
		title: 'back',
		help: 'Move back along the graph, while it fills a frozen screen.',
		footer: 1,
		isMeant: isGraphHeld,
		run: state => moveAlong(state, -1),
	},
	{
		id: 'graph-on',
		keys: ['right'],
		topic: 'Move',
		panes: ['details'],
		title: 'on',
		help: 'Move on along the graph towards now, while it fills a frozen screen.',
		footer: 1.1,
		isMeant: isGraphHeld,
		run: state => moveAlong(state, 1),
	},
	{
		id: 'secrets',
		keys: ['v'],
		topic: 'Arrange',
		panes: ['processes', 'details'],
		title: 'secrets',
		help: 'Show or hide the secrets in the environment of a process or in the engine\'s answer about a container, until something else is '
			+ 'selected.',
		run: toggleSecrets,
	},
];
