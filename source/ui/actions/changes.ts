/**
Actions that change what an engine keeps of a container: its name and its limits. What is to change is typed first, and then asked.
*/
import {openDialog} from '../state.ts';
import type {Action} from './action.ts';
import {
	containerAction,
	offered,
	throughEngine,
} from './container.ts';
import {refused} from './question.ts';

export const changeActions: readonly Action[] = [
	containerAction({
		id: 'rename',
		keys: [],
		title: 'rename',
		help: 'Give the container another name.',
		isSingle: true,
		isAvailable: offered('rename'),
	}, {
		aim: throughEngine('rename', (state, view, targets) => {
			const [target] = targets;
			const refusal = refused('rename', state, view, targets);
			return refusal ?? {
				state: target?.kind === 'container' ? openDialog(state, {kind: 'rename', target, text: target.name}) : state,
			};
		}),
	}),
	containerAction({
		id: 'limits',
		keys: [],
		title: 'change limits',
		help: 'Change the limits of the container: memory, swap, CPUs, tasks.',
		isSingle: true,
		isAvailable: offered('update'),
	}, {
		aim: throughEngine('update', (state, view, targets) => {
			const [target] = targets;
			const refusal = refused('update', state, view, targets);
			return refusal ?? {state: {...state, dialog: undefined}, ...(target && {effect: {kind: 'ask-limits', target}})};
		}),
	}),
];
