/**
What happened to a container, in plain words.
*/
import type {ContainerEvent} from '../../../engine/event.ts';
import type {Tone} from '../../../text/theme.ts';
import {signals} from '../../actions/signals.ts';

type Words = {readonly text: string; readonly tone: Tone};

const plain: Readonly<Record<string, Words>> = {
	create: {text: 'created', tone: 'normal'},
	start: {text: 'started', tone: 'good'},
	stop: {text: 'stopped', tone: 'dim'},
	restart: {text: 'restarted', tone: 'normal'},
	pause: {text: 'paused', tone: 'warn'},
	unpause: {text: 'resumed', tone: 'good'},
	destroy: {text: 'removed', tone: 'dim'},
	update: {text: 'limits changed', tone: 'normal'},
	oom: {text: 'out of memory: the kernel killed a process in it', tone: 'bad'},
};

/**
The words for an event, whose names are as the engine gave them; undefined for one that has none.
*/
export function wordsOf({action, exitCode, signal, health, oldName}: ContainerEvent): Words | undefined {
	switch (action) {
		case 'die': {
			return {text: `ended${exitCode === undefined ? '' : ` with exit code ${exitCode}${killer(exitCode)}`}`, tone: toneOfExit(exitCode)};
		}

		case 'kill': {
			return {text: `was sent ${signal === undefined ? 'a signal' : signalName(signal) ?? `signal ${signal}`}`, tone: 'warn'};
		}

		case 'rename': {
			return {text: `renamed${oldName === undefined ? '' : ` from ${oldName}`}`, tone: 'normal'};
		}

		case 'health_status': {
			return health === undefined ? undefined : {text: `health check: ${health}`, tone: toneOfHealth(health)};
		}

		default: {
			return Object.hasOwn(plain, action) ? plain[action] : undefined;
		}
	}
}

function toneOfExit(exitCode: number | undefined): Tone {
	return exitCode === undefined || exitCode === 0 ? 'normal' : 'bad';
}

function toneOfHealth(health: string): Tone {
	return health === 'healthy' ? 'good' : (health === 'unhealthy' ? 'bad' : 'normal');
}

/**
Whoever is ended by a signal has 128 and its number as exit code.
*/
function killer(exitCode: number): string {
	const name = signalName(exitCode - 128);
	return name === undefined ? '' : ` (${name})`;
}

function signalName(number: number): string | undefined {
	return signals.find(signal => signal.number === number)?.name;
}
