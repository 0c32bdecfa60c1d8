/**
Whether a log is what the keys are for.
*/
import {logsTab} from '../tabs/logs.ts';
import type {View} from '../view.ts';

/**
Whether keys are for a log.
*/
export function isLogInFront({tab, state}: View): boolean {
	return tab === logsTab && state.focus === 'details';
}

/**
Whether it has the screen for itself, so that digits are its own.
*/
export function isReader(view: View): boolean {
	return isLogInFront(view) && view.state.isZoomed;
}

/**
Whether it is the log of something, of which one may want more or less than there is.
*/
export function isRanged(view: View): boolean {
	return isReader(view) && view.state.log.output === undefined;
}
