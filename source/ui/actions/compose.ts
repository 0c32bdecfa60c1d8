/**
Actions on a Compose project through Compose's own command line.
*/
import type {ComposeVerb} from '../../compose/command.ts';
import {keyWord} from '../../settings/keymap.ts';
import type {KeyName} from '../../terminal/keys/keyboard.ts';
import {
	latestCommand,
	runningCommand,
	showOutput,
	shownCommand,
	titleOfCommand,
	type ComposeTarget,
} from '../commands.ts';
import {isLogInFront} from '../logs/front.ts';
import {notify} from '../messages.ts';
import {openDialog, type UiState} from '../state.ts';
import type {View} from '../view.ts';
import type {Action, Outcome} from './action.ts';
import {containerTargets} from './targets.ts';

/**
The project under the cursor, where it is one of Compose and nothing else is meant.
*/
function composeProject(view: View): ComposeTarget | undefined {
	const {container, state, lists: {containers}} = view;
	if (container?.sumOf?.kind !== 'compose' || !containers.isExact) {
		return undefined;
	}

	const {key, name, isRemoved, sumOf: {members}} = container;
	const meant = containerTargets({...state, focus: 'containers'}, view, container);
	return (isRemoved || meant.length === members.length) && meant.every(target => members.includes(target.key)) ? {key, name} : undefined;
}

/**
The command is looked for before anything is asked: what it is to be is part of the question.
*/
function asked(verb: ComposeVerb, state: UiState, view: View): Outcome {
	const project = composeProject(view);
	if (!project) {
		return {state: notify(state, {text: 'The Compose project is gone.', tone: 'warn'})};
	}

	if (verb === 'down' && view.container?.isRemoved) {
		return {state: notify(state, {text: `${project.name} is down already.`, tone: 'normal'})};
	}

	const running = runningCommand(state, project.key);
	if (running) {
		const how = `${keyWord(view.settings.keymap, 'compose-output')} shows its output.`;
		return {state: notify(state, {text: `${titleOfCommand(running)} has not ended yet. ${how}`, tone: 'warn'})};
	}

	return {
		state: openDialog(state, {kind: 'compose', verb, project}),
		effect: {kind: 'plan-compose', verb, project},
	};
}

function verbAction(verb: ComposeVerb, key: KeyName, help: string): Action {
	return {
		id: `compose-${verb}`,
		keys: [key],
		topic: verb === 'config' ? 'Show' : 'Act',
		panes: ['containers'],
		title: verb,
		help,
		...(verb !== 'config' && {isDangerous: true as const}),
		isMeant: view => composeProject(view) !== undefined,
		isAvailable: (view, target) => target.kind === 'container' && composeProject(view) !== undefined,
		aim: (state, view) => asked(verb, state, view),
		run: (state, view) => asked(verb, state, view),
	};
}

export const composeActions: readonly Action[] = [
	verbAction('up', 'u', 'Create and start what the project\'s Compose file says.'),
	verbAction('down', 'd', 'Stop and remove the Compose project\'s containers and networks.'),
	verbAction('pull', 'f', 'Fetch the images of the Compose project.'),
	verbAction('build', 'b', 'Build the images of the Compose project.'),
	verbAction('config', 'c', 'Show the Compose file of the project as Compose understands it.'),
	{
		id: 'compose-output',
		keys: ['O'],
		topic: 'Log',
		panes: ['containers', 'details'],
		title: 'output',
		help: 'Show the output of the last Compose command, of the project under the cursor or of any.',
		isMeant: ({state}) => state.commands.length > 0,
		run(state, {container}) {
			const run = latestCommand(state, container?.key) ?? latestCommand(state);
			return {state: run ? showOutput(state, run) : state};
		},
	},
	{
		id: 'compose-stop',
		keys: ['S'],
		topic: 'Log',
		panes: ['details'],
		title: 'stop',
		help: 'Stop the Compose command whose output is shown.',
		footer: 3.4,
		isMeant(view) {
			const run = shownCommand(view.state);
			return isLogInFront(view) && run !== undefined && run.ending === undefined;
		},
		run(state) {
			const run = shownCommand(state);
			return {state: run ? openDialog(state, {kind: 'stop-command', id: run.id}) : state};
		},
	},
];
