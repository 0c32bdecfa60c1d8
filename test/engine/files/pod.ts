import assert from 'node:assert/strict';
import test from 'node:test';
import {parseContainerLog, parsePodFolder} from '../../../source/engine/files/pod.ts';

const id = 'c'.repeat(64);
const uid = '6c2f5c1e-1b9e-4f7a-9d2b-0123456789ab';

test('a folder of logs is called after namespace, pod and uid; which container of the pod it is remains open', () => {
	assert.deepEqual(parsePodFolder(`kube-system_coredns-5d78c9869d-x7k2p_${uid}`), {
		runtime: 'kubernetes',
		id: uid,
		name: undefined,
		image: undefined,
		command: undefined,
		labels: {
			'io.kubernetes.pod.name': 'coredns-5d78c9869d-x7k2p', 'io.kubernetes.pod.namespace': 'kube-system', 'io.kubernetes.pod.uid': uid,
		},
	});
	const hash = '0123456789abcdef0123456789abcdef';
	assert.equal(parsePodFolder(`kube-system_kube-proxy-node_${hash}`)?.id, hash, 'a static pod');
});

test('a link to a log is called after pod, namespace, container and id', () => {
	const file = parseContainerLog(`web-0.shop_shop_my-nginx-${id}.log`);
	assert.deepEqual([file?.id, file?.name, file?.runtime], [id, 'web-0.shop/my-nginx', 'kubernetes']);
	assert.deepEqual(file?.labels, {
		'io.kubernetes.pod.name': 'web-0.shop', 'io.kubernetes.pod.namespace': 'shop', 'io.kubernetes.container.name': 'my-nginx',
	});
});

test('other names there are nobody\'s', () => {
	for (const name of ['', 'shop', 'a_b', `a_b_c_${uid}`, `__${uid}`, `a_b_${uid}.log`, `shop_web-0_${'f'.repeat(50)}`]) {
		assert.equal(parsePodFolder(name), undefined, name);
	}

	for (const name of ['', `${id}.log`, `a_b-${id}.log`, `a_b_-${id}.log`, `a_b_c-${id}`, `a_b_c-${id}.log.gz`, `a_b_c_d-${id}.log`]) {
		assert.equal(parseContainerLog(name), undefined, name);
	}
});
