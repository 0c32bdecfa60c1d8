/**
What will come of an operation, in a question: as the targets are now, and for one or for several.
*/
import {isAlive} from '../../model/build/container.ts';
import type {Container} from '../../model/container.ts';
import {containerOf} from '../actions/targets.ts';
import {isResourceTarget, type Operation, type Target} from '../target.ts';
import type {View} from '../view.ts';
import {resourceConsequence} from './resource-consequence.ts';
import {limitFields, limitText} from './limit-fields.ts';
import type {Asked} from './words.ts';

/**
What is said of one target, and what of several.
*/
type Sentences = readonly [one: string, several: string];

const asWithStop: Sentences = ['It is stopped as with Stop, then started again.', 'They are stopped as with Stop, then started again.'];

/**
What comes of it for a unit of systemd, where that is something else.
*/
const ofUnits: Readonly<Partial<Record<Operation['name'], Sentences>>> = {
	stop: [
		'systemd ends all its processes, and kills those that have not ended in time (usually 90 s). What needs the unit is stopped too.',
		'systemd ends all their processes, and kills those that have not ended in time (usually 90 s). What needs the units is stopped too.',
	],
	start: ['systemd starts it, and what it needs.', 'systemd starts them, and what they need.'],
	restart: asWithStop,
	kill: ['systemd sends it to all processes of the unit.', 'systemd sends it to all processes of the units.'],
};

const ofBeingStopped: Sentences = [
	'It is being stopped and has not ended yet. SIGKILL ends it at once, without a chance to tidy up.',
	'They are being stopped and have not ended yet. SIGKILL ends them at once, without a chance to tidy up.',
];

/**
What will come of it; where containers and units differ, of each. A thread's name in it is as the kernel gave it.
*/
export function consequence({operation, targets, isBeingStopped}: Asked, view: Pick<View, 'snapshot' | 'resources' | 'settings'>): string {
	const resources = targets.filter(target => isResourceTarget(target));
	if (resources.length > 0) {
		return resourceConsequence(resources, view);
	}

	const units = targets.filter(({kind}) => kind === 'unit');
	const ofUnit = units.length === 0 || isBeingStopped ? undefined : ofUnits[operation.name];
	if (!ofUnit) {
		return chosen(isBeingStopped ? ofBeingStopped : sentencesFor(operation, targets, view), targets);
	}

	const containers = targets.filter(({kind}) => kind !== 'unit');
	const ofContainer = containers.length === 0 ? ofUnit : sentencesFor(operation, containers, view);
	return ofContainer === ofUnit
		? chosen(ofUnit, targets)
		: `${labelled('Container', ofContainer, containers)} ${labelled('Unit', ofUnit, units)}`;
}

function chosen([one, several]: Sentences, {length}: readonly Target[]): string {
	return length === 1 ? one : several;
}

function labelled(noun: string, sentences: Sentences, targets: readonly Target[]): string {
	return `${noun}${targets.length === 1 ? '' : 's'}: ${chosen(sentences, targets)}`;
}

function sentencesFor(operation: Operation, targets: readonly Target[], view: Pick<View, 'snapshot'>): Sentences {
	if (operation.name === 'kill') {
		return ofSignal(targets);
	}

	return operation.name === 'update'
		? [limitChanges(operation), limitChanges(operation)]
		: ofContainers(operation.name, targets.flatMap(target => containerOf(view, target) ?? []));
}

/**
`Memory from 64m to 128m. CPUs from none to 1.5.` One that stays is told to the engine with another that it hangs on.
*/
function limitChanges({limits, present}: Extract<Operation, {readonly name: 'update'}>): string {
	return limitFields
		.filter(({name}) => limits[name] !== undefined)
		.map(field => {
			const [before, after] = [limitText(field, present[field.name]), limitText(field, limits[field.name])];
			return before === after ? `${field.title} stays ${after}.` : `${field.title} from ${before} to ${after}.`;
		})
		.join(' ');
}

function ofContainers(operation: Exclude<Operation['name'], 'kill' | 'update'>, containers: readonly Container[]): Sentences {
	const areAll = (test: (container: Container) => boolean): boolean => containers.length > 0 && containers.every(each => test(each));
	switch (operation) {
		case 'stop': {
			return areAll(each => !isUp(each))
				? ['It has no process now, and will not be restarted.', 'They have no processes now, and will not be restarted.']
				: [
					'Its first process gets its stop signal, and is killed if it has not ended when the grace period (usually 10 s) is over.',
					'The first process of each gets its stop signal, and is killed if it has not ended when the grace period (usually 10 s) is over.',
				];
		}

		case 'start': {
			return areAll(({state}) => state === 'created')
				? ['Its command runs for the first time.', 'Their commands run for the first time.']
				: (areAll(({state}) => state !== 'created')
					? ['Its command runs again on the same writable layer.', 'Their commands run again on the same writable layers.']
					: ['Its command runs.', 'Their commands run, for those that ran before on the same writable layer.']);
		}

		case 'restart': {
			return areAll(each => !isUp(each))
				? ['It is not running, so it is only started.', 'None of them is running, so they are only started.']
				: asWithStop;
		}

		case 'pause': {
			return [
				'All its processes are frozen where they are until it is resumed.',
				'All their processes are frozen where they are until they are resumed.',
			];
		}

		case 'unpause': {
			return ['All its processes continue.', 'All their processes continue.'];
		}

		case 'rename': {
			const sentence = 'Its processes notice nothing. From now on it is found by the new name only.';
			return [sentence, sentence];
		}

		case 'remove': {
			return areAll(each => !isUp(each))
				? ['Its writable layer is deleted. Volumes stay.', 'Their writable layers are deleted. Volumes stay.']
				: [
					'It is killed, and its writable layer is deleted. Volumes stay.',
					areAll(each => isUp(each))
						? 'They are killed, and their writable layers are deleted. Volumes stay.'
						: 'Those that run are killed, and the writable layers of all are deleted. Volumes stay.',
				];
		}
	}
}

/**
Whether there is something to end: between two tries of a crash loop nothing runs.
*/
function isUp({state, pids}: Container): boolean {
	return isAlive(state) && (state !== 'restarting' || pids.length > 0);
}

function ofSignal(targets: readonly Target[]): Sentences {
	const [first] = targets;
	if (first?.kind !== 'process') {
		return ['The engine sends it to the first process of the container.', 'The engine sends it to the first process of each container.'];
	}

	const isFirstProcess = targets.some(target => target.kind === 'process' && target.pidInside === 1);
	const ofFirst = 'Process 1 of a container gets only the signals it has a handler for, but always SIGKILL and SIGSTOP; when it ends, the '
		+ 'container ends.';
	if (first.thread) {
		const {name, id} = first.thread;
		const ofThread = `A signal goes to the whole process, not to its thread ${name} (${id}) alone.`;
		return [isFirstProcess ? `${ofThread} ${ofFirst}` : ofThread, isFirstProcess ? ofFirst : 'Only these processes get it.'];
	}

	return isFirstProcess ? [ofFirst, ofFirst] : ['Only this one process gets it.', 'Only these processes get it.'];
}
