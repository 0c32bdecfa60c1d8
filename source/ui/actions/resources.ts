/**
Actions on images, volumes and networks.
*/
import {can} from '../../engine/operations.ts';
import {oneLine} from '../../text/one-line.ts';
import {resourcePaneIds} from '../layout/layout.ts';
import {notify} from '../messages.ts';
import {commandsFor} from '../resources/commands.ts';
import {kindOfPane, resourceOf} from '../resources/reading.ts';
import {openDialog, setCursor, type UiState} from '../state.ts';
import {isResourceTarget, type Target} from '../target.ts';
import type {View} from '../view.ts';
import type {Action, Outcome} from './action.ts';
import {prune} from './prune.ts';
import {questionFor} from './question.ts';
import {refusalOf} from './refusals.ts';
import {resourceTarget, resourceTargets} from './resource-targets.ts';

type Aim = NonNullable<Action['aim']>;

function warn(state: UiState, text: string): Outcome {
	return {state: notify(state, {text, tone: 'warn'})};
}

/**
Aims at the selected one, or the tagged ones unless the action is for the row under the cursor alone. If the one under the cursor has gone,
the first key only moves the cursor to its neighbour.
*/
function onResources(aim: Aim, isSingle = false): Action['run'] {
	return (state, view) => {
		const {resource} = view;
		const pane = state.first;
		const kind = kindOfPane(pane);
		if (!resource || kind === undefined) {
			return warn(state, `No ${kind ?? 'image'} is selected.`);
		}

		const list = view.lists[pane];
		if (!list.isExact) {
			const moved = setCursor(state, pane, {key: resource.key, index: list.cursor});
			const {name} = resourceTarget(resource);
			return warn(moved, `The ${kind} you had selected is gone; the cursor is on ${name} now. Press again to act on it.`);
		}

		return aim(state, view, isSingle ? [resourceTarget(resource)] : resourceTargets(state, view));
	};
}

const remove: Aim = (state, view, targets) => {
	const refusals = targets.flatMap(target => refusalOf('remove', target, view) ?? []);
	return refusals.length === targets.length
		? warn(state, refusals.join(' '))
		: {state: openDialog(state, questionFor({name: 'remove'}, targets, view))};
};

const wordsOfRemoval = {
	image: 'Remove the image and all its tags.', volume: 'Remove the volume with all its files.', network: 'Remove the network.',
} as const;

const wordsOfCommands = {
	image: 'Copy a command to run, pull, push or tag it.',
	volume: 'Copy a command to use it in a container.',
	network: 'Copy a command to connect a container to it.',
} as const;

const copyCommands: Aim = (state, view, [target]) => {
	const resource = target && isResourceTarget(target) ? resourceOf(view.resources, target.kind, target.key) : undefined;
	const engine = view.snapshot.engines.find(({id}) => id === resource?.engine);
	return resource && engine
		? {
			state: openDialog(state, {
				kind: 'copy', items: commandsFor(resource, engine).map(({label, text}) => ({label, text: oneLine(text)})), cursor: 0,
			}),
		}
		: warn(state, `${target?.name ?? 'It'} is gone: there is nothing left to act on.`);
};

const countSize: Aim = (state, _view, targets) => ({
	state: {...state, dialog: undefined}, effect: {kind: 'count', targets: targets.filter(target => isResourceTarget(target))},
});

function isRemovable({snapshot}: View, target: Target): boolean {
	const engine = isResourceTarget(target) ? snapshot.engines.find(({id}) => id === target.engine) : undefined;
	return engine !== undefined && can(engine, 'removeResource');
}

export const resourceActions: readonly Action[] = [
	{
		id: 'resource-menu',
		keys: ['enter'],
		topic: 'Resources',
		panes: resourcePaneIds,
		title: 'actions',
		help: 'Open the menu of actions for the row.',
		footer: 3,
		isDangerous: true,
		run: onResources((state, _view, targets) => ({state: openDialog(state, {kind: 'menu', targets, cursor: 0})})),
	},
	{
		id: 'remove-resource',
		keys: ['D'],
		topic: 'Resources',
		panes: resourcePaneIds,
		title: 'remove',
		help: 'Remove the image, the volume with its files, or the network; one that a container uses is refused.',
		footer: 5,
		isDangerous: true,
		isAvailable: isRemovable,
		aim: remove,
		inMenu: (_state, _view, [target]) => target && isResourceTarget(target)
			? {title: 'remove', help: wordsOfRemoval[target.kind]}
			: undefined,
		run: onResources(remove),
	},
	{
		id: 'prune',
		keys: ['X'],
		topic: 'Resources',
		panes: resourcePaneIds,
		title: 'prune',
		help: 'Remove the dangling images, the volumes or the networks that no container uses, of those that the filter leaves: the question '
			+ 'lists them.',
		footer: 6,
		isDangerous: true,
		run: prune,
	},
	{
		id: 'count',
		keys: ['b'],
		topic: 'Resources',
		panes: ['volumes'],
		title: 'size',
		help: 'Count the size of the volume, or of all tagged ones, while all else goes on; {clear} stops it.',
		footer: 6.2,
		isAvailable: (_view, target) => target.kind === 'volume',
		aim: countSize,
		run: onResources(countSize),
	},
	{
		id: 'commands',
		keys: ['c'],
		topic: 'Resources',
		panes: resourcePaneIds,
		title: 'commands',
		help: 'Copy a command of the engine\'s own client: to run, pull, push or tag the image, to use the volume, to connect to the network.',
		footer: 6.5,
		isSingle: true,
		isAvailable: (_view, target) => isResourceTarget(target),
		aim: copyCommands,
		inMenu: (_state, _view, [target]) => target && isResourceTarget(target)
			? {title: 'commands', help: wordsOfCommands[target.kind]}
			: undefined,
		run: onResources(copyCommands, true),
	},
];
