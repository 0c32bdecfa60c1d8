/**
Lends the terminal to a shell of the host in namespaces of a container and takes it back: afterwards the screen is as it was.
*/
import process from 'node:process';
import {setImmediate as nextTurn, setTimeout as sleep} from 'node:timers/promises';
import {oneSentence} from '../../engine/sentence.ts';
import type {Host} from '../../host/host.ts';
import type {Entry, EntryRefusal} from '../../model/entry.ts';
import type {ProcessKey} from '../../model/keys.ts';
import type {Ending} from '../../terminal/run.ts';
import {plainKeyboard, undoLeftOver} from '../../screen/left-over.ts';
import type {Screen} from '../../screen/screen.ts';
import {entryOptions} from '../dialogs/entry.ts';
import type {Input} from '../../terminal/keys/input.ts';
import {openDialog, type UiState} from '../state.ts';
import type {Target} from '../target.ts';
import {
	beginProgress,
	endProgress,
	notify,
	type Notice,
} from '../messages.ts';
import {
	entryCommand,
	freshEnvironment,
	type EntryChoice,
	type EntryCommand,
} from './entry-plan.ts';
import type {OutputTerminal} from './loan.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type EnterServices = {
	readonly host: Pick<Host, 'entry'>;
	/**
	Runs a program with the terminal as its own until it ends.
	*/
	runInTerminal(program: string, words: readonly string[], environment: Readonly<Record<string, string | undefined>>): Promise<Ending>;
	/**
	Runs the program out of sight to see whether it can be run; gives what it says where it cannot.
	*/
	rehearse(
		program: string,
		words: readonly string[],
		environment: Readonly<Record<string, string | undefined>>,
	): Promise<string | undefined>;
	readonly screen: Screen;
	readonly input: Input;
	readonly terminal: OutputTerminal & {readonly writableNeedDrain: boolean};
	update(change: (state: UiState) => UiState): void;
};

const refusals: Readonly<Record<EntryRefusal, (name: string) => string>> = {
	gone: name => `${name} has ended: there is nothing to enter.`,
	denied: name => `You may not enter the namespaces of ${name}: run nstop as root.`,
	'no-nsenter': () => 'nsenter is not installed on this host. It is part of util-linux.',
	same: name => `${name} is in the same namespaces as nstop: there is nothing to enter.`,
};

/**
Asks which namespaces to enter, or says why none can be.
*/
export function askForEntry(target: Target, key: ProcessKey, {host, update}: Pick<EnterServices, 'host' | 'update'>): void {
	const found = host.entry({pid: Number.parseInt(key, 10), key});
	if (typeof found === 'string') {
		update(state => notify(state, {text: refusals[found](target.name), tone: 'warn'}));
	} else if (entryOptions(found).length === 0) {
		update(state =>
			notify(state, {
				text: `Only the files of ${target.name} are its own, and there is no shell among them: there is nothing to run in it.`,
				tone: 'warn',
			}),
		);
	} else {
		update(state => openDialog(state, {
			kind: 'entry', target, entry: found, cursor: 0, ticked: [],
		}));
	}
}

const progressId = -2;

/**
Opens the shell and tells how it ended. Never throws.
*/
export async function enter(target: Target, entry: Entry, choice: EntryChoice, services: EnterServices): Promise<void> {
	const {input, update} = services;
	// What is typed from now on waits in the terminal for the shell. What has been read already is for nobody here.
	let strayCount = 0;
	const release = input.lend(() => {
		strayCount++;
	});
	input.halt();
	update(state => beginProgress(state, {id: progressId, text: `Entering ${target.name}`}));
	let notice: Notice;
	try {
		notice = await openEntry(target, entry, choice, services);
	} catch (error) {
		notice = {text: `The shell could not be started: ${error instanceof Error ? error.message : String(error)}`, tone: 'bad'};
	}

	// Where there was no shell, what was typed for it must not become keys.
	input.listen();
	for (let before = -1; strayCount > before;) {
		before = strayCount;
		// eslint-disable-next-line no-await-in-loop -- until nothing comes any more
		await sleep(quietMilliseconds);
	}

	release();
	update(state => endProgress(state, progressId, notice));
}

const quietMilliseconds = 50;

async function openEntry(target: Target, entry: Entry, choice: EntryChoice, services: EnterServices): Promise<Notice> {
	const command = entryCommand(entry, choice);
	if (!command) {
		return {text: 'There is nothing to enter this way.', tone: 'warn'};
	}

	const environment = command.hasOwnRoot ? freshEnvironment(process.env) : process.env;
	const plan: Plan = {
		name: target.name, entry, command, environment,
	};
	const refusal = await refusalNow(plan, services);
	return refusal === undefined ? lend(plan, services) : {text: refusal, tone: 'bad'};
}

type Plan = {
	/**
	Name of what is entered.
	*/
	readonly name: string;
	readonly entry: Entry;
	readonly command: EntryCommand;
	readonly environment: Environment;
};

async function lend(
	{name, entry, command, environment}: Plan,
	{screen, input, terminal, runInTerminal}: EnterServices,
): Promise<Notice> {
	input.close();
	screen.leave();
	terminal.write(`nstop: ${command.words.join(' ')} - exit or Ctrl-D comes back\r\n`);
	await drained(terminal);
	try {
		return farewell(name, await runInTerminal(entry.tool, command.words.slice(1), environment));
	} finally {
		input.open();
		terminal.write(undoLeftOver);
		screen.enter();
		terminal.write(plainKeyboard);
	}
}

/**
Looks again, right before: undefined where the very process is still in the very namespaces, and the shell can be run in them. What
nsenter says about a failure would remain on the other screen.
*/
async function refusalNow(
	{name, entry: found, command: {words, kinds}, environment}: Plan,
	{host, rehearse}: EnterServices,
): Promise<string | undefined> {
	// A stream that is paused while it hands over what it has read may resume reading afterwards.
	await nextTurn();
	const said = await rehearse(found.tool, [...words.slice(1), '-c', ':'], environment);
	// The pid may belong to another process by now, whose start time is another, or the process may be on its way out.
	const now = host.entry(found);
	if (typeof now === 'string') {
		return refusals[now](name);
	}

	if (kinds.some(kind => now.namespaces[kind] !== found.namespaces[kind])) {
		return `${name} is no longer in these namespaces: it has ended or left them.`;
	}

	return said === undefined ? undefined : `Could not enter ${name}: ${oneSentence(said)}`;
}

function farewell(name: string, {code, signal}: Ending): Notice {
	const how = signal === undefined ? `has ended with exit code ${code ?? 'unknown'}` : `was ended by ${signal}`;
	return {text: `The shell in the namespaces of ${name} ${how}.`, tone: code === 0 ? 'good' : 'warn'};
}

/**
Waits until what was written before is on the terminal.
*/
async function drained(terminal: EnterServices['terminal']): Promise<void> {
	if (terminal.writableNeedDrain) {
		await new Promise<void>(resolve => {
			terminal.once('drain', resolve);
		});
	}
}
