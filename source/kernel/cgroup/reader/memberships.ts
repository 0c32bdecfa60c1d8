/**
The cgroups of many processes, most of which are in the same ones as others.
*/
import type {Bytes} from '../../fields.ts';
import {Interned} from '../../interned.ts';
import {type CgroupMembership, parseCgroup} from '../../pid/cgroup.ts';

/**
Takes /proc/PID/cgroup apart once for all processes of which it says the same.
*/
export class MembershipSets {
	readonly #sets = new Interned<readonly CgroupMembership[]>();

	/**
	The same object for the same bytes.
	*/
	parse(bytes: Bytes): readonly CgroupMembership[] {
		return this.#sets.get(bytes.toString('latin1'), () => parseCgroup(bytes));
	}
}
