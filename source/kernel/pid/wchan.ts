/**
/proc/PID/wchan: the kernel function that a task sleeps in.
*/
import {type Known, unsupported} from '../../known.ts';
import type {Bytes} from '../fields.ts';

const namePattern = /^[\w$.]+$/u;

/**
Name of the function, as `futex_wait_queue`. Undefined for the `0` of a task that waits for nothing: it runs, or the kernel does not tell
this reader. The file has no line end.
*/
export function parseWchan(bytes: Bytes): Known<string | undefined> {
	const text = bytes.toString('latin1').trim();
	if (text === '0' || text === '') {
		return undefined;
	}

	return namePattern.test(text) ? text : unsupported;
}
