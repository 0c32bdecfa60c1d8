/**
What the menu says of actions whose own words speak of one container, or of two opposite things: what will happen to the targets.
*/
import type {Operation} from '../target.ts';

export type MenuWords = {readonly title: string; readonly help: string};

const words: Readonly<Partial<Record<Operation['name'], MenuWords>>> = {
	stop: {title: 'stop', help: 'Send the stop signal, and kill what has not ended in time.'},
	start: {title: 'start', help: 'Start what is stopped.'},
	kill: {title: 'kill now', help: 'Kill what is being stopped and has not ended yet.'},
	restart: {title: 'restart', help: 'Stop and start again.'},
	remove: {title: 'remove', help: 'Remove with the writable layer; what runs is killed first.'},
	pause: {title: 'pause', help: 'Freeze all processes until they are resumed.'},
	unpause: {title: 'resume', help: 'Let all processes continue.'},
};

/**
Undefined where the action's own words fit.
*/
export function menuWords({name}: Operation): MenuWords | undefined {
	return words[name];
}
