/**
A container of a Kubernetes pod, as it is called and labelled whatever tells of it; and what the kubelet tells by the names in
`/var/log/pods` and `/var/log/containers`.
*/
import {usable, type ContainerFile} from './container-file.ts';

/**
What identifies a container in Kubernetes, as far as it is known.
*/
type PodContainer = {
	readonly pod: string | undefined;
	readonly namespace: string | undefined;
	readonly uid: string | undefined;
	readonly container: string | undefined;
	/**
	It holds the namespaces of the pod and runs nothing.
	*/
	readonly isSandbox: boolean;
};

/**
The name by which the kubelet calls what holds the namespaces of a pod.
*/
const sandboxName = 'POD';

/**
The file of a container in a pod: called after both, with the labels that a kubelet gives. Undefined where neither is known.
*/
export function fileOfPod(
	{pod, namespace, uid, container, isSandbox}: PodContainer,
	more: {readonly id?: string; readonly image?: string; readonly labels?: ContainerFile['labels']} = {},
): ContainerFile | undefined {
	const own = isSandbox ? sandboxName : usable(container);
	const labels = {
		'io.kubernetes.pod.name': usable(pod),
		'io.kubernetes.pod.namespace': usable(namespace),
		'io.kubernetes.pod.uid': usable(uid),
		'io.kubernetes.container.name': own,
	};
	const names = [usable(pod), own === sandboxName ? 'pause' : own].filter(name => name !== undefined);
	return usable(pod) === undefined && usable(container) === undefined
		? undefined
		: {
			runtime: 'kubernetes',
			id: more.id,
			// Of a pod alone it is not known which of its containers this is.
			name: own === undefined ? undefined : names.join('/'),
			image: usable(more.image),
			command: undefined,
			labels: {
				...more.labels,
				...Object.fromEntries(Object.entries(labels).filter((entry): entry is [string, string] => entry[1] !== undefined)),
			},
		};
}

/**
What a name in one of these folders tells; `id` is what it is to be found by.
*/
type NamedFile = ContainerFile & {readonly id: string};

/**
The name of a folder in `/var/log/pods`, `<namespace>_<pod>_<uid>`: the file of any container in this pod, by the uid. Undefined for other
names. Neither a namespace nor a pod can have `_` in its name.
*/
export function parsePodFolder(folder: string): NamedFile | undefined {
	const [, namespace, pod, uid] = /^([^_]+)_([^_]+)_([\d\-a-f]{32,36})$/.exec(folder) ?? [];
	const file = fileOfPod({
		pod, namespace, uid, container: undefined, isSandbox: false,
	});
	return uid === undefined || file === undefined ? undefined : {...file, id: uid};
}

/**
The name of a link in `/var/log/containers`, `<pod>_<namespace>_<container>-<id>.log`: the file of that container. Undefined for other
names.
*/
export function parseContainerLog(link: string): NamedFile | undefined {
	const [, pod, namespace, container, id] = /^([^_]+)_([^_]+)_([^_]+)-([\da-f]{64})\.log$/.exec(link) ?? [];
	const file = fileOfPod({
		pod, namespace, uid: undefined, container, isSandbox: false,
	});
	return id === undefined || file === undefined ? undefined : {...file, id};
}
