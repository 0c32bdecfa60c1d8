/**
The cgroups of many processes, most of which are in the same ones as others.
*/
import type {Bytes} from '../../fields.ts';
import {type CgroupMembership, parseCgroup} from '../../pid/cgroup.ts';

const mostSets = 10_000;

/**
Takes /proc/PID/cgroup apart once for all processes of which it says the same.
*/
export class MembershipSets {
	readonly #sets = new Map<string, readonly CgroupMembership[]>();

	/**
	The same object for the same bytes.
	*/
	parse(bytes: Bytes): readonly CgroupMembership[] {
		const text = bytes.toString('latin1');
		const known = this.#sets.get(text);
		if (known) {
			return known;
		}

		// A host where so many are made over time has long forgotten most of them.
		if (this.#sets.size >= mostSets) {
			this.#sets.clear();
		}

		const set = parseCgroup(bytes);
		this.#sets.set(text, set);
		return set;
	}
}
