/**
To the log on the whole screen, and back.
*/
import {keyWord} from '../../settings/keymap.ts';
import type {Outcome} from '../actions/action.ts';
import {shownCommand, titleOfCommand} from '../commands.ts';
import {notify} from '../messages.ts';
import type {UiState} from '../state.ts';
import {logsTab} from '../tabs/logs.ts';
import type {View} from '../view.ts';
import {beginLog} from './choice.ts';
import {isReader} from './front.ts';

/**
Back from the whole screen to the list. A command whose output was shown runs on.
*/
export function leaveReader(state: UiState, {container, settings: {keymap}}: Pick<View, 'container' | 'settings'>): UiState {
	const {output} = state.log;
	const run = shownCommand(state);
	const told = run && run.ending === undefined
		? notify(state, {text: `${titleOfCommand(run)} runs on: ${keyWord(keymap, 'compose-output')} shows its output.`, tone: 'normal'})
		: state;
	const left: UiState = output ? {...told, tab: output.tabBefore, log: beginLog(told.log)} : unpinned(told, container);
	return state.isZoomed ? {...left, isZoomed: false, focus: 'containers'} : left;
}

/**
The log of what is selected again, instead of what the reader was opened for.
*/
function unpinned(state: UiState, container: View['container']): UiState {
	const {log} = state;
	const isSame = log.merged.length === 0 || (log.merged.length === 1 && log.merged[0] === container?.key);
	return {...state, log: {...(isSame ? log : beginLog(log)), merged: []}};
}

/**
Fills the screen with the focused pane, or no longer: then the log is that of what is selected again.
*/
export function toggleZoom(state: UiState, view: View): Outcome {
	const toggled = {...state, isZoomed: !state.isZoomed};
	return {state: isReader(view) ? unpinned(toggled, view.container) : toggled};
}

/**
From any pane to the log of what is selected or tagged, on the whole screen; from there back to where it was opened.
*/
export function toggleReader(state: UiState, view: View): Outcome {
	if (isReader(view)) {
		return {state: leaveReader(state, view)};
	}

	const {container} = view;
	const tagged = state.focus === 'containers' ? [...state.tagged].filter(key => view.snapshot.containers.has(key)) : [];
	// Those of a project come and go, so its log is no fixed list.
	const merged = tagged.length > 0 || !container || container.sumOf ? tagged : [container.key];
	return {
		state: {
			...state,
			focus: 'details',
			companion: 'details',
			subject: 'container',
			tab: logsTab.id,
			isZoomed: true,
			search: '',
			hit: undefined,
			log: {
				...beginLog(state.log), merged, filter: '',
			},
		},
	};
}
