/**
Which containers the paths of a process's cgroups name.
*/
import {valueOf} from '../../known.ts';
import {isPathWithin} from '../../kernel/path.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import {cgroupOwners, type CgroupOwner} from './cgroup-path.ts';
import type {Draft} from './draft.ts';

// Those of lately, and those of before: what is asked for once in a while stays.
let ownersOfPath = new Map<string, readonly CgroupOwner[]>();
let ownersBefore = ownersOfPath;
const mostPaths = 1024;
const idLength = 64;

/**
Of the paths in all hierarchies that which names most containers: on v1 a process may have been left in `/` or with its maker by some
controllers. Containers at or around the cgroup `world` are not told: that is the one which nstop sees from the inside.
*/
export function ownersOf(process: ProcessIdentity, world?: string): readonly CgroupOwner[] {
	let most: readonly CgroupOwner[] = [];
	let seen = '/';
	for (const {path} of valueOf(process.cgroups) ?? []) {
		// Most hierarchies have the same path.
		if (path !== '/' && path !== seen) {
			seen = path;
			const owners = world === undefined ? ownersIn(path) : ownersIn(path).filter(owner => !isPathWithin(world, owner.path));
			if (owners.length > most.length) {
				most = owners;
			}
		}
	}

	return most;
}

/**
An engine may be told to put its containers below any cgroup: there a bare id means something only if the engine lists it too.
*/
export function toldOwner(process: ProcessIdentity, told: ReadonlySet<string>): readonly CgroupOwner[] {
	const path = told.size === 0 ? undefined : valueOf(process.cgroups)?.find(membership => membership.path.length > idLength)?.path;
	const parts = path?.split('/') ?? [];
	const index = parts.findLastIndex(part => part.length === idLength && told.has(part));
	return index === -1 ? [] : [{runtime: 'docker', id: parts[index]!, path: parts.slice(0, index + 1).join('/')}];
}

/**
The path is the place and not the id alone: an id can be written into any cgroup's name by whoever may make cgroups there.
*/
export function addToCgroup(drafts: Map<string, Draft>, owners: readonly CgroupOwner[], process: ProcessIdentity): void {
	const owner = owners.at(-1)!;
	const draft = drafts.get(owner.path);
	if (draft) {
		draft.members.push(process);
	} else {
		drafts.set(owner.path, {
			place: owner.path,
			id: owner.id,
			runtime: owner.runtime,
			owner,
			outers: owners
				.slice(0, -1)
				.map(({path}) => path)
				.toReversed(),
			members: [process],
		});
	}
}

/**
A path is parsed once: thousands of processes share a few hundred of them.
*/
function ownersIn(path: string): readonly CgroupOwner[] {
	const known = ownersOfPath.get(path);
	if (known) {
		return known;
	}

	if (ownersOfPath.size >= mostPaths) {
		ownersBefore = ownersOfPath;
		ownersOfPath = new Map();
	}

	const owners = ownersBefore.get(path) ?? cgroupOwners(path);
	ownersOfPath.set(path, owners);
	return owners;
}
