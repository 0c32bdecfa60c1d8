/**
/proc/PID/attr/current: the label that the security module of the kernel has given to a process.
*/
import {type Known, unsupported} from '../../known.ts';
import type {Bytes} from '../fields.ts';

/**
The label: `docker-default (enforce)` and `unconfined` of AppArmor, `system_u:system_r:container_t:s0:c1,c2` of SELinux. Unsupported
where it is empty; without a security module the file cannot even
be read.
*/
export function parseLabel(bytes: Bytes): Known<string> {
	// SELinux ends it with a NUL, AppArmor with a line end.
	const label = bytes.toString('utf8').replace(/[\0\n]$/u, '');
	return label === '' ? unsupported : label;
}
