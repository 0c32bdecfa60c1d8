/**
What a container is found by: name, image, id, command, labels, project, addresses, ports, pids, flags, state, and what its processes are.
*/
import {valueOf} from '../../known.ts';
import type {Container} from '../container.ts';
import {flagsOf} from '../isolation/flags.ts';
import {projectOf} from '../project.ts';
import type {Snapshot} from '../snapshot.ts';
import type {ContainerKey} from '../keys.ts';
import type {Process} from '../process.ts';
import {searchableProcess} from './process.ts';
import type {Searchable} from './query.ts';

/**
Compose writes hashes into labels; they are found as ids are.
*/
const hashPattern = /^[\da-f]{32,}$/u;

/**
A container is also found by the addresses of those whose network it shares.
*/
export function searchableContainer(container: Container, snapshot: Pick<Snapshot, 'containers' | 'processes' | 'self'>): Searchable {
	const {containers} = snapshot;
	const {name, id, image, command, labels, addresses, ports, pids, initPid, state, health, runtime, unit} = container;
	const project = projectOf(container);
	const first = valueOf(initPid);
	const sharing = container.namespaces.net.sharedWith.flatMap(other => containers.get(other) ?? []);
	const hashes = Object.values(labels).filter(value => hashPattern.test(value));
	return {
		texts: [
			name,
			image,
			command,
			...Object.entries(labels).map(([key, value]) => hashPattern.test(value) ? key : `${key}=${value}`),
			...(project ? [project.name, project.service ?? '', project.namespace ?? ''] : []),
			...addresses,
			...sharing.flatMap(other => other.addresses),
			...flagsOf(container),
			state,
			health ?? '',
			runtime,
			...processesOf(container, snapshot).flatMap(process => searchableProcess(process).texts),
			...(unit ? [unit.kind, unit.path, unit.facts?.description ?? '', unit.facts?.activeState ?? ''] : []),
		],
		numbers: [
			...ports.flatMap(({hostPort, containerPort}) => hostPort === undefined ? [containerPort] : [hostPort, containerPort]),
			...(first === undefined ? [] : [first]),
			...pids,
		],
		ids: [id, ...hashes],
	};
}

/**
As far as they are known: those of containers always, those of the host where they were asked for.
*/
function processesOf({key, unit, pids}: Container, snapshot: Pick<Snapshot, 'processes' | 'self'>): readonly Process[] {
	const byOwner = ownersOf(snapshot);
	if (!unit) {
		return byOwner.get(key) ?? [];
	}

	// What stands for all the rest has processes with any words, also with the names of others.
	if (unit.path === '') {
		return [];
	}

	const members = new Set(pids);
	return (byOwner.get(undefined) ?? []).filter(({pid}) => members.has(pid));
}

type ByOwner = ReadonlyMap<ContainerKey | undefined, readonly Process[]>;

const known = new WeakMap<Snapshot['processes'], ByOwner>();

/**
Without those whose command line has the words because nstop was started with them.
*/
function ownersOf({processes, self}: Pick<Snapshot, 'processes' | 'self'>): ByOwner {
	let byOwner = known.get(processes);
	if (!byOwner) {
		const byPid = new Map([...processes.values()].map(process => [process.pid, process]));
		const callers = new Set<Process>();
		for (let caller = byPid.get(self.pid); caller && !callers.has(caller);) {
			callers.add(caller);
			caller = byPid.get(caller.parentPid);
		}

		byOwner = Map.groupBy([...processes.values()].filter(process => !callers.has(process)), ({container}) => container);
		known.set(processes, byOwner);
	}

	return byOwner;
}
