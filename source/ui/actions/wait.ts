/**
Waiting for a container to end.
*/
import {isAlive} from '../../model/build/container.ts';
import {isAwaitedIn, toggleAwaited} from '../awaited.ts';
import {notify} from '../messages.ts';
import type {Action} from './action.ts';
import {onContainers} from './container.ts';
import {containerOf} from './targets.ts';

const wait: NonNullable<Action['aim']> = (state, view, [target]) => {
	const container = containerOf(view, target);
	return {
		state: container && isAlive(container.state)
			? toggleAwaited({...state, dialog: undefined}, container)
			: notify(state, {text: `${target?.name ?? 'The container'} does not run: there is no end to wait for.`, tone: 'warn'}),
	};
};

export const waitActions: readonly Action[] = [
	{
		id: 'wait',
		keys: ['W'],
		topic: 'Show',
		panes: ['containers'],
		title: 'wait',
		help: 'Say when the container ends, with its exit code; again to take that back.',
		isSingle: true,
		isAvailable: (view, target) => target.kind === 'container' && isAlive(containerOf(view, target)?.state ?? 'exited'),
		aim: wait,
		inMenu: (state, _view, [target]) => target && isAwaitedIn(state, target.key)
			? {title: 'wait no more', help: 'Say nothing when the container ends.'}
			: undefined,
		run: onContainers(wait, true),
	},
];
