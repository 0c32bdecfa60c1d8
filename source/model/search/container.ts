/**
What a container is found by: name, image, id, command, labels, project, addresses, ports, pids, flags and state.
*/
import {valueOf} from '../../known.ts';
import type {Container} from '../container.ts';
import {flagsOf} from '../isolation/flags.ts';
import {projectOf} from '../project.ts';
import type {Snapshot} from '../snapshot.ts';
import type {Searchable} from './query.ts';

/**
Compose writes hashes into labels; they are found as ids are.
*/
const hashPattern = /^[\da-f]{32,}$/u;

/**
A container is also found by the addresses of those whose network it shares.
*/
export function searchableContainer(container: Container, {containers}: Pick<Snapshot, 'containers'>): Searchable {
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
