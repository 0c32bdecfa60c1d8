/**
What a container is found by: name, image, id, command, labels, project, addresses, ports, pids, flags and state.
*/
import {valueOf} from '../../known.ts';
import type {Container} from '../container.ts';
import {flagsOf} from '../isolation/flags.ts';
import {projectOf} from '../project.ts';
import type {Searchable} from './query.ts';

export function searchableContainer(container: Container): Searchable {
	const {name, id, image, command, labels, addresses, ports, pids, initPid, state, health, runtime} = container;
	const project = projectOf(container);
	const first = valueOf(initPid);
	return {
		id,
		texts: [
			name,
			image,
			command,
			...Object.entries(labels).map(([key, value]) => `${key}=${value}`),
			...(project ? [project.name, project.service ?? '', project.namespace ?? ''] : []),
			...addresses,
			...flagsOf(container),
			state,
			health ?? '',
			runtime,
		],
		numbers: [
			...ports.flatMap(({hostPort, containerPort}) => hostPort === undefined ? [containerPort] : [hostPort, containerPort]),
			...(first === undefined ? [] : [first]),
			...pids,
		],
	};
}
