/**
The one door for wishes: carries out what was confirmed, and words how it went. Knows the engines and the kernel's signals; the screen's
state it changes only through the functions it is given.
*/
import process from 'node:process';
import {isMissing} from '../../known.ts';
import {EngineError, type Engine} from '../../engine/engine.ts';
import {sentence} from '../../engine/sentence.ts';
import type {ProcessSample} from '../../kernel/reading.ts';
import {doing, done} from '../dialogs/words.ts';
import {zombieRefusal} from '../actions/refusals.ts';
import {signals} from '../actions/signals.ts';
import {
	beginProgress,
	endProgress,
	type Notice,
	type Operation,
	type Target,
	type UiState,
} from '../state.ts';

export type PerformServices = {
	/**
	The engine with this id, if it was reached.
	*/
	engine(id: string | undefined): Engine | undefined;
	/**
	Reads a process once more, to see whether it is still the one that was meant.
	*/
	sample(pid: number): ProcessSample;
	update(change: (state: UiState) => UiState): void;
};

let operations = 0;

/**
How many operations one engine is asked for at a time. Over ssh each takes a login of its own, and a server refuses what is too many.
*/
const operationsAtOnce = {ssh: 6, other: 32};

/**
Does the operation to every target, side by side, and says of each how it ended. Never throws.
*/
export async function perform(operation: Operation, targets: readonly Target[], services: PerformServices): Promise<void> {
	const lanes = Map.groupBy(targets, target => target.kind === 'container' ? target.engine : undefined);
	await Promise.all([...lanes].map(async ([engine, ofEngine]) => {
		const isSsh = services.engine(engine)?.address.startsWith('ssh:') === true;
		const waiting = ofEngine.values();
		const workers = Array.from({length: isSsh ? operationsAtOnce.ssh : operationsAtOnce.other}, async () => {
			// All take from the same iterator: each target is taken once.
			for (const target of waiting) {
				// eslint-disable-next-line no-await-in-loop -- one after the other is what limits them
				await performOne(operation, target, services);
			}
		});
		await Promise.all(workers);
	}));
}

async function performOne(operation: Operation, target: Target, services: PerformServices): Promise<void> {
	const id = operations++;
	services.update(state => beginProgress(state, {id, text: doing(operation, target)}));
	const notice = await outcomeOf(operation, target, services);
	services.update(state => endProgress(state, id, notice));
}

async function outcomeOf(operation: Operation, target: Target, services: PerformServices): Promise<Notice> {
	try {
		await (target.kind === 'container' ? operate(operation, target, services) : signal(operation, target, services));
		return {text: done(operation, target), tone: 'good'};
	} catch (error) {
		return {text: error instanceof EngineError ? sentence(error, target.name) : messageOf(error), tone: 'bad'};
	}
}

async function operate(
	operation: Operation,
	{id, name, engine: engineId}: Target & {kind: 'container'},
	services: PerformServices,
): Promise<void> {
	const engine = services.engine(engineId);
	if (!engine) {
		throw new Error(`No engine answers for ${name}. Its processes can still be signalled in the processes pane.`);
	}

	if (operation.name === 'kill') {
		return engine.kill(id, operation.signal);
	}

	return operation.name === 'remove' ? engine.remove(id, {force: true}) : engine[operation.name](id);
}

async function signal(operation: Operation, {pid, key, name}: Target & {kind: 'process'}, services: PerformServices): Promise<void> {
	const number = operation.name === 'kill' ? signals.find(known => known.name === operation.signal)?.number : undefined;
	if (number === undefined) {
		throw new Error(`${operation.name} cannot be done to a process.`);
	}

	// A pid may belong to another process by now: the start time tells.
	const {stat} = services.sample(pid);
	if (isMissing(stat) || `${pid}:${stat.startTicks}` !== key) {
		throw new Error(`${name} (pid ${pid}) has ended; nothing was sent.`);
	}

	// The kernel takes a signal for a zombie without a word.
	if (stat.state === 'Z') {
		throw new Error(zombieRefusal({comm: name, pid, parentPid: stat.parentPid}));
	}

	try {
		process.kill(pid, number);
	} catch (error) {
		throw new Error(error instanceof Error && 'code' in error && error.code === 'EPERM'
			? `You may not signal ${name} (pid ${pid}): it is another user's. Run nstop as root.`
			: `${name} (pid ${pid}) has ended; nothing was sent.`, {cause: error});
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
