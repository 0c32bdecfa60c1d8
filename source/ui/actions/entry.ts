/**
The way into the namespaces of a container with the host's own programs, whether or not an engine knows it.
*/
import {valueOf} from '../../known.ts';
import type {ProcessKey} from '../../model/keys.ts';
import type {Target} from '../target.ts';
import {notify} from '../messages.ts';
import type {View} from '../view.ts';
import {containerOf} from './targets.ts';
import type {Action} from './action.ts';
import {onContainers, onProcesses} from './container.ts';

/**
The process whose namespaces are meant: the one itself, or the first one of the container.
*/
function processOf(view: View, target: Target): ProcessKey | undefined {
	if (target.kind === 'process') {
		return target.key;
	}

	const container = containerOf(view, target);
	return container && container.pids.length > 0 ? valueOf(container.init) : undefined;
}

const enter: NonNullable<Action['aim']> = (state, view, [target]) => {
	const process = target && processOf(view, target);
	return !target || process === undefined
		? {
			state: notify(state, {
				text: target?.kind === 'unit'
					? `${target.name} is no container, and its processes may each be in other namespaces. Select one of them in the next pane.`
					: `${target?.name ?? 'The container'} has no process on this host: there is nothing to enter.`,
				tone: 'warn',
			}),
		}
		: {state: {...state, dialog: undefined}, effect: {kind: 'look', target, process}};
};

export const entryActions: readonly Action[] = [
	{
		id: 'enter',
		keys: ['E'],
		topic: 'Act',
		panes: ['containers', 'processes'],
		isSingle: true,
		title: 'host shell',
		help: 'Open a host shell in the namespaces of the container or process, with nsenter: it needs no shell inside and no engine.',
		isDangerous: true,
		isAvailable: (view, target) => processOf(view, target) !== undefined,
		aim: enter,
		run(state, view) {
			return (state.focus === 'processes' ? onProcesses : onContainers)(enter, true)(state, view);
		},
	},
];
