/**
Which container owns a process: by the ids in its cgroup's path, else by its pid and mount namespaces, each from the kernel alone. The engine only adds what it started where the kernel tells nothing.
*/
import {valueOf} from '../known.ts';
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
	/**
	Whether its cgroup names it. What names itself in another way has to be judged by more evidence.
	*/
	readonly isNamed: boolean;
	/**
	Uid of the Kubernetes pod it belongs to.
	*/
	readonly podUid: string | undefined;
};

export type OwnershipInput = {
	readonly processes: ReadonlyMap<number, ProcessIdentity>;
	/**
	Inode of the host's own pid namespace, undefined where it cannot be known.
	*/
	readonly hostPidNamespace: number | undefined;
	/**
	Inode of the host's own mount namespace; without it no container is told by its namespaces.
	*/
	readonly hostMountNamespace?: number | undefined;
	/**
	Containers of engines on this kernel outside of all containers: those that run, for what has no cgroup of its own, and the others, whose ids nobody else can have.
	*/
	readonly engineContainers: readonly EngineContainer[];
};

/**
Where a process was put: one draft for each container that is found.
*/
type Draft = {
	readonly place: string;
	readonly id: string;
	readonly runtime: string;
	readonly owner: CgroupOwner | undefined;
	/**
	Places of the drafts it lies in as far as its cgroup's path tells, the innermost first. Not all of them need to have processes.
	*/
	readonly outers: readonly string[];
	members: ProcessIdentity[];
};

/**
Groups the processes of containers; processes of the host belong to none. Takes a listing of all processes, gives one group per container, keyed by its id.
*/
export function groupProcesses(input: OwnershipInput): ReadonlyMap<ContainerKey, ProcessGroup> {
	const drafts = new Map<string, Draft>();
	const loose: ProcessIdentity[] = [];
	const told = new Set(input.engineContainers.map(({id}) => id));
	for (const process of input.processes.values()) {
		const found = ownersOf(process);
		const owners = found.length === 0 && !process.isKernelThread ? toldOwner(process, told) : found;
		if (owners.length > 0) {
			addToCgroup(drafts, owners, process);
		} else if (!process.isKernelThread) {
			loose.push(process);
		}
	}

	divideByNamespaces(drafts);
	addLoose(drafts, loose, input);
	return finish(drafts, input);
}

const ownersOfPath = new Map<string, readonly CgroupOwner[]>();
const mostPaths = 4096;
const idLength = 64;
const makers: ReadonlySet<string> = new Set(['unshare', 'bwrap', 'nsenter']);

/**
Of the paths in all hierarchies that which names most containers: on v1 a process may have been left in `/` or with its maker by some controllers.
*/
function ownersOf(process: ProcessIdentity): readonly CgroupOwner[] {
	let most: readonly CgroupOwner[] = [];
	let seen = '/';
	for (const {path} of valueOf(process.cgroups) ?? []) {
		// Most hierarchies have the same path.
		if (path !== '/' && path !== seen) {
			seen = path;
			const owners = ownersIn(path);
			if (owners.length > most.length) {
				most = owners;
			}
		}
	}

	return most;
}

/**
A path is parsed once: thousands of processes share a few hundred of them.
*/
function ownersIn(path: string): readonly CgroupOwner[] {
	let owners = ownersOfPath.get(path);
	if (!owners) {
		owners = cgroupOwners(path);
		if (ownersOfPath.size > mostPaths) {
			ownersOfPath.clear();
		}

		ownersOfPath.set(path, owners);
	}

	return owners;
}

/**
An engine may be told to put its containers below any cgroup: there a bare id means something only if the engine tells it too.
*/
function toldOwner(process: ProcessIdentity, told: ReadonlySet<string>): readonly CgroupOwner[] {
	const path = told.size === 0 ? undefined : valueOf(process.cgroups)?.find(membership => membership.path.length > idLength)?.path;
	const parts = path?.split('/') ?? [];
	const index = parts.findLastIndex(part => part.length === idLength && told.has(part));
	return index === -1 ? [] : [{runtime: 'docker', id: parts[index]!, path: parts.slice(0, index + 1).join('/')}];
}

/**
The path is the place and not the id alone: an id can be written into any cgroup's name by whoever may make cgroups there.
*/
function addToCgroup(drafts: Map<string, Draft>, owners: readonly CgroupOwner[], process: ProcessIdentity): void {
	const owner = owners.at(-1)!;
	const draft = drafts.get(owner.path);
	if (draft) {
		draft.members.push(process);
	} else {
		drafts.set(owner.path, {
			place: owner.path, id: owner.id, runtime: owner.runtime, owner, outers: owners.slice(0, -1).map(({path}) => path).toReversed(), members: [process],
		});
	}
}

function placeOfNamespaces({pidNamespace, mountNamespace}: ProcessIdentity): string | undefined {
	const pid = valueOf(pidNamespace);
	const mount = valueOf(mountNamespace);
	return pid === undefined || mount === undefined ? undefined : `pid:${pid} mnt:${mount}`;
}

/**
A container made inside a container by other means (unshare, a rootless engine on v1) shares the outer one's cgroup but neither its pid nor its mount namespace.
*/
function divideByNamespaces(drafts: Map<string, Draft>): void {
	for (const draft of drafts.values()) {
		const init = eldestOf(draft.members);
		const pidNamespaces = new Set(draft.members.map(({pidNamespace}) => valueOf(pidNamespace)));
		if (pidNamespaces.size < 2) {
			continue;
		}

		const byPid = new Map(draft.members.map(member => [member.pid, member]));
		const stays = (member: ProcessIdentity): boolean => {
			const place = placeOfNamespaces(member);
			const isApart = place !== undefined && !isSame(member.pidNamespace, init.pidNamespace) && !isSame(member.mountNamespace, init.mountNamespace);
			// A process that only entered the host's namespaces, as an agent does, is no container of its own.
			return !isApart || isOutside(member, init, byPid);
		};

		const inner = draft.members.filter(member => !stays(member)).toSorted(byAge);
		draft.members = draft.members.filter(member => stays(member));
		const placed = new Map<number, Draft>();
		for (const member of inner) {
			const home = homeOf(member, byPid, placed) ?? draftOfNamespaces(drafts, member, [draft.place]);
			home.members.push(member);
			placed.set(member.pid, home);
		}
	}
}

/**
Where the parent was put, if both are in one pid namespace: a process that was made there and has only changed its mounts, as a service with a /tmp of its own, or who is about to make a container, is none itself.
*/
function homeOf(process: ProcessIdentity, processes: ReadonlyMap<number, ProcessIdentity>, placed: ReadonlyMap<number, Draft>): Draft | undefined {
	const parent = processes.get(process.parentPid);
	return parent && parent.startTicks <= process.startTicks && isSame(parent.pidNamespace, process.pidNamespace) ? placed.get(parent.pid) : undefined;
}

/**
Whether a member of a container's cgroup runs in namespaces that some member of it had before: none of its ancestors in the container was in others.
*/
function isOutside(member: ProcessIdentity, init: ProcessIdentity, byPid: ReadonlyMap<number, ProcessIdentity>): boolean {
	let ancestor = byPid.get(member.parentPid);
	for (let steps = 0; ancestor && steps < byPid.size; steps++) {
		if (isSame(ancestor.pidNamespace, init.pidNamespace)) {
			return false;
		}

		ancestor = byPid.get(ancestor.parentPid);
	}

	return true;
}

function isSame(a: ProcessIdentity['pidNamespace'], b: ProcessIdentity['pidNamespace']): boolean {
	return valueOf(a) === valueOf(b);
}

function draftOfNamespaces(drafts: Map<string, Draft>, process: ProcessIdentity, outers: readonly string[]): Draft {
	const place = placeOfNamespaces(process)!;
	const known = drafts.get(place);
	if (known) {
		return known;
	}

	const draft: Draft = {
		place, id: `pid-${valueOf(process.pidNamespace)!}`, runtime: 'isolated', owner: undefined, outers, members: [],
	};
	drafts.set(place, draft);
	return draft;
}

/**
Processes without a telling cgroup: zombies lose theirs on v1, and what unshare, bubblewrap or a rootless engine there starts never had one. What is left is the pid namespace, and with it the mount namespace.
*/
function addLoose(drafts: Map<string, Draft>, loose: readonly ProcessIdentity[], input: OwnershipInput): void {
	const {processes, hostPidNamespace, hostMountNamespace} = input;
	const placed = new Map<number, Draft>();
	const draftOfNamespace = new Map<number, Draft>();
	const put = (process: ProcessIdentity, draft: Draft): void => {
		placed.set(process.pid, draft);
		const namespace = valueOf(process.pidNamespace);
		if (namespace !== undefined && namespace !== hostPidNamespace && !draftOfNamespace.has(namespace)) {
			draftOfNamespace.set(namespace, draft);
		}
	};

	for (const draft of drafts.values()) {
		for (const member of draft.members) {
			put(member, draft);
		}
	}

	const told = addTold(drafts, input, placed);
	for (const [init, draft] of told.values()) {
		put(init, draft);
	}

	// The eldest come first, so that who made a namespace comes before who entered it.
	const elders = loose.filter(({pidNamespace}) => valueOf(pidNamespace) !== undefined && valueOf(pidNamespace) !== hostPidNamespace).toSorted(byAge);
	for (const process of elders) {
		const shared = draftOfNamespace.get(valueOf(process.pidNamespace)!);
		const mount = valueOf(process.mountNamespace);
		const isApart = hostMountNamespace !== undefined && mount !== undefined && mount !== hostMountNamespace;
		const joined = shared && (!isApart || isNamed(shared)) ? shared : undefined;
		const draft = told.get(placeOfNamespaces(process) ?? '')?.[1]
			?? homeOf(process, processes, placed)
			?? joined
			?? (isApart ? draftOfNamespaces(drafts, process, []) : undefined);
		if (draft) {
			draft.members.push(process);
			put(process, draft);
		}
	}
}

type ToldDraft = readonly [init: ProcessIdentity, draft: Draft];

/**
Drafts for what engines started without a cgroup to tell it, with their first processes, by the namespaces of these.
*/
function addTold(drafts: Map<string, Draft>, {engineContainers, processes, hostPidNamespace}: OwnershipInput, placed: ReadonlyMap<number, Draft>): ReadonlyMap<string, ToldDraft> {
	const told = new Map<string, ToldDraft>();
	for (const {id, initPid} of engineContainers) {
		const init = initPid === undefined ? undefined : processes.get(initPid);
		const namespace = init && valueOf(init.pidNamespace);
		if (!init || namespace === undefined || namespace === hostPidNamespace || placed.has(init.pid)) {
			continue;
		}

		const draft: Draft = {
			place: `engine:${id}`, id, runtime: 'docker', owner: undefined, outers: [], members: [],
		};
		drafts.set(draft.place, draft);
		told.set(placeOfNamespaces(init) ?? draft.place, [init, draft]);
	}

	return told;
}

/**
Whether something else than its namespaces tells that it is a container.
*/
function isNamed({owner, place}: Draft): boolean {
	return owner !== undefined || place.startsWith('engine:');
}

function finish(drafts: ReadonlyMap<string, Draft>, {processes, engineContainers}: OwnershipInput): ReadonlyMap<ContainerKey, ProcessGroup> {
	const filled = [...drafts.values()].filter(({members}) => members.length > 0);
	const told = new Map(engineContainers.map(({id, initPid}) => [id, initPid]));
	const inits = new Map(filled.map(draft => [draft, draft.members.find(({pid}) => pid === told.get(draft.id)) ?? eldestOf(draft.members)]));
	const draftOfPid = new Map(filled.flatMap(draft => draft.members.map(({pid}) => [pid, draft] as const)));
	const outers = outersOf(inits, draftOfPid, processes);
	const keys = keysOf(filled, draft => inits.get(draft)!.pid === told.get(draft.id), draft => told.has(draft.id) && outers.has(draft.place));
	const taken = new Set(keys.values());
	return new Map([...inits].map(([draft, init]) => {
		const key = keys.get(draft.place)!;
		const outer = outers.get(draft.place);
		const parent = outer === undefined ? undefined : keys.get(outer) ?? keyOfUnseen(outer, taken);
		const path = draft.owner?.path ?? ownCgroup(init, processes, ({pid}) => isWithin(draftOfPid.get(pid)?.place, draft.place, outers));
		return [key, {
			key,
			id: key,
			runtime: draft.runtime,
			parent: parent === key ? undefined : parent,
			pids: draft.members.map(({pid}) => pid).toSorted((a, b) => a - b),
			initPid: init.pid,
			cgroups: path === undefined ? undefined : membershipsIn(path, valueOf(init.cgroups) ?? []),
			cgroupPath: path,
			isNamed: isNamed(draft),
			podUid: draft.owner?.podUid,
		}];
	}));
}

/**
The id is the key, if several claim one that of the container whose first process the engine names, else of the outermost: what lies inside a container cannot take the id of what lies outside, even of what has ended.
The others have their places for keys.
*/
function keysOf(drafts: readonly Draft[], isTold: (draft: Draft) => boolean, isClaimed: (draft: Draft) => boolean): ReadonlyMap<string, ContainerKey> {
	const keys = new Map<string, ContainerKey>();
	const taken = new Set<ContainerKey>();
	for (const draft of drafts.toSorted((a, b) => Number(isTold(b)) - Number(isTold(a)) || depthOf(a) - depthOf(b) || byAge(eldestOf(a.members), eldestOf(b.members)))) {
		const key = taken.has(draft.id) || (isClaimed(draft) && !isTold(draft)) ? draft.place : draft.id;
		taken.add(key);
		keys.set(draft.place, key);
	}

	return keys;
}

function depthOf({owner, place}: Draft): number {
	return owner === undefined ? Infinity : place.split('/').length;
}

/**
By place, the place of the container around each: the one that the path of its cgroup names, else the one in which it was made.
*/
function outersOf(inits: ReadonlyMap<Draft, ProcessIdentity>, draftOfPid: ReadonlyMap<number, Draft>, processes: ReadonlyMap<number, ProcessIdentity>): ReadonlyMap<string, string> {
	const outers = new Map<string, string>();
	const places = new Set(inits.keys().map(({place}) => place));
	for (const [draft, init] of inits) {
		const maker = outerOf(init, draft, draftOfPid, processes);
		const named = draft.outers.find(place => places.has(place));
		const outer = (draft.owner ? named ?? maker : maker ?? named) ?? draft.outers[0];
		// Who enters a container of another's making could make a ring.
		if (outer !== undefined && !isWithin(outer, draft.place, outers)) {
			outers.set(draft.place, outer);
		}
	}

	return outers;
}

/**
Whether a place is another one or lies in it, to any depth.
*/
function isWithin(place: string | undefined, around: string, outers: ReadonlyMap<string, string>): boolean {
	let current = place;
	for (let steps = 0; current !== undefined && steps <= outers.size; steps++) {
		if (current === around) {
			return true;
		}

		current = outers.get(current);
	}

	return false;
}

/**
The container that the maker of this one runs in: that of the nearest ancestor which is in any.
*/
function outerOf(init: ProcessIdentity, draft: Draft, draftOfPid: ReadonlyMap<number, Draft>, processes: ReadonlyMap<number, ProcessIdentity>): string | undefined {
	let ancestor = processes.get(init.parentPid);
	for (let steps = 0; ancestor && steps < 1000; steps++) {
		const found = draftOfPid.get(ancestor.pid);
		if (found && found !== draft) {
			return found.place;
		}

		ancestor = processes.get(ancestor.parentPid);
	}

	return undefined;
}

/**
The id of a container whose own processes cannot be seen, unless it is that of another one.
*/
function keyOfUnseen(path: string, taken: ReadonlySet<ContainerKey>): ContainerKey {
	const id = cgroupOwners(path).at(-1)?.id;
	return id === undefined || taken.has(id) ? path : id;
}

function eldestOf(members: readonly ProcessIdentity[]): ProcessIdentity {
	let eldest = members[0]!;
	for (const member of members) {
		if (byAge(member, eldest) < 0) {
			eldest = member;
		}
	}

	return eldest;
}

function byAge(a: ProcessIdentity, b: ProcessIdentity): number {
	return a.startTicks - b.startTicks || a.pid - b.pid;
}

/**
Where the container's own cgroup is in each hierarchy; undefined where it does not tell the memory, because that is counted in a cgroup which is not the container's alone. The init may sit below it, as systemd does; the
numbers are wanted of the whole.
*/
function membershipsIn(path: string, memberships: readonly CgroupMembership[]): readonly CgroupMembership[] | undefined {
	const own = memberships.filter(membership => isBelow(membership.path, path)).map(membership => ({...membership, path}));
	const countsMemory = (list: readonly CgroupMembership[]): boolean => list.some(({controllers}) => controllers.includes('memory'));
	return own.length === 0 || (countsMemory(memberships) && !countsMemory(own)) ? undefined : own;
}

function isBelow(path: string, whole: string): boolean {
	return path === whole || path.startsWith(`${whole}/`);
}

/**
A container told by its namespaces may still have a cgroup to itself, whatever it is called: then nobody is in it but its own processes, those of the containers in it, and the program that made it and waits for its end.
*/
function ownCgroup(init: ProcessIdentity, processes: ReadonlyMap<number, ProcessIdentity>, isOwn: (process: ProcessIdentity) => boolean): string | undefined {
	const paths = new Set((valueOf(init.cgroups) ?? []).map(({path}) => path).filter(path => path !== '/'));
	const isMaker = ({pid, comm}: ProcessIdentity): boolean => pid === init.parentPid && makers.has(comm);
	const others = paths.size === 0 ? [] : [...processes.values()].filter(process => !process.isKernelThread && !isOwn(process) && !isMaker(process));
	return [...paths].find(path => others.every(({cgroups}) => valueOf(cgroups)?.some(membership => isBelow(membership.path, path)) !== true));
}
