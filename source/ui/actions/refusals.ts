/**
Why something cannot be done to a target as it is now, in a sentence for the person who asked for it.
*/
import type {EngineKind} from '../../engine/engine.ts';
import {hasEnded} from '../../model/build/ended-processes.ts';
import type {Container} from '../../model/container.ts';
import type {Process} from '../../model/process.ts';
import {removalRefusal} from '../../model/resources/removal.ts';
import {isBeingStopped} from '../messages.ts';
import {resourceOf} from '../resources/reading.ts';
import {
	isResourceTarget,
	type Operation,
	type ResourceTarget,
	type Target,
} from '../target.ts';
import type {View} from '../view.ts';
import {unitRefusal} from './unit-refusals.ts';

type Requirement = {
	/**
	States of a container in which the engine does it.
	*/
	readonly states: ReadonlySet<Container['state']>;
	/**
	What follows where it is in another one.
	*/
	readonly otherwise: string;
};

const requirements: Readonly<Record<Operation['name'], Requirement>> = {
	stop: {states: new Set(['running', 'paused', 'restarting']), otherwise: 'there is nothing to stop'},
	start: {states: new Set(['exited', 'created']), otherwise: 'it cannot be started'},
	restart: {states: new Set(['running', 'paused', 'restarting', 'exited', 'created']), otherwise: 'it cannot be restarted'},
	pause: {states: new Set(['running']), otherwise: 'only a running container can be paused'},
	unpause: {states: new Set(['paused']), otherwise: 'there is nothing to resume'},
	kill: {states: new Set(['running', 'paused', 'restarting']), otherwise: 'there is no process to send a signal to'},
	rename: {states: new Set(['running', 'paused', 'restarting', 'exited', 'created', 'dead']), otherwise: 'it cannot be renamed'},
	update: {states: new Set(['running', 'paused', 'restarting', 'exited', 'created']), otherwise: 'its limits cannot be changed'},
	remove: {states: new Set(['running', 'paused', 'restarting', 'exited', 'created', 'dead']), otherwise: 'there is nothing more to do'},
};

/**
What an engine does not do to a paused container, though others do.
*/
const refusedWhilePaused: Readonly<Record<EngineKind, ReadonlySet<Operation['name']>>> = {
	docker: new Set(),
	podman: new Set(['stop', 'restart']),
};

/**
Undefined where the operation fits the target. Whether a process has ended since it was read last is not known here: that shows when the
signal is sent.
*/
export function refusalOf(
	operation: Operation['name'],
	target: Target,
	{snapshot, resources, state}: Pick<View, 'snapshot' | 'resources' | 'state'>,
): string | undefined {
	if (isResourceTarget(target)) {
		return resourceRefusal(operation, target, {snapshot, resources});
	}

	if (target.kind === 'process') {
		if (hasEnded(snapshot, target.key)) {
			return endedRefusal(target);
		}

		const process = snapshot.processes.get(target.key);
		return process?.state === 'Z' ? zombieRefusal(process) : undefined;
	}

	const isTwice = operation === 'stop' && isBeingStopped(state, target.key);
	if (target.kind === 'unit') {
		return unitRefusal(operation, target, {snapshot}) ?? (isTwice ? stoppedTwiceRefusal(target) : undefined);
	}

	const container = snapshot.containers.get(target.key);
	if (!container) {
		return `${target.name} is gone: there is nothing left to act on.`;
	}

	if (container.isRemoved) {
		return `${target.name} has been removed; there is nothing left to act on.`;
	}

	const engine = snapshot.engines.find(({id}) => id === target.engine);
	if (container.state === 'paused' && engine !== undefined && refusedWhilePaused[engine.kind].has(operation)) {
		return `${target.name} is paused, and Podman cannot ${operation} a paused container: resume it first.`;
	}

	const {states, otherwise} = requirements[operation];
	return states.has(container.state)
		? (isTwice ? stoppedTwiceRefusal(target) : undefined)
		: `${target.name} ${conditionOf(container)}: ${otherwise}.`;
}

function stoppedTwiceRefusal({name}: Target): string {
	return `${name} is being stopped already.`;
}

function resourceRefusal(
	operation: Operation['name'],
	{kind, key, name, engine: engineId, createdAt}: ResourceTarget,
	{snapshot, resources}: Pick<View, 'snapshot' | 'resources'>,
): string | undefined {
	if (operation !== 'remove') {
		return `${name} is no container: it can only be removed.`;
	}

	const resource = resourceOf(resources, kind, key);
	const engine = snapshot.engines.find(({id}) => id === engineId);
	if (!resource || !engine) {
		return `${name} is gone: there is nothing left to act on.`;
	}

	return kind === 'volume' && resource.createdAt !== createdAt
		? `${name} is gone: the volume of that name was made, or changed, after you were asked.`
		: removalRefusal(resource, engine.kind);
}

/**
What is said about a process that has ended.
*/
export function endedRefusal({name, pid}: {readonly name: string; readonly pid: number}): string {
	return `${name} (pid ${pid}) has ended; nothing was sent.`;
}

/**
What is said about a process that has ended and was not taken away by its parent.
*/
export function zombieRefusal({comm, pid, parentPid}: Pick<Process, 'comm' | 'pid' | 'parentPid'>): string {
	return `${comm} (pid ${pid}) is a zombie: it has already ended, and only its parent (pid ${parentPid}) can reap it.`;
}

function conditionOf({state, exitCode}: Container): string {
	switch (state) {
		case 'running': {
			return 'is already running';
		}

		case 'exited': {
			return exitCode === undefined ? 'has exited' : `has exited with code ${exitCode}`;
		}

		case 'created': {
			return 'has not been started yet';
		}

		case 'restarting': {
			return 'is being restarted';
		}

		case 'removing': {
			return 'is being removed';
		}

		case 'paused':
		case 'dead': {
			return `is ${state}`;
		}
	}
}
