import assert from 'node:assert/strict';
import test from 'node:test';
import {parseBundle} from '../../../source/engine/files/bundle.ts';

const id = 'c'.repeat(64);
const uid = '6c2f5c1e-1b9e-4f7a-9d2b-0123456789ab';

/**
As runtimes write it, with what nobody asks for left out.
*/
function bundle(annotations: unknown): string {
	return JSON.stringify({
		ociVersion: '1.0.2-dev',
		process: {args: ['/docker-entrypoint.sh', 'nginx'], cwd: '/'},
		root: {path: 'rootfs'},
		linux: {cgroupsPath: `/kubepods/besteffort/pod${uid}/${id}`},
		annotations,
	});
}

const ofPod = {
	'io.kubernetes.pod.name': 'web-0', 'io.kubernetes.pod.namespace': 'shop', 'io.kubernetes.pod.uid': uid,
};

test('containerd tells pod, namespace, uid, container and image of what it runs for Kubernetes', () => {
	assert.deepEqual(parseBundle(bundle({
		'io.kubernetes.cri.container-name': 'nginx',
		'io.kubernetes.cri.container-type': 'container',
		'io.kubernetes.cri.image-name': 'docker.io/library/nginx:1.25',
		'io.kubernetes.cri.sandbox-id': id,
		'io.kubernetes.cri.sandbox-name': 'web-0',
		'io.kubernetes.cri.sandbox-namespace': 'shop',
		'io.kubernetes.cri.sandbox-uid': uid,
	})), {
		runtime: 'kubernetes',
		id: undefined,
		name: 'web-0/nginx',
		image: 'docker.io/library/nginx:1.25',
		command: undefined,
		labels: {...ofPod, 'io.kubernetes.container.name': 'nginx'},
	});
});

test('what holds the namespaces of a pod has no name of its own there, and is called as its program and labelled as the kubelet does', () => {
	const sandbox = parseBundle(bundle({
		'io.kubernetes.cri.container-type': 'sandbox', 'io.kubernetes.cri.sandbox-name': 'web-0', 'io.kubernetes.cri.sandbox-namespace': 'shop',
	}));
	assert.equal(sandbox?.name, 'web-0/pause');
	assert.equal(sandbox?.labels?.['io.kubernetes.container.name'], 'POD');
	assert.equal(sandbox?.image, undefined);
});

test('of a pod without a name the container alone is told, as older versions have it', () => {
	const file = parseBundle(bundle({'io.kubernetes.cri.container-name': 'nginx'}));
	assert.deepEqual([file?.name, file?.labels], ['nginx', {'io.kubernetes.container.name': 'nginx'}]);
});

test('CRI-O tells the same in words of its own, and the labels in a text within the text', () => {
	const labels = {...ofPod, 'io.kubernetes.container.name': 'nginx', app: 'shop'};
	const annotations = {
		'io.container.manager': 'cri-o',
		'io.kubernetes.container.name': 'nginx',
		'io.kubernetes.cri-o.Annotations': '{"io.kubernetes.container.hash":"b1c"}',
		'io.kubernetes.cri-o.ContainerID': id,
		'io.kubernetes.cri-o.ContainerName': 'k8s_nginx_web-0_shop_6c2f_0',
		'io.kubernetes.cri-o.ContainerType': 'container',
		'io.kubernetes.cri-o.Image': 'a'.repeat(64),
		'io.kubernetes.cri-o.ImageName': 'docker.io/library/nginx:1.25',
		'io.kubernetes.cri-o.Labels': JSON.stringify(labels),
		'io.kubernetes.cri-o.SandboxName': 'k8s_web-0_shop_6c2f_0',
		...ofPod,
	};
	const wanted = {
		runtime: 'kubernetes', id, name: 'web-0/nginx', image: 'docker.io/library/nginx:1.25', command: undefined, labels,
	};
	assert.deepEqual(parseBundle(bundle(annotations)), wanted);
	const withoutLabels = Object.fromEntries(Object.entries(annotations).filter(([name]) => !Object.hasOwn(ofPod, name)));
	assert.deepEqual(parseBundle(bundle(withoutLabels)), wanted, 'from the labels alone');
	assert.equal(parseBundle(bundle({...annotations, 'io.kubernetes.cri-o.Labels': '{'}))?.name, 'web-0/nginx', 'broken labels');
});

test('a pod of CRI-O is what holds its namespaces', () => {
	const sandbox = parseBundle(bundle({
		'io.kubernetes.container.name': 'POD',
		'io.kubernetes.cri-o.ContainerName': 'k8s_POD_web-0_shop_6c2f_0',
		'io.kubernetes.cri-o.ContainerType': 'sandbox',
		'io.kubernetes.cri-o.Image': 'registry.k8s.io/pause:3.6',
		'io.kubernetes.cri-o.KubeName': 'web-0',
		'io.kubernetes.cri-o.Labels': '{"io.kubernetes.container.name":"POD"}',
		'io.kubernetes.cri-o.Namespace': 'shop',
	}));
	assert.deepEqual(
		[sandbox?.name, sandbox?.image, sandbox?.labels?.['io.kubernetes.pod.namespace']],
		['web-0/pause', 'registry.k8s.io/pause:3.6', 'shop'],
	);
});

test('nerdctl gives all labels, those of Compose among them', () => {
	const annotations = {
		'nerdctl/namespace': 'default', 'nerdctl/name': 'shop-web-1', 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web',
	};
	assert.deepEqual(parseBundle(bundle(annotations)), {
		id: undefined, name: 'shop-web-1', image: undefined, command: undefined, labels: annotations,
	});
});

test('annotations that name nothing are left to others: those of Podman, of ctr, and none', () => {
	const podman = {
		'io.container.manager': 'libpod', 'io.kubernetes.cri-o.Created': '2026-11-27T02:08:07Z', 'io.kubernetes.cri-o.TTY': 'false',
		'io.kubernetes.cri-o.ContainerType': 'container', 'io.kubernetes.cri-o.SandboxID': id, 'io.podman.annotations.autoremove': 'TRUE',
	};
	for (const annotations of [podman, {colour: 'blue'}, {}, null, undefined]) {
		assert.equal(parseBundle(bundle(annotations)), undefined);
	}
});

test('what is no bundle, or has other types than promised, is nothing', () => {
	for (const text of ['', '{', '[]', 'null', '7', '{"annotations": []}', '{"annotations": "x"}', '['.repeat(100_000)]) {
		assert.equal(parseBundle(text), undefined, text.slice(0, 20));
	}

	assert.equal(parseBundle(bundle({'io.kubernetes.cri.sandbox-name': 7, 'io.kubernetes.cri.container-name': {}})), undefined);
	assert.equal(parseBundle(bundle({'io.kubernetes.cri.sandbox-name': '', 'io.kubernetes.cri.container-name': ''})), undefined);
	assert.equal(parseBundle('{"annotations": {"__proto__": {"io.kubernetes.cri.container-name": "x"}}}'), undefined);
});

test('a name longer than any is none, and one with escapes stays what it is until it is drawn', () => {
	const file = parseBundle(bundle({'io.kubernetes.cri.sandbox-name': '\u{1B}[31mred', 'io.kubernetes.cri.container-name': 'x'.repeat(1_000_000)}));
	assert.equal(file?.name, undefined);
	assert.equal(file?.labels?.['io.kubernetes.pod.name'], '\u{1B}[31mred');
	assert.equal(file?.labels?.['io.kubernetes.container.name'], undefined);
});
