/**
The log for developers, a file that NSTOP_LOG names.
*/
import {appendFileSync} from 'node:fs';
import {onFault} from '../faults.ts';

/**
Appends a line for the start, and from then on each fault when it first happens: the time, what was being done, the error with its stack.
Throws where the file cannot be written.
*/
export function startLog(path: string, start: string): void {
	const append = (text: string): void => {
		appendFileSync(path, `${new Date().toISOString()} ${text}\n`, {mode: 0o600});
	};

	append(start);
	onFault(({doing, reason}) => {
		try {
			append(`${doing}: ${reason}`);
		} catch {
			// The disk is full, or the file's directory is gone: a fault of the log must not become one of the screen.
		}
	});
}
