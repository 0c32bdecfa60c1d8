/**
Which container owns a process: by the ids in its cgroup's path, else by its pid namespace, each from the kernel alone; the engine only adds what it started where the cgroup tells nothing.
*/
import {isMissing, valueOf} from '../known.ts';
import type {EngineContainer} from '../engine/engine.ts';
import type {CgroupMembership} from '../kernel/pid/cgroup.ts';
import type {ProcessIdentity} from '../kernel/reading.ts';
import {cgroupOwners, type CgroupOwner} from './cgroup-path.ts';
import type {ContainerKey} from './types.ts';

/**
The processes of one container, as the kernel shows them.
*/
export type ProcessGroup = {
	readonly key: ContainerKey;
	readonly id: string;
	readonly runtime: string;
	/**
	The container it lies in.
	*/
	readonly parent: ContainerKey | undefined;
	/**
	Host pids, ascending.
	*/
	readonly pids: readonly number[];
	/**
	The first process of the container, as far as the kernel tells: the eldest one.
	*/
	readonly initPid: number;
	/**
	Where its cgroup is in each hierarchy; undefined where it has none of its own.
	*/
	readonly cgroups: readonly CgroupMembership[] | undefined;
	readonly cgroupPath: string | undefined;
};

export type OwnershipInput = {
	readonly processes: ReadonlyMap<number, ProcessIdentity>;
	/**
	Inode of the host's own pid namespace, undefined where it cannot be known.
	*/
	readonly hostPidNamespace: number | undefined;
	/**
	Running containers of engines on this kernel, for those without a cgroup of their own.
	*/
	readonly engineContainers: readonly EngineContainer[];
};

type Draft = {
	owner: CgroupOwner;
	parent: ContainerKey | undefined;
	members: ProcessIdentity[];
};

/**
Groups the processes of containers; processes of the host belong to none. Takes a listing of all processes, gives one group per container, keyed by its id.
*/
export function groupProcesses({processes, hostPidNamespace, engineContainers}: OwnershipInput): ReadonlyMap<ContainerKey, ProcessGroup> {
	const drafts = new Map<ContainerKey, Draft>();
	const loose: ProcessIdentity[] = [];
	for (const process of processes.values()) {
		const owners = ownersOf(process);
		const owner = owners.at(-1);
		if (owner) {
			add(drafts, owner, owners.at(-2)?.id, process);
		} else if (!process.isKernelThread) {
			loose.push(process);
		}
	}

	addByPidNamespace(drafts, loose, {processes, hostPidNamespace, engineContainers});
	return new Map([...drafts].map(([key, draft]) => [key, finish(key, draft, engineContainers)]));
}

const ownersOfPath = new Map<string, readonly CgroupOwner[]>();

/**
A path is parsed once: thousands of processes share a few hundred of them.
*/
function ownersOf(process: ProcessIdentity): readonly CgroupOwner[] {
	const path = longestPath(valueOf(process.cgroups) ?? []);
	if (path === '/') {
		return [];
	}

	let owners = ownersOfPath.get(path);
	if (!owners) {
		owners = cgroupOwners(path);
		if (ownersOfPath.size > 4096) {
			ownersOfPath.clear();
		}

		ownersOfPath.set(path, owners);
	}

	return owners;
}

/**
On v1 a process may have been left in `/` by some controllers; the deepest path is the one that somebody chose.
*/
function longestPath(memberships: readonly CgroupMembership[]): string {
	let longest = '/';
	for (const {path} of memberships) {
		if (path.length > longest.length) {
			longest = path;
		}
	}

	return longest;
}

function add(drafts: Map<ContainerKey, Draft>, owner: CgroupOwner, parent: ContainerKey | undefined, process: ProcessIdentity): void {
	const draft = drafts.get(owner.id);
	if (draft) {
		draft.members.push(process);
	} else {
		drafts.set(owner.id, {owner, parent, members: [process]});
	}
}

/**
Zombies lose their cgroup on v1, and rootless engines there have none at all: what is left is the pid namespace.
*/
function addByPidNamespace(drafts: Map<ContainerKey, Draft>, loose: readonly ProcessIdentity[], {processes, hostPidNamespace, engineContainers}: OwnershipInput): void {
	const ownerOfNamespace = new Map<number, {owner: CgroupOwner; parent: ContainerKey | undefined}>();
	for (const {owner, parent, members} of drafts.values()) {
		for (const member of members) {
			const namespace = valueOf(member.pidNamespace);
			if (namespace !== undefined && namespace !== hostPidNamespace && !ownerOfNamespace.has(namespace)) {
				ownerOfNamespace.set(namespace, {owner, parent});
			}
		}
	}

	for (const container of engineContainers) {
		const init = container.initPid === undefined || drafts.has(container.id) ? undefined : processes.get(container.initPid);
		const namespace = init && valueOf(init.pidNamespace);
		if (namespace !== undefined && namespace !== hostPidNamespace && !ownerOfNamespace.has(namespace)) {
			ownerOfNamespace.set(namespace, {owner: {runtime: 'docker', id: container.id, path: ''}, parent: undefined});
		}
	}

	for (const process of loose) {
		const namespace = valueOf(process.pidNamespace);
		const found = namespace === undefined || namespace === hostPidNamespace ? undefined : ownerOfNamespace.get(namespace);
		if (found) {
			add(drafts, found.owner, found.parent, process);
		}
	}
}

function finish(key: ContainerKey, {owner, parent, members}: Draft, engineContainers: readonly EngineContainer[]): ProcessGroup {
	const told = engineContainers.find(({id}) => id === owner.id)?.initPid;
	const init = members.find(({pid}) => pid === told) ?? eldestOf(members);
	const cgroups = owner.path === '' || isMissing(init.cgroups) ? undefined : init.cgroups.map(membership => ({...membership, path: cut(membership.path, owner)}));
	return {
		key,
		id: owner.id,
		runtime: owner.runtime,
		parent: parent === key ? undefined : parent,
		pids: members.map(({pid}) => pid).toSorted((a, b) => a - b),
		initPid: init.pid,
		cgroups,
		cgroupPath: owner.path === '' ? undefined : owner.path,
	};
}

function eldestOf(members: readonly ProcessIdentity[]): ProcessIdentity {
	let eldest = members[0]!;
	for (const member of members) {
		if (member.startTicks < eldest.startTicks || (member.startTicks === eldest.startTicks && member.pid < eldest.pid)) {
			eldest = member;
		}
	}

	return eldest;
}

/**
The init may sit in a cgroup below the container's own, as systemd does; the numbers are wanted of the whole.
*/
function cut(path: string, owner: CgroupOwner): string {
	return path.startsWith(`${owner.path}/`) ? owner.path : path;
}
