/**
The sentences of the dialogs: what will be done, to what, by which engine.
*/
import type {Operation, Target} from '../target.ts';

const deeds: Readonly<
	Record<Operation['name'], {readonly verb: string; readonly doing: string; readonly done: string; readonly consequence: string}>
> = {
	stop: {
		verb: 'Stop',
		doing: 'Stopping',
		done: 'Stopped',
		consequence: 'Its first process gets its stop signal, and is killed if it has not ended when the grace period (usually 10 s) is over.',
	},
	start: {
		verb: 'Start', doing: 'Starting', done: 'Started', consequence: 'Its command runs again on the same writable layer.',
	},
	restart: {
		verb: 'Restart', doing: 'Restarting', done: 'Restarted', consequence: 'It is stopped as with Stop, then started again.',
	},
	pause: {
		verb: 'Pause', doing: 'Pausing', done: 'Paused', consequence: 'All its processes are frozen where they are until it is resumed.',
	},
	unpause: {
		verb: 'Resume', doing: 'Resuming', done: 'Resumed', consequence: 'All its processes continue.',
	},
	remove: {
		verb: 'Remove',
		doing: 'Removing',
		done: 'Removed',
		consequence: 'It is killed if it runs, and its writable layer is deleted. Volumes stay.',
	},
	kill: {
		verb: 'Send', doing: 'Sending', done: 'Sent', consequence: '',
	},
};

/**
What comes of it for a unit of systemd, where that is something else.
*/
const unitConsequences: Readonly<Partial<Record<Operation['name'], string>>> = {
	stop: 'systemd ends all its processes, and kills those that have not ended in time (usually 90 s). What needs the unit is stopped too.',
	start: 'systemd starts it, and what it needs.',
	restart: 'It is stopped as with Stop, then started again.',
};

/**
What is asked.
*/
type Asked = {readonly operation: Operation; readonly targets: readonly Target[]; readonly isBeingStopped?: true};

/**
`Stop web?`
*/
export function question({operation, targets, isBeingStopped}: Asked): string {
	return isBeingStopped ? `Kill ${namesOf(targets)} now?` : `${verbOf(operation)} ${namesOf(targets)}?`;
}

/**
`Stopping web`
*/
export function doing(operation: Operation, target: Target): string {
	return operation.name === 'kill'
		? `Sending ${operation.signal} to ${nameOf(target)}`
		: `${deeds[operation.name].doing} ${nameOf(target)}`;
}

/**
`Stopped web.`
*/
export function done(operation: Operation, target: Target): string {
	return operation.name === 'kill' ? `Sent ${operation.signal} to ${nameOf(target)}.` : `${deeds[operation.name].done} ${nameOf(target)}.`;
}

/**
What will come of it. A thread's name in it is as the kernel gave it.
*/
export function consequence({operation, targets, isBeingStopped}: Asked): string {
	if (isBeingStopped) {
		return 'It is being stopped and has not ended yet. SIGKILL ends it at once, without a chance to tidy up.';
	}

	const isUnit = targets[0]?.kind === 'unit';
	if (operation.name !== 'kill') {
		return (isUnit ? unitConsequences[operation.name] : undefined) ?? deeds[operation.name].consequence;
	}

	if (isUnit) {
		return 'systemd sends it to all processes of the unit.';
	}

	const [first] = targets;
	if (first?.kind === 'container') {
		return 'The engine sends it to the first process of the container.';
	}

	const isFirstProcess = targets.some(target => target.kind === 'process' && target.pidInside === 1);
	const ofFirst = 'Process 1 of a container gets only the signals it has a handler for, but always SIGKILL and SIGSTOP; when it ends, the '
		+ 'container ends.';
	if (targets.length === 1 && first?.kind === 'process' && first.thread) {
		const {name, id} = first.thread;
		return `A signal goes to the whole process, not to its thread ${name} (${id}) alone.${isFirstProcess ? ` ${ofFirst}` : ''}`;
	}

	return isFirstProcess ? ofFirst : 'Only this one process gets it.';
}

function verbOf(operation: Operation): string {
	return operation.name === 'kill' ? `Send ${operation.signal} to` : deeds[operation.name].verb;
}

const plurals: Readonly<Record<Target['kind'], string>> = {container: 'containers', unit: 'units', process: 'processes'};

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
