/**
Lends the terminal to a shell of the host in namespaces of a container and takes it back: afterwards the screen is as it was.
*/
import {setImmediate as nextTurn} from 'node:timers/promises';
import process from 'node:process';
import type {NamespaceKind} from '../kernel/pid/ns.ts';
import type {Entry, EntryRefusal} from '../model/entry.ts';
import type {ProcessKey} from '../model/types/keys.ts';
import type {Ending} from '../run-in-terminal.ts';
import type {Screen} from '../screen/screen.ts';
import {tidy, type OutputTerminal} from './attach.ts';
import {entryOptions} from './dialogs/entry.ts';
import {entryCommand, freshEnvironment, type EntryChoice} from './entry-plan.ts';
import type {Input} from './input.ts';
import {
	beginProgress,
	endProgress,
	notify,
	openDialog,
	type Notice,
	type Target,
	type UiState,
} from './state.ts';

export type EnterServices = {
	/**
	Looks whether the namespaces of a process can be entered.
	*/
	entry(pid: number, key: ProcessKey): Entry | EntryRefusal;
	/**
	Runs a program with the terminal as its own until it ends.
	*/
	runInTerminal(program: string, words: readonly string[], environment: Readonly<Record<string, string | undefined>>): Promise<Ending>;
	/**
	Writes to the terminal and comes back when that is done.
	*/
	writeNow(text: string): void;
	readonly screen: Screen;
	readonly input: Input;
	readonly terminal: OutputTerminal & {readonly writableNeedDrain: boolean};
	update(change: (state: UiState) => UiState): void;
};

const refusals: Readonly<Record<EntryRefusal, (name: string) => string>> = {
	gone: name => `${name} has ended: there is nothing to enter.`,
	denied: name => `You may not enter the namespaces of ${name}: run nstop as root.`,
	'no-nsenter': () => 'nsenter is not on this host. It comes with util-linux.',
	same: name => `${name} is in the same namespaces as nstop: there is nothing to enter.`,
};

/**
Asks which namespaces to enter, or says why none can be.
*/
export function askForEntry(target: Target, key: ProcessKey, {entry, update}: Pick<EnterServices, 'entry' | 'update'>): void {
	const found = entry(Number.parseInt(key, 10), key);
	if (typeof found === 'string') {
		update(state => notify(state, {text: refusals[found](target.name), tone: 'warn'}));
	} else if (entryOptions(found).length === 0) {
		update(state => notify(state, {text: `Only the files of ${target.name} are its own, and there is no shell among them: there is nothing to run in it.`, tone: 'warn'}));
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
	// What is typed from now on is for nobody here. It was read already, so it cannot be given to the shell either.
	const release = input.lend(() => undefined);
	update(state => beginProgress(state, {id: progressId, text: `Entering ${target.name}`}));
	let notice: Notice;
	try {
		notice = await lend(target, entry, choice, services);
	} catch (error) {
		notice = {text: `The shell could not be started: ${error instanceof Error ? error.message : String(error)}`, tone: 'bad'};
	} finally {
		release();
	}

	update(state => endProgress(state, progressId, notice));
}

async function lend(target: Target, entry: Entry, choice: EntryChoice, services: EnterServices): Promise<Notice> {
	const {screen, input, terminal, writeNow, runInTerminal} = services;
	const command = entryCommand(entry, choice);
	if (!command) {
		return {text: 'There is nothing to enter by this.', tone: 'warn'};
	}

	// A stream that is told to pause while it hands over what it has read begins to read again behind that, and takes a line from the shell.
	await nextTurn();
	input.close();
	await nextTurn();
	await drained(terminal);
	writeNow(screen.restore());
	try {
		// The pid may belong to another process by now, whose start time is another, or the process may be on its way out.
		const refusal = refusalNow(target.name, entry, command.kinds, services);
		if (refusal !== undefined) {
			return {text: refusal, tone: 'bad'};
		}

		writeNow(`nstop: ${command.words.join(' ')} - exit or Ctrl-D comes back\n`);
		const environment = command.hasOwnRoot ? freshEnvironment(process.env) : process.env;
		return farewell(target.name, await runInTerminal(entry.tool, command.words.slice(1), environment));
	} finally {
		input.open();
		writeNow(tidy);
		screen.enter();
		input.listen();
	}
}

/**
Looks again, right before: undefined where the very process is still in the very namespaces.
*/
function refusalNow(name: string, {pid, key, namespaces}: Entry, kinds: readonly NamespaceKind[], {entry}: EnterServices): string | undefined {
	const now = entry(pid, key);
	if (typeof now === 'string') {
		return refusals[now](name);
	}

	return kinds.every(kind => now.namespaces[kind] === namespaces[kind]) ? undefined : `${name} is not in these namespaces any more: it has ended or left them.`;
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
