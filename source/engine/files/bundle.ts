/**
`config.json` of an OCI bundle, which runtimes get for each container that they run: containerd keeps it in
`/run/containerd/io.containerd.runtime.v2.task/<namespace>/<id>`, CRI-O and Podman in `<storage>/overlay-containers/<id>/userdata`. Its
annotations tell on whose behalf.
*/
import {
	asRecord,
	asTexts,
	parseJson,
} from '../untrusted.ts';
import {usable, type ContainerFile} from './container-file.ts';
import {fileOfPod} from './pod.ts';

type Annotations = Readonly<Record<string, string>>;

/**
One record per program that writes annotations: what they say, undefined where they are another program's. From the surest to the weakest.
*/
const writers: ReadonlyArray<(annotations: Annotations) => ContainerFile | undefined> = [
	containerd,
	crio,
	nerdctl,
];

/**
Parses the file; undefined for what is no such file, and where its annotations name nothing.
*/
export function parseBundle(text: string): ContainerFile | undefined {
	const annotations = asTexts(asRecord(parseJson(text))?.annotations);
	for (const writer of writers) {
		const file = writer(annotations);
		if (file) {
			return file;
		}
	}

	return undefined;
}

/**
The CRI plugin of containerd.
*/
function containerd(annotations: Annotations): ContainerFile | undefined {
	return fileOfPod(
		{
			pod: annotations['io.kubernetes.cri.sandbox-name'],
			namespace: annotations['io.kubernetes.cri.sandbox-namespace'],
			uid: annotations['io.kubernetes.cri.sandbox-uid'],
			container: annotations['io.kubernetes.cri.container-name'],
			isSandbox: annotations['io.kubernetes.cri.container-type'] === 'sandbox',
		},
		{image: annotations['io.kubernetes.cri.image-name']},
	);
}

/**
CRI-O gives the labels of the kubelet as annotations, and as a text within the text. Podman takes some of its words but not these.
*/
function crio(annotations: Annotations): ContainerFile | undefined {
	if (!Object.hasOwn(annotations, 'io.kubernetes.cri-o.ContainerName')) {
		return undefined;
	}

	const labels = asTexts(parseJson(annotations['io.kubernetes.cri-o.Labels'] ?? ''));
	const told = (name: string): string | undefined => usable(annotations[name]) ?? labels[name];
	const isSandbox = annotations['io.kubernetes.cri-o.ContainerType'] === 'sandbox';
	return fileOfPod(
		{
			pod: told('io.kubernetes.pod.name') ?? (isSandbox ? annotations['io.kubernetes.cri-o.KubeName'] : undefined),
			namespace: told('io.kubernetes.pod.namespace') ?? annotations['io.kubernetes.cri-o.Namespace'],
			uid: told('io.kubernetes.pod.uid'),
			container: told('io.kubernetes.container.name'),
			isSandbox,
		},
		{
			id: usable(annotations['io.kubernetes.cri-o.ContainerID']),
			image: usable(annotations['io.kubernetes.cri-o.ImageName']) ?? annotations['io.kubernetes.cri-o.Image'],
			labels,
		},
	);
}

/**
Nerdctl gives all labels of a container as annotations, those of Compose among them.
*/
function nerdctl(annotations: Annotations): ContainerFile | undefined {
	return Object.hasOwn(annotations, 'nerdctl/namespace')
		? {
			id: undefined, name: usable(annotations['nerdctl/name']), image: undefined, command: undefined, labels: annotations,
		}
		: undefined;
}
