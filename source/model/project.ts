/**
What a container belongs to together with others, as whoever started it wrote on its labels (Compose, or a runtime of Kubernetes) or as
Podman says.
*/

import {unsupported, type Known} from '../known.ts';
import type {Container} from './container.ts';
import type {ContainerKey} from './keys.ts';

/**
A Compose project or a pod. Texts are from strangers.
*/
export type Project = {
	readonly name: string;
	readonly kind: 'compose' | 'pod';
	/**
	Its service in the Compose file, or its name within the pod.
	*/
	readonly service: string | undefined;
	/**
	Which one of several containers of the service it is, from 1.
	*/
	readonly number: number | undefined;
	/**
	The pod's namespace in Kubernetes.
	*/
	readonly namespace: string | undefined;
	/**
	The services of the same project that Compose starts before it and stops after it, in the order of the Compose file. Compose's first
	version, and Podman's, do not write them down.
	*/
	readonly dependsOn: Known<readonly string[]>;
};

/**
The key of the row of a container's project. Projects of the same name are others where they are in another container. It does not depend
on the engine, which is not known from the beginning.
*/
export function projectKey(container: Pick<Container, 'labels' | 'pod' | 'parent'>): ContainerKey | undefined {
	const project = projectOf(container);
	return project && `project:${JSON.stringify([container.parent, project.kind, project.namespace, project.name])}`;
}

/**
The containers that the row of a project stands for; none for any other row.
*/
export function membersOf(
	{sumOf}: Pick<Container, 'sumOf'>,
	{containers}: {readonly containers: ReadonlyMap<ContainerKey, Container>},
): readonly Container[] {
	return (sumOf?.members ?? []).flatMap(key => containers.get(key) ?? []);
}

/**
The project of a container, undefined where it is in none. Compose may put what it starts into a pod of Podman; Compose knows more of it.
*/
export function projectOf({labels, pod}: Pick<Container, 'labels' | 'pod'>): Project | undefined {
	const compose = labels['com.docker.compose.project'] ?? labels['io.podman.compose.project'];
	if (compose) {
		const number = labels['com.docker.compose.container-number'] ?? '';
		const needed = labels['com.docker.compose.depends_on'];
		return {
			name: compose,
			kind: 'compose',
			service: labels['com.docker.compose.service'],
			number: /^\d{1,9}$/.test(number) ? Number(number) : undefined,
			namespace: undefined,
			dependsOn: needed === undefined ? unsupported : servicesIn(needed),
		};
	}

	const name = labels['io.kubernetes.pod.name'] ?? pod;
	return name
		? {
			name,
			kind: 'pod',
			service: labels['io.kubernetes.container.name'],
			number: undefined,
			namespace: labels['io.kubernetes.pod.namespace'],
			dependsOn: [],
		}
		: undefined;
}

/**
As Compose writes it: `db:service_healthy:false,cache:service_started:true`, each once.
*/
function servicesIn(label: string): readonly string[] {
	return [...new Set(label.split(',').map(part => part.split(':', 1)[0]!.trim()))].filter(name => name !== '');
}
