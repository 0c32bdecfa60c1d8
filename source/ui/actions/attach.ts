/**
Attaching to the first process of a container.
*/
import {notify} from '../messages.ts';
import type {Action} from './action.ts';
import {containerAction, offered, throughEngine} from './container.ts';
import {containerOf} from './targets.ts';

export const attachActions: readonly Action[] = [
	containerAction({
		id: 'attach',
		keys: [],
		title: 'attach',
		help: 'Attach to the first process of the container: see what it writes, type to it, and detach without stopping it.',
		isSingle: true,
		isAvailable: (view, target) => offered('attach')(view, target) && containerOf(view, target)?.state === 'running',
	}, {
		aim: throughEngine('attach', (state, view, [target]) => {
			const container = containerOf(view, target);
			return target?.kind === 'container' && container?.state === 'running'
				? {state: {...state, dialog: undefined}, effect: {kind: 'ask-attach', target}}
				: {
					state: notify(state, {
						text: `${target?.name ?? 'The container'} is ${container?.state ?? 'gone'}: only a running container can be attached to.`,
						tone: 'warn',
					}),
				};
		}),
	}),
];
