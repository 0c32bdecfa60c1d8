/**
The sentences of the dialogs: what will be done, and to what.
*/
import type {Operation, Target} from '../target.ts';

const deeds: Readonly<Record<Operation['name'], {readonly verb: string; readonly doing: string; readonly done: string}>> = {
	stop: {verb: 'Stop', doing: 'Stopping', done: 'Stopped'},
	start: {verb: 'Start', doing: 'Starting', done: 'Started'},
	restart: {verb: 'Restart', doing: 'Restarting', done: 'Restarted'},
	pause: {verb: 'Pause', doing: 'Pausing', done: 'Paused'},
	unpause: {verb: 'Resume', doing: 'Resuming', done: 'Resumed'},
	remove: {verb: 'Remove', doing: 'Removing', done: 'Removed'},
	rename: {verb: 'Rename', doing: 'Renaming', done: 'Renamed'},
	update: {verb: 'Change the limits of', doing: 'Changing the limits of', done: 'Changed the limits of'},
	kill: {verb: 'Send', doing: 'Sending', done: 'Sent'},
};

/**
What is asked.
*/
export type Asked = {
	readonly operation: Operation;
	readonly targets: readonly Target[];
	readonly others?: readonly Target[];
	readonly project?: string;
	/**
	What several targets are together, in place of their kind: `dangling images`.
	*/
	readonly what?: string;
	readonly isBeingStopped?: true;
};

/**
`Stop web?`
*/
export function question({operation, targets, others = [], project, what, isBeingStopped}: Asked): string {
	if (isBeingStopped && project !== undefined && others.length > 0) {
		return `Kill what is left of ${project} now?`;
	}

	const names = project === undefined || targets.length < 2
		? (what === undefined || targets.length < 2 ? namesOf(targets) : `${targets.length} ${what}`)
		: `${others.length === 0 ? 'all ' : ''}${targets.length} containers of ${project}`;
	return isBeingStopped ? `Kill ${names} now?` : `${verbOf(operation)} ${names}${newName(operation)}?`;
}

/**
`Stopping web`
*/
export function doing(operation: Operation, target: Target): string {
	return operation.name === 'kill'
		? `Sending ${operation.signal} to ${nameOf(target)}`
		: `${deeds[operation.name].doing} ${nameOf(target)}${newName(operation)}`;
}

/**
`Stopped web.`
*/
export function done(operation: Operation, target: Target): string {
	return operation.name === 'kill'
		? `Sent ${operation.signal} to ${nameOf(target)}.`
		: `${deeds[operation.name].done} ${nameOf(target)}${newName(operation)}.`;
}

function newName(operation: Operation): string {
	return operation.name === 'rename' ? ` to ${operation.to}` : '';
}

function verbOf(operation: Operation): string {
	return operation.name === 'kill' ? `Send ${operation.signal} to` : deeds[operation.name].verb;
}

const plurals: Readonly<Record<Target['kind'], string>> = {
	container: 'containers', unit: 'units', process: 'processes', image: 'images', volume: 'volumes', network: 'networks',
};

/**
A target with what distinguishes it from others.
*/
export function nameOf(target: Target): string {
	if (target.kind !== 'process') {
		return target.name;
	}

	const inside = target.pidInside === undefined || target.pidInside === target.pid ? '' : `, ${target.pidInside} inside`;
	return `${target.name} (pid ${target.pid}${inside})`;
}

function namesOf(targets: readonly Target[]): string {
	const [first] = targets;
	if (targets.length === 1 && first) {
		return nameOf(first);
	}

	const isAlike = targets.every(({kind}) => kind === first?.kind);
	return `${targets.length} ${first && isAlike ? plurals[first.kind] : 'containers and units'}`;
}
