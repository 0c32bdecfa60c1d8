/**
Processes whose cgroup tells nothing.
*/
import {valueOf} from '../../known.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import {
	byAge,
	draftOfNamespaces,
	homeOf,
	isNamed,
	placeOfNamespaces,
	type Draft,
} from './draft.ts';
import {isHelper, pidNamespacesOfUnits} from './helpers.ts';
import type {OwnershipInput} from './input.ts';
import {addOfShims} from './shims.ts';

/**
Processes without a telling cgroup: zombies lose theirs on v1, and what unshare, bubblewrap or a rootless engine there starts never had
one. What is left is the pid namespace, and with it the mount namespace.
*/
export function addLoose(drafts: Map<string, Draft>, loose: readonly ProcessIdentity[], input: OwnershipInput): void {
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

	addOfShims(drafts, loose, processes, hostPidNamespace);
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
	const ofUnits = pidNamespacesOfUnits(loose, processes, hostPidNamespace);
	const elders = loose
		.filter(({pidNamespace}) => {
			const namespace = valueOf(pidNamespace);
			return namespace !== undefined && namespace !== hostPidNamespace && !ofUnits.has(namespace);
		})
		.filter(process => !isHelper(process))
		.toSorted(byAge);
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
Drafts for what engines started without a cgroup that identifies it, with their first processes, by the namespaces of these.
*/
function addTold(
	drafts: Map<string, Draft>,
	{engineContainers, processes, hostPidNamespace}: OwnershipInput,
	placed: ReadonlyMap<number, Draft>,
): ReadonlyMap<string, ToldDraft> {
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
