/**
Lends the terminal to the first process of a container and takes it back, by the keys that detach or when that has ended. Detaching leaves
it running.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import {EngineError} from '../../engine/engine.ts';
import type {Attachment, AttachSession} from '../../engine/operations.ts';
import {sentence} from '../../engine/sentence.ts';
import type {Host} from '../../host/host.ts';
import {plainKeyboard, undoLeftOver} from '../../screen/left-over.ts';
import type {Screen} from '../../screen/screen.ts';
import {sizeOf} from '../../screen/size.ts';
import {Detaching} from '../../terminal/keys/detaching.ts';
import type {Input} from '../../terminal/keys/input.ts';
import {LineEditor} from '../../terminal/keys/line-editor.ts';
import {TypeAhead} from '../../terminal/keys/type-ahead.ts';
import {beginProgress, endProgress, type Notice} from '../messages.ts';
import {openDialog, type UiState} from '../state.ts';
import type {Target} from '../target.ts';
import type {AttachedSession, HangUpServices} from './hang-up.ts';
import {ended, showOn, type OutputTerminal} from './loan.ts';

type ContainerTarget = Target & {readonly kind: 'container'};

type AskServices = {readonly host: Pick<Host, 'engine'>; update(change: (state: UiState) => UiState): void};

type AttachServices = AskServices & {
	readonly sessions: HangUpServices['sessions'];
	readonly screen: Screen;
	readonly input: Input;
	readonly terminal: OutputTerminal;
	/**
	As for a shell.
	*/
	setOutputProcessing?(isOn: boolean): Promise<void>;
};

const progressId = -4;
const answerMilliseconds = 10_000;
/**
The exit code and the end of the output come by ways of their own: how long the one is waited for after the other.
*/
const lastMilliseconds = 3000;

/**
Asks the engine what attaching will be like, and then the person whether to. Never throws.
*/
export async function askToAttach(target: ContainerTarget, {host, update}: AskServices): Promise<void> {
	update(state => beginProgress(state, {id: progressId, text: `Looking at ${target.name}`}));
	try {
		const attachment = await host.engine(target.engine)?.attachment?.(target.id, AbortSignal.timeout(answerMilliseconds));
		if (!attachment) {
			throw new Error(`No engine answers for ${target.name}.`);
		}

		update(state => {
			const looked = endProgress(state, progressId, {text: '', tone: 'normal'});
			return looked.dialog ?? looked.filtering ? looked : openDialog(looked, {kind: 'attach', target, attachment});
		});
	} catch (error) {
		update(state => endProgress(state, progressId, failureOf(error, target)));
	}
}

/**
Attaches, and tells how that ended. Never throws.
*/
export async function attach(target: ContainerTarget, attachment: Attachment, services: AttachServices): Promise<void> {
	const {host, input, update} = services;
	update(state => beginProgress(state, {id: progressId, text: `Attaching to ${target.name}`}));
	const keys = new TypeAhead(input);
	let notice: Notice;
	try {
		const session = await host.engine(target.engine)?.attach?.(target.id, attachment);
		if (!session) {
			throw new Error(`No engine answers for ${target.name}.`);
		}

		notice = farewell(target, await lend(session, target, attachment, {...services, keys}));
	} catch (error) {
		notice = failureOf(error, target);
	} finally {
		keys.release();
	}

	update(state => endProgress(state, progressId, notice));
}

function failureOf(error: unknown, {name}: Target): Notice {
	const reason = error instanceof Error ? error.message : String(error);
	return {text: error instanceof EngineError ? sentence(error, name) : reason, tone: 'bad'};
}

/**
The exit code; undefined where the connection has ended without one.
*/
type Ending = number | 'detached' | undefined;

function farewell({name}: Target, ending: Ending): Notice {
	if (ending === 'detached') {
		return {text: `Detached from ${name}, which runs on.`, tone: 'good'};
	}

	return ending === undefined
		? {text: `The connection to ${name} has ended.`, tone: 'warn'}
		: {text: `${name} has ended with exit code ${ending}.`, tone: ending === 0 ? 'good' : 'warn'};
}

async function lend(
	session: AttachSession,
	{name}: Target,
	attachment: Attachment,
	{screen, terminal, sessions, setOutputProcessing, keys}: AttachServices & {readonly keys: TypeAhead},
): Promise<Ending> {
	const {isTerminal, detachKeys: {words}} = attachment;
	const size = async (extraRows: number): Promise<void> => {
		const {columns, rows} = sizeOf(terminal);
		// What has ended needs no size; otherwise the next change of size tries again.
		await session.resize(columns, rows + extraRows).catch(() => undefined);
	};

	const resize = (): void => {
		void size(0);
	};

	// A program draws itself when its size has changed.
	const redraw = async (): Promise<void> => {
		await size(1);
		await size(0);
	};

	const attached: AttachedSession = {
		isReady: Promise.resolve(),
		hangUp() {
			// It was there before and runs on.
		},
		takeBack() {
			if (!isTerminal) {
				return;
			}

			void setOutputProcessing?.(false);
			void redraw();
		},
	};

	screen.leave();
	terminal.write(`nstop: attached to ${name.replaceAll(/\p{Control}/gu, '?')} - ${words} detaches and leaves it running\r\n`);
	if (isTerminal) {
		await setOutputProcessing?.(false);
		terminal.on('resize', resize);
	}

	const hide = showOn(terminal, session.output);
	sessions.add(attached);
	const {promise: detached, resolve: detach} = Promise.withResolvers<'detached'>();
	const take = typing(session, attachment, {
		echo(text) {
			terminal.write(text);
		},
		leave() {
			detach('detached');
		},
	});
	// What is typed waits for the size, but no key waits for an engine that does not answer.
	const sized = isTerminal ? Promise.race([redraw(), sleep(lastMilliseconds, undefined, {ref: false})]) : Promise.resolve();
	void sized.then(() => {
		keys.pour(take);
	});
	try {
		const first = await Promise.race([detached, ended(session.output), hasEnded(session)]);
		return first ?? await Promise.race([session.exit, sleep(lastMilliseconds, undefined, {ref: false})]);
	} finally {
		terminal.off('resize', resize);
		hide();
		sessions.delete(attached);
		session.close();
		keys.release();
		await setOutputProcessing?.(true);
		// A prompt may stand in the last line, and the next who gets the terminal begins one of its own.
		terminal.write(`\r\n${undoLeftOver}`);
		screen.enter();
		terminal.write(plainKeyboard);
	}
}

/**
Settles when the engine has told that it has ended, and the output had time to end too: that of what ended as one attached never does.
*/
async function hasEnded({exit, output}: AttachSession): Promise<void> {
	if (await exit === undefined) {
		// Nobody tells when it ends.
		await Promise.withResolvers<never>().promise;
	}

	await Promise.race([ended(output), sleep(lastMilliseconds, undefined, {ref: false})]);
}

/**
Where what is typed goes: to a terminal as it is, to what has none line by line, and nowhere where nobody reads it.
*/
function typing(
	session: AttachSession,
	{isTerminal, input, detachKeys}: Attachment,
	{echo, leave}: {echo(text: string): void; leave(): void},
): (chunk: Uint8Array) => void {
	const detaching = new Detaching(detachKeys.bytes);
	const editor = isTerminal && input === 'open' ? undefined : new LineEditor();
	return chunk => {
		const {bytes, isDetached} = detaching.pass(chunk);
		const typed = editor?.type(bytes);
		if (input === 'open') {
			session.write(typed ? new TextEncoder().encode(typed.lines) : bytes);
			echo(typed?.echo ?? '');
		}

		if (isDetached || typed?.isLeft) {
			leave();
		}
	};
}
