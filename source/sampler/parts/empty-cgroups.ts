/**
How many cgroups have no processes; looked for only where every cgroup is shown.
*/
import {valueOf} from '../../known.ts';
import {EmptyCgroupWalk, type EmptyCgroups} from '../../kernel/cgroup/reader/empty.ts';
import type {Hierarchies} from '../../kernel/cgroup/reader/hierarchies.ts';
import {memberRoot} from '../../kernel/cgroup/reader/places.ts';
import type {CgroupMembership} from '../../kernel/pid/cgroup.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';

type Processes = ReadonlyMap<number, ProcessIdentity>;

/**
After a round it takes this long until the next one begins.
*/
const secondsBetweenRounds = 30;

/**
Walks through v2, and on v1 through the hierarchy in which nearly everything has a cgroup.
*/
export class EmptyCgroupCounter {
	readonly #walks: readonly EmptyCgroupWalk[];
	#found: EmptyCgroups | undefined;
	#beganAtSeconds = -Infinity;

	constructor(hierarchies: Hierarchies) {
		const mounts = new Set([hierarchies.unified, memberRoot(hierarchies)]);
		this.#walks = [...mounts]
			// Above the root of its own cgroup namespace nothing can be told apart.
			.filter(mount => mount !== undefined && !mount.root.startsWith('/..'))
			.map(mount => new EmptyCgroupWalk(mount!));
	}

	/**
	The most that one hierarchy has. Undefined while nobody wants to know, and where not all processes can be seen: the cgroup of one that is
	hidden would look empty.
	*/
	count(isWanted: boolean, processes: Processes, atSeconds: number): EmptyCgroups | undefined {
		if (!isWanted || !processes.get(2)?.isKernelThread) {
			this.#found = undefined;
			return undefined;
		}

		const isResting = this.#walks.every(walk => walk.isAtStart);
		if (this.#found && isResting && atSeconds - this.#beganAtSeconds < secondsBetweenRounds) {
			return this.#found;
		}

		this.#beganAtSeconds = isResting ? atSeconds : this.#beganAtSeconds;
		const populated = populatedPaths(processes);
		this.#found = this.#walks.map(walk => walk.step(populated)).toSorted((a, b) => b.count - a.count)[0];
		return this.#found;
	}
}

/**
The paths of all cgroups with processes, and of all around them. Many processes have the same list.
*/
function populatedPaths(processes: Processes): ReadonlySet<string> {
	const seen = new Set<readonly CgroupMembership[]>();
	const paths = new Set<string>();
	for (const {cgroups} of processes.values()) {
		const memberships = valueOf(cgroups);
		if (!memberships || seen.has(memberships)) {
			continue;
		}

		seen.add(memberships);
		for (let {path} of memberships) {
			while (path !== '' && !paths.has(path)) {
				paths.add(path);
				path = path.slice(0, path.lastIndexOf('/'));
			}
		}
	}

	return paths;
}
