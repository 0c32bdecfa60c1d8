/**
Actions on the program itself.
*/
import {keyWord} from '../../settings/keymap.ts';
import {runningCommand, titleOfCommand} from '../commands.ts';
import {notify} from '../messages.ts';
import {openDialog, type UiState} from '../state.ts';
import type {View} from '../view.ts';
import type {Action, Outcome} from './action.ts';

export const programActions: readonly Action[] = [
	{
		id: 'explain',
		keys: ['x'],
		topic: 'Program',
		title: 'explain',
		help: 'Explain what is shown, with the commands to check it by hand.',
		footer: 10.5,
		run: state => ({state: openDialog(state, {kind: 'explain', scroll: 0})}),
	},
	{
		id: 'help', keys: ['?', 'f1', 'h'], topic: 'Program', title: 'help', help: 'Show all keys and the meaning of each column.', footer: 11,
		run: state => ({state: openDialog(state, {kind: 'help', scroll: 0})}),
	},
	{
		id: 'problems', keys: ['!'], topic: 'Program', title: 'problems', help: 'List all that is wrong now, with what to do.',
		run: (state, view) => ({state: openDialog(state, {kind: 'problems', failures: view.state.notice?.failures ?? [], scroll: 0})}),
	},
	{
		id: 'redraw', keys: ['ctrl-l'], topic: 'Program', title: 'redraw', help: 'Redraw the whole screen.',
		run: state => ({state, effect: {kind: 'redraw'}}),
	},
	{
		id: 'suspend',
		keys: ['ctrl-z'],
		topic: 'Program',
		title: 'suspend',
		help: 'Suspend nstop; fg in its shell resumes it.',
		run: state => ({state, effect: {kind: 'suspend'}}),
	},
	{
		id: 'quit', keys: ['q', 'f10', 'ctrl-c'], topic: 'Program', title: 'quit', help: 'Quit nstop.', footer: 12,
		run: quit,
	},
];

/**
Commands of Compose end with nstop, so the first key says that, and the next one quits.
*/
function quit(state: UiState, view: View): Outcome {
	const run = runningCommand(state);
	if (!run) {
		return {state, effect: {kind: 'quit'}};
	}

	const text = `${titleOfCommand(run)} still runs and would be stopped: press ${keyWord(view.settings.keymap, 'quit')} again to quit.`;
	return view.state.notice?.text === text ? {state, effect: {kind: 'quit'}} : {state: notify(state, {text, tone: 'warn'})};
}
