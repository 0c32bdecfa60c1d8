/**
What a container belongs to together with others, as whoever started it wrote on its labels (Compose, or a runtime of Kubernetes) or as
Podman says.
*/

import type {Container} from './container.ts';

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
};

/**
The project of a container, undefined where it is in none. Compose may put what it starts into a pod of Podman; Compose knows more of it.
*/
export function projectOf({labels, pod}: Pick<Container, 'labels' | 'pod'>): Project | undefined {
	const compose = labels['com.docker.compose.project'] ?? labels['io.podman.compose.project'];
	if (compose) {
		const number = labels['com.docker.compose.container-number'] ?? '';
		return {
			name: compose,
			kind: 'compose',
			service: labels['com.docker.compose.service'],
			number: /^\d{1,9}$/.test(number) ? Number(number) : undefined,
			namespace: undefined,
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
		}
		: undefined;
}
