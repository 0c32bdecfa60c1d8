/**
Actions on containers and processes. Whatever changes one only opens a dialog here; the dialog keeps the target it was opened for.
*/
import {can, type EngineOperation} from '../../engine/operations.ts';
import {verbs} from '../../engine/sentence.ts';
import {isAlive} from '../../model/build/container.ts';
import type {Container} from '../../model/container.ts';
import {isThreadKey} from '../../model/thread.ts';
import {keyWord} from '../../settings/keymap.ts';
import {openDialog, setCursor, type UiState} from '../state.ts';
import type {Operation, Target} from '../target.ts';
import {isBeingStopped, notify} from '../messages.ts';
import type {View} from '../view.ts';
import {menuWords} from './menu-words.ts';
import {asked, refused} from './question.ts';
import {canBeUnits} from './unit-refusals.ts';
import {
	containerOf,
	containerTarget,
	containerTargets,
	processTarget,
	processTargets,
} from './targets.ts';
import type {Action, Outcome} from './action.ts';

type Aim = NonNullable<Action['aim']>;

function warn(state: UiState, text: string): Outcome {
	return {state: notify(state, {text, tone: 'warn'})};
}

/**
Aims at the selected container, or the tagged ones unless the action is for the row under the cursor alone. If the one under the cursor
has gone, the first key only moves the cursor to its neighbour: no key falls on what was not meant.
*/
export function onContainers(aim: Aim, isSingle = false): Action['run'] {
	return (state, view) => {
		const {container, lists: {containers}} = view;
		if (!container) {
			return warn(state, 'No container is selected.');
		}

		if (!containers.isExact) {
			const moved = setCursor(state, 'containers', {key: container.key, index: containers.cursor});
			return warn(moved, `The container you had selected is gone; the cursor is on ${container.name} now. Press again to act on it.`);
		}

		if (container.sumOf && isSingle && !container.isRemoved) {
			const {length} = container.sumOf.members;
			const count = length === 1 ? '1 container' : `${length} containers`;
			return warn(state, `${container.name} has ${count}: select one of them.`);
		}

		if (container.isRemoved && container.sumOf?.kind === 'compose' && !isSingle) {
			return warn(state, `${container.name} is down; ${keyWord(view.settings.keymap, 'compose-up')} brings it up again.`);
		}

		return container.isRemoved
			? warn(state, `${container.name} has been removed; there is nothing left to act on.`)
			: aim(state, view, isSingle ? [containerTarget(container)] : containerTargets(state, view, container));
	};
}

/**
The same for processes, in the pane of processes.
*/
export function onProcesses(aim: Aim, isSingle = false): Action['run'] {
	return (state, view) => {
		const {processes} = view.lists;
		const row = processes.rows[processes.cursor];
		if (!row) {
			return warn(state, 'No process is selected.');
		}

		if (!processes.isExact) {
			const moved = setCursor(state, 'processes', {key: row.key, index: processes.cursor});
			const {key = ''} = state.cursors.processes;
			const what = isThreadKey(key) ? 'thread' : 'process';
			const now = row.thread ? `thread ${row.thread.pid}` : row.process.pid;
			return warn(moved, `The ${what} you had selected has ended; the cursor is on ${now} now. Press again to act on it.`);
		}

		return aim(state, view, isSingle ? [processTarget(row, view)] : processTargets(state, view));
	};
}

/**
Refuses containers that only the kernel knows, as there is nobody to ask for the action, and those whose engine cannot do it. Among several
they are left out, and that is said.
*/
export function throughEngine(operation: EngineOperation, aim: Aim): Aim {
	return (state, view, targets) => {
		const orphans = targets.filter(target => target.kind === 'container' && target.engine === undefined);
		const [orphan] = orphans;
		if (!orphan) {
			const unable = targets.find(target => !engineCan(operation, view, target));
			return unable ? warn(state, `The engine of ${unable.name} cannot ${verbs[operation]} containers.`) : aim(state, view, targets);
		}

		if (orphans.length < targets.length) {
			const outcome = throughEngine(operation, aim)(state, view, targets.filter(target => !orphans.includes(target)));
			const names = orphans.map(({name}) => name).join(', ');
			const text = `Left out, as no engine that nstop can reach knows them: ${names}.`;
			return {...outcome, state: notify(outcome.state, {text, tone: 'warn'})};
		}

		const {engines} = view.snapshot;
		const isEarly = engines.some(({state: engineState}) => engineState === 'connecting' || engineState === 'slow');
		const stopped = engines.find(({state: engineState}) => engineState === 'stopped')?.detail;
		return warn(
			state,
			isEarly
				? `The engine of ${orphan.name} has not answered yet. Try again in a moment.`
				: `No engine that nstop can reach knows ${orphan.name}; only the kernel does.${stopped === undefined ? '' : ` ${stopped}`}`,
		);
	};
}

/**
Asks first. What is to be done may depend on the condition of the first target. What can be done to none of the targets is not asked,
but answered.
*/
function confirmed(operationFor: OperationFor): Pick<Action, 'inMenu'> & {readonly aim: Aim} {
	return {
		inMenu: (state, view, targets) => menuWords(wanted(operationFor, state, view, targets)),
		aim(state, view, targets) {
			const operation = wanted(operationFor, state, view, targets);
			return throughEngine(operation.name, () => asked(operation, state, view, targets))(state, view, targets);
		},
	};
}

type OperationFor = (container: Container | undefined) => Operation;

function wanted(operationFor: OperationFor, state: UiState, view: View, targets: readonly Target[]): Operation {
	// What runs among several is what one wants to stop or pause.
	const containers = targets.flatMap(target => containerOf(view, target) ?? []);
	const alive = containers.filter(({state: condition}) => isAlive(condition));
	const operation = operationFor(alive[0] ?? containers[0]);
	const areBeingStopped = alive.length > 0 && alive.every(({key}) => isBeingStopped(state, key));
	return operation.name === 'stop' && areBeingStopped ? {name: 'kill', signal: 'SIGKILL'} : operation;
}

const openShell: Aim = throughEngine('exec', (state, view, [target]) => {
	if (target?.kind === 'unit') {
		return warn(state, `${target.name} is no container: no engine can open a shell in it.`);
	}

	const container = containerOf(view, target);
	return target && container?.state === 'running'
		? {state: {...state, dialog: undefined}, effect: {kind: 'shell', target}}
		: warn(state, `${target?.name ?? 'The container'} is ${container?.state ?? 'gone'}: a shell needs a running container.`);
});

const pickSignal: Aim = (state, view, targets) =>
	refused('kill', state, view, targets) ?? {state: openDialog(state, {kind: 'signals', targets, cursor: 0})};

const openMenu: Aim = (state, _view, targets) => ({state: openDialog(state, {kind: 'menu', targets, cursor: 0})});

function isKnownToEngine(_view: View, target: Target): boolean {
	return target.kind === 'container' && target.engine !== undefined;
}

/**
Whether systemd can be asked for it, and it makes sense for this type of unit.
*/
function isUnits(operation: EngineOperation, {snapshot}: View, target: Target): boolean {
	return target.kind === 'unit' && snapshot.systemd !== undefined && canBeUnits(operation, target);
}

/**
A process is nothing that an engine is asked about.
*/
function engineCan(operation: EngineOperation, {snapshot}: View, target: Target): boolean {
	const engine = target.kind === 'container' ? snapshot.engines.find(({id}) => id === target.engine) : undefined;
	return engine === undefined || can(engine, operation);
}

/**
Whether the engine of the target knows it and has the operation.
*/
export function offered(operation: EngineOperation): NonNullable<Action['isAvailable']> {
	return (view, target) => isUnits(operation, view, target) || (isKnownToEngine(view, target) && engineCan(operation, view, target));
}

function isUp(view: View, target: Target): boolean {
	const container = containerOf(view, target);
	return container !== undefined && isAlive(container.state);
}

/**
One record for an action on containers, keyed in their pane: elsewhere the eye is on something else.
*/
export function containerAction(
	record: Omit<Action, 'topic' | 'run' | 'aim' | 'inMenu' | 'isDangerous' | 'panes'>,
	aimed: Pick<Action, 'inMenu'> & {readonly aim: Aim},
): Action {
	return {
		isAvailable: isKnownToEngine,
		...record,
		...aimed,
		topic: 'Act',
		panes: ['containers'],
		isDangerous: true,
		run: onContainers(aimed.aim, record.isSingle),
	};
}

export const containerActions: readonly Action[] = [
	{
		id: 'menu',
		keys: ['enter'],
		topic: 'Act',
		panes: ['containers', 'processes'],
		title: 'actions',
		help: 'Open the menu of actions for the row.',
		footer: 3,
		isDangerous: true,
		run: (state, view) => (state.focus === 'processes' ? onProcesses : onContainers)(openMenu)(state, view),
	},
	containerAction({
		id: 'shell',
		keys: ['e'],
		title: 'shell',
		help: 'Open a shell in the container: the first of bash, ash and sh that it has.',
		footer: 4,
		isSingle: true,
		isAvailable: (view, target) => offered('exec')(view, target) && containerOf(view, target)?.state === 'running',
	}, {aim: openShell}),
	containerAction({
		id: 'stop',
		keys: ['S'],
		title: 'stop/start',
		help: 'Stop the container, or start it if it is stopped.',
		footer: 5,
		isAvailable: offered('stop'),
	}, confirmed(container => ({name: container && isAlive(container.state) ? 'stop' : 'start'}))),
	containerAction({
		id: 'restart',
		keys: ['R'],
		title: 'restart',
		help: 'Stop the container and start it again.',
		isAvailable: offered('restart'),
	}, confirmed(() => ({name: 'restart'}))),
	containerAction({
		id: 'pause',
		keys: ['Z'],
		title: 'pause/resume',
		help: 'Pause all processes of the container, or resume them.',
		isAvailable: (view, target) => offered('pause')(view, target) && isUp(view, target),
	}, confirmed(container => ({name: container?.state === 'paused' ? 'unpause' : 'pause'}))),
	{
		id: 'kill',
		keys: ['K', 'f9'],
		topic: 'Act',
		panes: ['containers', 'processes'],
		title: 'signal',
		help: 'Send a signal to the container, or to the selected process in the processes pane.',
		footer: 6,
		isDangerous: true,
		inMenu: (_state, _view, targets) => targets.length > 1 && targets[0]?.kind !== 'process'
			? {title: 'signal', help: 'Send a signal to the first process of each.'}
			: undefined,
		isAvailable: (view, target) => target.kind === 'process' || (offered('kill')(view, target) && isUp(view, target)),
		aim: (state, view, targets) => (targets[0]?.kind === 'process' ? pickSignal : throughEngine('kill', pickSignal))(state, view, targets),
		run(state, view) {
			return (state.focus === 'processes' ? onProcesses(pickSignal) : onContainers(throughEngine('kill', pickSignal)))(state, view);
		},
	},
	containerAction({
		id: 'remove',
		keys: ['D'],
		title: 'remove',
		help: 'Remove the container and its writable layer; a running container is killed first.',
		isAvailable: offered('remove'),
	}, confirmed(() => ({name: 'remove'}))),
];
