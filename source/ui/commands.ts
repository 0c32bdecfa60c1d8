/**
Commands of Compose that were started from the screen: those that run, and the last that have ended.
*/
import type {ComposeCommand, ComposeVerb} from '../compose/command.ts';
import type {Ending} from '../compose/run.ts';
import type {Container} from '../model/container.ts';
import type {ContainerKey} from '../model/keys.ts';
import {keyWord, type Keymap} from '../settings/keymap.ts';
import {quoted} from './explain/quoted.ts';
import {beginLog, followed} from './logs/choice.ts';
import type {Notice} from './messages.ts';
import type {UiState} from './state.ts';

/**
The project that a command is for, taken when it was asked for.
*/
export type ComposeTarget = {readonly key: ContainerKey; readonly name: string};

export type CommandRun = {
	/**
	Key of the log that is its output.
	*/
	readonly id: string;
	readonly verb: ComposeVerb;
	readonly project: ComposeTarget;
	readonly command: ComposeCommand;
	readonly isBeingStopped?: true;
	/**
	Undefined while it runs.
	*/
	readonly ending: Ending | undefined;
};

const mostRemembered = 20;

/**
A command has been started, and its output is what the screen shows.
*/
export function beginCommand(state: UiState, run: CommandRun): UiState {
	return showOutput({...state, commands: [...state.commands, run].slice(-mostRemembered)}, run);
}

/**
Shows the output of a command on the whole screen: that of one which goes on by its end, a configuration from its start.
*/
export function showOutput(state: UiState, {id, verb}: Pick<CommandRun, 'id' | 'verb'>): UiState {
	return {
		...state,
		focus: 'details',
		companion: 'details',
		subject: 'container',
		tab: 'logs',
		isZoomed: true,
		notice: undefined,
		search: '',
		hit: undefined,
		log: {
			...beginLog(state.log),
			...followed,
			merged: [],
			filter: '',
			output: {id, tabBefore: state.log.output?.tabBefore ?? state.tab},
			cursor: verb === 'config' ? {number: 0, row: 0} : undefined,
		},
	};
}

/**
Changes what is known of a command.
*/
export function changeCommand(
	state: UiState,
	id: string,
	change: Pick<CommandRun, 'isBeingStopped'> | Pick<CommandRun, 'ending'>,
): UiState {
	return {...state, commands: state.commands.map(run => run.id === id ? {...run, ...change} : run)};
}

/**
The command whose output is shown in place of a log, if one is.
*/
export function shownCommand({commands, log: {output}}: Pick<UiState, 'commands' | 'log'>): CommandRun | undefined {
	return output && commands.find(({id}) => id === output.id);
}

/**
The newest command, of this project where one is given.
*/
export function latestCommand({commands}: Pick<UiState, 'commands'>, project?: ContainerKey): CommandRun | undefined {
	return commands.findLast(({project: {key}}) => project === undefined || key === project);
}

/**
The newest command that has not ended, of this project where one is given.
*/
export function runningCommand({commands}: Pick<UiState, 'commands'>, project?: ContainerKey): CommandRun | undefined {
	return commands.findLast(({project: {key}, ending}) => ending === undefined && (project === undefined || key === project));
}

/**
Whether a row is a project without containers that was taken down from here: it stays, to be brought up again.
*/
export function isTakenDown(
	{commands}: Pick<UiState, 'commands'>,
	{key, sumOf, isRemoved}: Pick<Container, 'key' | 'sumOf' | 'isRemoved'>,
): boolean {
	return sumOf !== undefined && isRemoved && commands.some(({verb, project}) => verb === 'down' && project.key === key);
}

/**
`docker compose up for shop`. The name is from a stranger.
*/
export function titleOfCommand({verb, project, command}: Pick<CommandRun, 'verb' | 'project' | 'command'>): string {
	return `${command.name} ${verb} for ${project.name}`;
}

/**
The very command, as one may type it into a shell; with words of strangers.
*/
export function writtenCommand({program, words, variables}: ComposeCommand): string {
	const settings = Object.entries(variables).map(([name, value]) => `${name}=${quoted(value)}`);
	return [...settings, program, ...words.map(word => quoted(word))].join(' ');
}

/**
How a command stands, in two or three words.
*/
export function standingOf({ending, isBeingStopped}: CommandRun): string {
	switch (ending?.kind) {
		case undefined: {
			return isBeingStopped ? 'being stopped' : 'running';
		}

		case 'exited': {
			return `${isBeingStopped ? 'stopped, ' : ''}exit code ${ending.exitCode}`;
		}

		case 'killed': {
			return `ended by ${ending.signal}`;
		}

		case 'unstarted': {
			return 'not started';
		}

		case 'stuck': {
			return 'cannot be ended';
		}
	}
}

/**
What is said when a command has ended. Whoever has its output in front is not told how to see it.
*/
export function endNotice(run: CommandRun, isShown: boolean, keymap: Keymap): Notice {
	const title = titleOfCommand(run);
	const where = isShown ? '' : ` ${keyWord(keymap, 'compose-output')} shows its output.`;
	const {ending} = run;
	switch (ending?.kind) {
		case 'exited': {
			return {
				text: `${title} ${run.isBeingStopped ? 'was stopped and ' : ''}has ended with exit code ${ending.exitCode}.${where}`,
				tone: ending.exitCode === 0 ? 'good' : (run.isBeingStopped ? 'warn' : 'bad'),
			};
		}

		case 'killed': {
			return {text: `${title} was ended by ${ending.signal}.${where}`, tone: run.isBeingStopped ? 'warn' : 'bad'};
		}

		case 'unstarted': {
			return {text: `${title} could not be started: ${ending.reason}.`, tone: 'bad'};
		}

		case 'stuck':
		case undefined: {
			return {text: `${title} does not end, even when it is killed: it waits in the kernel.`, tone: 'bad'};
		}
	}
}
