/**
/proc/PID/attr/current: the label that the security module of the kernel has given to a process; and whether SELinux enforces its own.
*/
import {type Known, mapKnown, unsupported} from '../../known.ts';
import {type Bytes, parseNumber} from '../fields.ts';

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
/sys/fs/selinux/enforce: whether SELinux refuses what its policy forbids, or only logs it.
*/
export function parseEnforce(bytes: Bytes): Known<boolean> {
	return mapKnown(parseNumber(bytes), enforce => enforce !== 0);
}

/**
Whether a label confines its process. AppArmor writes `PROFILE (MODE)`: a profile confines nothing in the modes `complain` and
`unconfined`; of several that are stacked, `a//&b (enforce)`, one in force is enough. SELinux writes `USER:ROLE:TYPE:LEVEL`, which confines
only while SELinux enforces. Where that cannot be seen, it is assumed to: this is the default everywhere.
*/
export function isEnforced(label: string, isSelinuxEnforcing: Known<boolean>): boolean {
	const mode = /\((?<mode>[a-z]+)\)$/u.exec(label)?.groups!.mode;
	if (mode !== undefined) {
		return ['enforce', 'kill', 'prompt', 'mixed'].includes(mode);
	}

	const type = label.split(':', 3)[2];
	return type !== undefined && !unconfinedTypes.has(type) && isSelinuxEnforcing !== false;
}
