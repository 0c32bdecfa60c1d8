/**
/proc/PID/cgroup: the cgroup of a process in each hierarchy.
*/
import type {Bytes} from '../fields.ts';

/**
Place of a process in one hierarchy.
*/
export type CgroupMembership = {
	/**
	0 for v2.
	*/
	readonly hierarchy: number;
	/**
	Controllers of a v1 hierarchy, `name=systemd` for one that has a name instead; empty for v2.
	*/
	readonly controllers: readonly string[];
	/**
	Seen from the reader's cgroup namespace: `/` is its root, and `/../x` lies outside of it.
	*/
	readonly path: string;
	/**
	Of the cgroup of a whole container: where in it the first process is, if not in `path` itself.
	*/
	readonly innerPath?: string;
};

const linePattern = /^(\d+):([^:]*):(\/.*)$/su;

/**
One membership for each line. The path may hold colons; ` (deleted)`, which the kernel adds when the cgroup was removed, stays part of
it, for such a path cannot be read anyway.
*/
export function parseCgroup(bytes: Bytes): readonly CgroupMembership[] {
	return bytes.toString('utf8').split('\n').flatMap(line => {
		const match = linePattern.exec(line);
		if (!match) {
			return [];
		}

		const [, hierarchy, controllers = '', path = ''] = match;
		return [{hierarchy: Number(hierarchy), controllers: controllers === '' ? [] : controllers.split(','), path}];
	});
}
