/**
The one door for wishes: carries out what was confirmed, and words how it went. All of it goes through the host; the
screen's state changes only through the function that is given.
*/
import {EngineError} from '../../engine/engine.ts';
import {operationsOf} from '../../engine/operations.ts';
import {sentence} from '../../engine/sentence.ts';
import type {Host, SignalRefusal} from '../../host/host.ts';
import {typedAgain} from '../dialogs/limits.ts';
import {doing, done} from '../dialogs/words.ts';
import {SystemdError} from '../../systemd/error.ts';
import {actionSentence} from '../../systemd/sentence.ts';
import {unitActions} from '../actions/unit-refusals.ts';
import {endedRefusal, zombieRefusal} from '../actions/refusals.ts';
import {signals} from '../actions/signals.ts';
import {untag, type UiState} from '../state.ts';
import {
	isResourceTarget,
	type Operation,
	type ResourceTarget,
	type Target,
} from '../target.ts';
import {
	beginProgress,
	endProgress,
	type Notice,
	type Progress,
} from '../messages.ts';

export type PerformServices = {
	readonly host: Pick<Host, 'engine' | 'signal' | 'performOnUnit'>;
	update(change: (state: UiState) => UiState): void;
};

let operations = 0;

/**
A target with the id of what is being done to it.
*/
type Task = {readonly id: number; readonly target: Target};

/**
How many operations one engine is asked for at a time. Over ssh each takes a login of its own, and a server refuses what is too many.
*/
const operationsAtOnce = {ssh: 6, other: 32};

/**
Does the operation to every target, side by side, and reports how each ended.
*/
async function performAtOnce(operation: Operation, tasks: readonly Task[], services: PerformServices): Promise<void> {
	const lanes = Map.groupBy(tasks, ({target}) => 'engine' in target ? target.engine : undefined);
	await Promise.all([...lanes].map(async ([engine, ofEngine]) => {
		const isSsh = services.host.engine(engine)?.address.startsWith('ssh:') === true;
		const waiting = ofEngine.values();
		// An image may be built on another one that goes too, and goes first.
		const areInOrder = ofEngine.some(({target}) => isResourceTarget(target));
		const length = areInOrder ? 1 : (isSsh ? operationsAtOnce.ssh : operationsAtOnce.other);
		const workers = Array.from({length}, async () => {
			// All take from the same iterator: each target is taken once.
			for (const task of waiting) {
				// eslint-disable-next-line no-await-in-loop -- one after the other is what limits them
				await performOne(operation, task, services);
			}
		});
		await Promise.all(workers);
	}));
}

/**
Does the operation in steps, one after the other, whether all of a step succeeds or not. What waits for its turn is known from the
beginning. Never throws.
*/
export async function perform(
	operation: Operation,
	steps: ReadonlyArray<readonly Target[]>,
	services: PerformServices,
): Promise<void> {
	const tasks = steps.map(targets => targets.map((target): Task => ({id: operations++, target})));
	const waiting = tasks.flat().map((task): Progress => ({...progressOf(operation, task), isWaiting: true}));
	services.update(state => ({...state, progress: [...state.progress, ...waiting]}));
	for (const step of tasks) {
		// eslint-disable-next-line no-await-in-loop -- each step waits for the one before
		await performAtOnce(operation, step, services);
	}
}

function progressOf(operation: Operation, {id, target}: Task): Progress {
	return {
		id, text: doing(operation, target), target: target.key, operation: operation.name,
	};
}

async function performOne(operation: Operation, {id, target}: Task, services: PerformServices): Promise<void> {
	services.update(state => beginProgress(state, progressOf(operation, {id, target})));
	const notice = await outcomeOf(operation, target, services);
	services.update(state => {
		if (notice.tone === 'good') {
			return untag(endProgress(state, id, notice), target.key);
		}

		const again = typedAgain(endProgress(state, id, {text: '', tone: 'normal'}), {operation, target, problem: notice.text});
		return again ?? endProgress(state, id, notice);
	});
}

async function outcomeOf(operation: Operation, target: Target, services: PerformServices): Promise<Notice> {
	try {
		const said = await actOn(operation, target, services);
		return {text: [done(operation, target), ...said ?? []].join(' '), tone: 'good'};
	} catch (error) {
		return {text: error instanceof EngineError ? sentence(error, target.name) : messageOf(error), tone: 'bad'};
	}
}

/**
Gives what the engine had to say about it.
*/
async function actOn(operation: Operation, target: Target, services: PerformServices): Promise<readonly string[] | void> {
	switch (target.kind) {
		case 'container': {
			return operate(operation, target, services);
		}

		case 'unit': {
			return operateUnit(operation, target, services);
		}

		case 'process': {
			return signal(operation, target, services);
		}

		case 'image':
		case 'volume':
		case 'network': {
			return removeResource(target, services);
		}
	}
}

async function operateUnit(operation: Operation, {unit, name}: Target & {kind: 'unit'}, {host}: PerformServices): Promise<void> {
	const action = unitActions[operation.name];
	if (!action) {
		throw new Error(`${operation.name} cannot be done to a unit.`);
	}

	try {
		await host.performOnUnit(action, unit, operation.name === 'kill' ? operation.signal : undefined);
	} catch (error) {
		throw error instanceof SystemdError ? new Error(actionSentence(error, action, name), {cause: error}) : error;
	}
}

async function operate(
	operation: Operation,
	{id, name, engine: engineId}: Target & {kind: 'container'},
	services: PerformServices,
): Promise<readonly string[] | void> {
	const engine = services.host.engine(engineId);
	if (!engine) {
		throw new Error(`No engine answers for ${name}. Its processes can still be signalled in the processes pane.`);
	}

	const {name: verb} = operation;
	if (!operationsOf(engine).has(verb)) {
		throw new Error(`The engine of ${name} cannot do that.`);
	}

	switch (verb) {
		case 'kill': {
			return engine.kill?.(id, operation.signal);
		}

		case 'rename': {
			return engine.rename?.(id, operation.to);
		}

		case 'update': {
			return engine.update?.(id, operation.limits);
		}

		case 'remove': {
			return engine.remove?.(id, {force: true});
		}

		case 'start':
		case 'stop':
		case 'restart':
		case 'pause':
		case 'unpause': {
			return engine[verb]?.(id);
		}
	}
}

async function removeResource(target: ResourceTarget, {host}: PerformServices): Promise<void> {
	const engine = host.engine(target.engine);
	if (!engine?.removeResource) {
		throw new Error(`No engine answers for ${target.name}: it was not removed.`);
	}

	return engine.removeResource(target);
}

async function signal(operation: Operation, {pid, key, name}: Target & {kind: 'process'}, services: PerformServices): Promise<void> {
	const number = operation.name === 'kill' ? signals.find(known => known.name === operation.signal)?.number : undefined;
	if (number === undefined) {
		throw new Error(`${operation.name} cannot be done to a process.`);
	}

	const refusal = services.host.signal({pid, key}, number);
	if (refusal) {
		throw new Error(signalRefusal(refusal, {pid, name}));
	}
}

function signalRefusal(refusal: SignalRefusal, {pid, name}: {readonly pid: number; readonly name: string}): string {
	switch (refusal.reason) {
		case 'denied': {
			return `You may not signal ${name} (pid ${pid}): it belongs to another user. Run nstop as root.`;
		}

		case 'gone': {
			return endedRefusal({name, pid});
		}

		case 'zombie': {
			return zombieRefusal({comm: name, pid, parentPid: refusal.parentPid});
		}
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
