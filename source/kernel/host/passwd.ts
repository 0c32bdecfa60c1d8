/**
/etc/passwd: the names of the host's users.
*/
import {linesOf, type Bytes} from '../fields.ts';

/**
Names by user id; of several names for one id the first counts, as in every lookup. Lines that are not of that form are
left out.
*/
export function parsePasswd(bytes: Bytes): ReadonlyMap<number, string> {
	const names = new Map<number, string>();
	for (const line of linesOf(bytes)) {
		const [name, , digits = ''] = line.split(':', 3);
		if (name && /^\d+$/.test(digits) && !names.has(Number(digits))) {
			names.set(Number(digits), name);
		}
	}

	return names;
}
