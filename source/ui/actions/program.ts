/**
Actions on the program itself.
*/
import {openDialog} from '../state.ts';
import type {Action} from './action.ts';

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
		run: state => ({state, effect: {kind: 'quit'}}),
	},
];
