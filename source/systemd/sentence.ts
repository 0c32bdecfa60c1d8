/**
The one place that puts systemd's failures into words: what failed, why, and what to do about it.
*/
import type {SystemdError} from './error.ts';
import type {UnitAction} from './unit-action.ts';

/**
What an action does, as in `Could not resume nginx.service`.
*/
const verbs: Readonly<Record<UnitAction, string>> = {
	start: 'start', stop: 'stop', restart: 'restart', freeze: 'freeze', thaw: 'thaw', kill: 'signal',
};

/**
A failed action in one or two sentences. `unit` is what people read as its name.
*/
export function actionSentence(error: SystemdError, action: UnitAction, unit: string): string {
	const {why, remedy} = explain(error, unit);
	return `Could not ${verbs[action]} ${oneLine(unit)}: ${withoutStop(why)}.${remedy === undefined ? '' : ` ${remedy}`}`;
}

/**
Why the log of a unit cannot be read, in one or two sentences. `unit` is what people read as its name.
*/
export function logSentence(error: SystemdError, unit: string): string {
	const {why, remedy} = error.code === 'denied'
		? {why: 'permission denied', remedy: 'Run nstop as root, or join the group systemd-journal and log in again.'}
		: {why: oneLine(error.message)};
	return `Could not read the log of ${oneLine(unit)}: ${withoutStop(why)}.${remedy === undefined ? '' : ` ${remedy}`}`;
}

/**
Why nothing is known of the units, in one sentence.
*/
export function readSentence(error: SystemdError): string {
	return `Could not read what systemd says of its units: ${withoutStop(oneLine(error.message))}.`;
}

/**
Text from outside as one line of bounded length, without control characters.
*/
export function oneLine(text: string): string {
	const line = text.replaceAll(/[\s\p{Control}\p{Format}]+/gu, ' ').trim();
	return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

function explain(error: SystemdError, unit: string): {readonly why: string; readonly remedy?: string} {
	const why = oneLine(error.message);
	switch (error.code) {
		case 'denied': {
			return {why: 'permission denied', remedy: 'Run nstop as root.'};
		}

		case 'gone': {
			return {why: 'systemd has no such unit'};
		}

		case 'masked': {
			return {why: 'it is masked', remedy: `Unmask it first (sudo systemctl unmask ${shellWord(oneLine(unit))}).`};
		}

		case 'timeout': {
			return {why, remedy: 'It may still happen.'};
		}

		case 'failed': {
			return why.startsWith('Job for ') ? {why: jobReason(why), remedy: `See journalctl -u ${shellWord(oneLine(unit))}.`} : {why};
		}

		case 'absent':
		case 'impossible':
		case 'garbage': {
			return {why};
		}
	}
}

/**
`Job for web.service failed because the control process exited with error code.` without what was said already.
*/
function jobReason(text: string): string {
	return text.replace(/^Job for \S+ (?:failed because |was )?/, '').replace(/\. See .*$/s, '');
}

/**
A name of a unit has no other character than `\` that a shell would take for its own.
*/
function shellWord(text: string): string {
	return text.includes('\\') ? `'${text}'` : text;
}

function withoutStop(text: string): string {
	return text.replace(/[!.]$/, '');
}
