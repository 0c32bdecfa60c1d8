/**
/proc/PID/attr/current: the label that the security module of the kernel has given to a process.
*/
import {type Known, unsupported} from '../../known.ts';
import type {Bytes} from '../fields.ts';

/**
The label: `docker-default (enforce)` and `unconfined` of AppArmor, `system_u:system_r:container_t:s0:c1,c2` of SELinux.
Unsupported where it is empty; without a security module the file cannot even be read.
*/
export function parseLabel(bytes: Bytes): Known<string> {
	// SELinux ends it with a NUL, AppArmor with a line end.
	const label = bytes.toString('utf8').replace(/[\0\n]$/u, '');
	return label === '' ? unsupported : label;
}

/**
SELinux types that its policy lets do everything: of super-privileged containers, of services and of people without confinement.
*/
const unconfinedTypes: ReadonlySet<string> = new Set([
	'spc_t', 'unconfined_t', 'unconfined_service_t', 'container_runtime_t', 'initrc_t', 'kernel_t', 'init_t',
]);

/**
Whether a label confines its process. AppArmor writes `PROFILE (MODE)`: a profile holds nothing back in the modes `complain` and
`unconfined`; of several that are stacked, `a//&b (enforce)`, one in force is enough. SELinux writes `USER:ROLE:TYPE:LEVEL`; whether it
enforces at all is not told here.
*/
export function confinementOf(label: string): 'enforced' | 'none' {
	const mode = /\((?<mode>[a-z]+)\)$/u.exec(label)?.groups!.mode;
	if (mode !== undefined) {
		return ['enforce', 'kill', 'prompt', 'mixed'].includes(mode) ? 'enforced' : 'none';
	}

	const type = label.split(':', 3)[2];
	return type === undefined || unconfinedTypes.has(type) ? 'none' : 'enforced';
}
