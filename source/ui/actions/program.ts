/**
Actions on the program itself.
*/
import {openDialog} from '../state.ts';
import type {Action} from './action.ts';

export const programActions: readonly Action[] = [
	{
		id: 'help', keys: ['?', 'f1', 'h'], topic: 'Program', title: 'help', help: 'Show all keys and what the columns mean.', footer: 11,
		run: state => ({state: openDialog(state, {kind: 'help', scroll: 0})}),
	},
	{
		id: 'redraw', keys: ['ctrl-l'], topic: 'Program', title: 'redraw', help: 'Draw the whole screen anew.',
		run: state => ({state, effect: {kind: 'redraw'}}),
	},
	{
		id: 'quit', keys: ['q', 'f10', 'ctrl-c'], topic: 'Program', title: 'quit', help: 'Leave nstop.', footer: 12,
		run: state => ({state, effect: {kind: 'quit'}}),
	},
];
