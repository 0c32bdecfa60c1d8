/**
Lends the terminal to a command in a container and takes it back: the keys go to it, its output to the terminal, sizes follow, and
afterwards the screen is as it was.
*/
import {Buffer} from 'node:buffer';
import {EngineError} from '../../engine/engine.ts';
import type {EngineOperations, ExecSession} from '../../engine/operations.ts';
import {findShell} from '../../engine/shell.ts';
import {sentence} from '../../engine/sentence.ts';
import type {Host} from '../../host/host.ts';
import {keyWord, type Keymap} from '../../settings/keymap.ts';
import type {Settings} from '../../settings/settings.ts';
import type {ContainerKey} from '../../model/keys.ts';
import type {Screen} from '../../screen/screen.ts';
import {plainKeyboard, undoLeftOver} from '../../screen/left-over.ts';
import {sizeOf} from '../../screen/size.ts';
import type {Input} from '../../terminal/keys/input.ts';
import {openDialog, type UiState} from '../state.ts';
import type {Target} from '../target.ts';
import {beginProgress, endProgress, notify} from '../messages.ts';
import {TypeAhead} from '../../terminal/keys/type-ahead.ts';
import {ended, showOn, type OutputTerminal} from './loan.ts';
import {prepareHangUp, type AttachedSession, type HangUpServices} from './hang-up.ts';

type AttachServices = HangUpServices & {
	readonly host: Pick<Host, 'engine' | 'member' | 'signal'>;
	readonly settings: Pick<Settings, 'keymap'>;
	readonly screen: Screen;
	readonly input: Input;
	readonly terminal: OutputTerminal;
	/**
	Has the terminal's driver pass output on as it is, or make a line feed return the cursor too, as it usually does. A full-screen program
	in the container needs the former.
	*/
	setOutputProcessing?(isOn: boolean): Promise<void>;
	update(change: (state: UiState) => UiState): void;
};

const progressId = -1;

/**
No sequence of keys to detach by is as long.
*/
const mostDetachKeys = 64;

/**
Opens a shell in the container, or runs the given command line, and tells how it ended. Where no shell is found it asks for a command.
Never throws.
*/
export async function openShell(target: Target, command: string | undefined, services: AttachServices): Promise<void> {
	const {update} = services;
	const engine = target.kind === 'container' ? services.host.engine(target.engine) : undefined;
	if (!engine?.exec || target.kind !== 'container') {
		update(state => notify(state, {text: `No engine answers for ${target.name}.`, tone: 'bad'}));
		return;
	}

	update(state => beginProgress(state, {id: progressId, text: `Opening a shell in ${target.name}`}));
	const keys = new TypeAhead(services.input);
	try {
		const opening = open({exec: engine.exec}, target.id, command, services.terminal);
		const opened = await Promise.race([opening, keys.interrupted]);
		if (opened === 'interrupted') {
			void abandon(opening, target.key, services);
			update(state => endProgress(state, progressId, {text: `No shell was opened in ${target.name}.`, tone: 'warn'}));
		} else if (opened) {
			const ending = await lend(
				opened.session,
				{title: `${opened.words.join(' ')} in ${target.name}`, container: target.key},
				keys,
				services,
			);
			update(state =>
				endProgress(state, progressId, {
					text: farewell(opened.words[0]!, target.name, ending),
					tone: ending === 'detached' || ending === undefined || ending === 0 ? 'good' : 'warn',
				}),
			);
		} else {
			update(state =>
				openDialog(endProgress(state, progressId, {text: '', tone: 'normal'}), {
					kind: 'command',
					target,
					text: '',
					reason: noShellReason(target.name, services.settings.keymap),
				}),
			);
		}
	} catch (error) {
		const text = error instanceof EngineError ? sentence(error, target.name) : String(error);
		update(state => endProgress(state, progressId, {text, tone: 'bad'}));
	} finally {
		keys.release();
	}
}

function noShellReason(name: string, keymap: Keymap): string {
	const what = `${name} has no shell: it contains none of bash, ash and sh.`;
	const hostShell = `press ${keyWord(keymap, 'enter')} for a host shell in its namespaces`;
	return `${what} Type a command that it does have, with arguments, or close this and ${hostShell}.`;
}

/**
The exit code, undefined if the engine does not know it; `detached` where the engine decides whether it runs on.
*/
type Ending = number | 'detached' | undefined;

function farewell(program: string, name: string, ending: Ending): string {
	return ending === 'detached'
		? `Detached from ${program} in ${name}.`
		: `${program} in ${name} has ended${ending === undefined ? '' : ` with exit code ${ending}`}.`;
}

type Opened = {readonly session: ExecSession; readonly words: readonly string[]};

/**
Undefined where the container has no shell.
*/
async function open(
	engine: Pick<EngineOperations, 'exec'>,
	id: string,
	command: string | undefined,
	terminal: OutputTerminal,
): Promise<Opened | undefined> {
	const words = command === undefined ? await shellOf(engine, id) : splitWords(command);
	return words && {session: await engine.exec(id, words, sizeOf(terminal)), words};
}

/**
Ends a session that comes too late.
*/
async function abandon(opening: Promise<Opened | undefined>, container: ContainerKey, services: HangUpServices): Promise<void> {
	// Where it could not be opened, nothing has to be ended.
	const opened = await opening.catch(() => undefined);
	if (!opened) {
		return;
	}

	const {isReady, hangUp} = prepareHangUp(opened.session, container, services);
	await isReady;
	hangUp();
	opened.session.stream.destroy();
}

async function shellOf(engine: Pick<EngineOperations, 'exec'>, id: string): Promise<readonly string[] | undefined> {
	const shell = await findShell(engine, id);
	return shell === undefined ? undefined : [shell];
}

/**
Words divided by blanks; quotes keep blanks together.
*/
function splitWords(text: string): readonly string[] {
	return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain ?? '');
}

/**
Connects session and terminal until the command has ended.
*/
async function lend(
	session: ExecSession,
	{title, container}: {readonly title: string; readonly container: ContainerKey},
	keys: TypeAhead,
	services: AttachServices,
): Promise<Ending> {
	const {screen, terminal, sessions, setOutputProcessing} = services;
	const {stream} = session;
	const resize = (): void => {
		const {columns, rows} = sizeOf(terminal);
		// A command that has ended needs no size; otherwise the next change of size tries again.
		session.resize(columns, rows).catch(() => undefined);
	};

	const attached: AttachedSession = {
		...prepareHangUp(session, container, services),
		takeBack() {
			void setOutputProcessing?.(false);
			// A program draws itself when its size has changed. One that has ended has nothing to draw.
			const {columns, rows} = sizeOf(terminal);
			session.resize(columns, rows + 1).catch(() => undefined).finally(resize);
		},
	};

	let typed = Buffer.alloc(0);
	let isDetached = false;
	screen.leave();
	terminal.write(`nstop: ${title.replaceAll(/\p{Control}/gu, '?')} - exit or Ctrl-D comes back\r\n`);
	await setOutputProcessing?.(false);
	terminal.on('resize', resize);
	const hide = showOn(terminal, stream);
	sessions.add(attached);
	// What is typed waits for the size: a shell that is asked earlier works with none.
	void session.sized.then(() => {
		if (stream.destroyed) {
			return;
		}

		resize();
		keys.pour(chunk => {
			typed = Buffer.concat([typed, chunk]).subarray(-mostDetachKeys);
			stream.write(chunk);
		});
	});
	try {
		await ended(stream);
		isDetached = session.detachKeys !== undefined && typed.subarray(-session.detachKeys.length).equals(session.detachKeys);
		// An engine that no longer answers leaves the exit code unknown.
		return isDetached ? 'detached' : (await session.exitCode().catch(() => undefined));
	} finally {
		terminal.off('resize', resize);
		hide();
		sessions.delete(attached);
		if (!isDetached) {
			// A connection that broke has left it running.
			attached.hangUp();
		}

		stream.destroy();
		keys.release();
		await setOutputProcessing?.(true);
		terminal.write(undoLeftOver);
		screen.enter();
		terminal.write(plainKeyboard);
	}
}
