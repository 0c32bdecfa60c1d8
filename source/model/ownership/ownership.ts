/**
Which container owns a process: by the ids in its cgroup's path, else by its pid and mount namespaces, each from the kernel alone. The
engine only adds what it started where the kernel tells nothing.
*/
import {valueOf} from '../../known.ts';
import type {CgroupMembership} from '../../kernel/pid/cgroup.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {ContainerKey} from '../keys.ts';
import {addToCgroup, ownersOf, toldOwner} from './cgroup-owner.ts';
import {eldestOf, isNamed, type Draft} from './draft.ts';
import {divideByNamespaces} from './inner.ts';
import type {OwnershipInput} from './input.ts';
import {keyOfUnseen, keysOf} from './keys.ts';
import {addLoose} from './loose.ts';
import {isWithin, outersOf} from './nesting.ts';
import {membershipsIn, ownCgroup} from './own-cgroup.ts';

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

/**
Groups the processes of containers; processes of the host belong to none. Takes a listing of all processes, gives one group per
container, keyed by its id.
*/
export function groupProcesses(input: OwnershipInput): ReadonlyMap<ContainerKey, ProcessGroup> {
	const drafts = new Map<string, Draft>();
	const loose: ProcessIdentity[] = [];
	const told = new Set(input.engineContainers.map(({id}) => id));
	for (const process of input.processes.values()) {
		const found = ownersOf(process, input.world);
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

function finish(
	drafts: ReadonlyMap<string, Draft>,
	{processes, engineContainers}: OwnershipInput,
): ReadonlyMap<ContainerKey, ProcessGroup> {
	const filled = [...drafts.values()].filter(({members}) => members.length > 0);
	const told = new Map(engineContainers.map(({id, initPid}) => [id, initPid]));
	const inits = new Map(filled.map(draft => [draft, draft.members.find(({pid}) => pid === told.get(draft.id)) ?? eldestOf(draft.members)]));
	const draftOfPid = new Map(filled.flatMap(draft => draft.members.map(({pid}) => [pid, draft] as const)));
	const outers = outersOf(inits, draftOfPid, processes);
	const keys = keysOf(
		filled,
		draft => inits.get(draft)!.pid === told.get(draft.id),
		draft => told.has(draft.id) && outers.has(draft.place),
	);
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
