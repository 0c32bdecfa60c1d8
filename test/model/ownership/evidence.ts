import test from 'node:test';
import assert from 'node:assert/strict';
import {judge, type Evidence} from '../../../source/model/ownership/evidence.ts';
import {idOf} from '../../helpers/make.ts';

const id = idOf('web');
const nothing: Evidence = {
	parentArgs: [], args: [], hostnameSource: undefined, environment: {}, hostname: undefined, file: undefined,
};
const brief = (changes: Partial<Evidence>) => {
	const {runtime, id: found, name} = judge({...nothing, ...changes});
	return [runtime, found, name];
};

test('what nothing tells of is isolated, and nothing more is claimed', () => {
	assert.deepEqual(brief({}), ['isolated', undefined, undefined]);
});

test('conmon tells id and name of a container of podman', () => {
	assert.deepEqual(brief({parentArgs: ['/usr/bin/conmon', '-c', id, '-u', id, '-r', 'runc', '-n', 'web']}), ['podman', id, 'web']);
	assert.deepEqual(brief({parentArgs: ['conmon', `--cid=${id}`, '--name=web']}), ['podman', id, 'web']);
	assert.deepEqual(brief({parentArgs: ['conmon', '-c', 'no-id']}), ['podman', undefined, undefined]);
});

test('a shim tells the id, and by its namespace whose it is', () => {
	const shim = (namespace: string) =>
		brief({parentArgs: ['/usr/bin/containerd-shim-runc-v2', '-namespace', namespace, '-id', id, '-address', '/x']});
	assert.deepEqual(
		[shim('moby'), shim('k8s.io'), shim('default')],
		[
			['docker', id, undefined],
			['kubernetes', id, undefined],
			['containerd', id, undefined],
		],
	);
	assert.deepEqual(
		brief({parentArgs: ['/usr/bin/containerd-shim-runc-v2', '-namespace', 'default', '-id', 'web', '-address', '/x']}),
		['containerd', undefined, 'web'],
		'any name that a person chose',
	);
});

test('the file mounted at /etc/hostname names a container whose cgroup does not', () => {
	assert.deepEqual(brief({hostnameSource: `/var/lib/docker/containers/${id}/hostname`}), ['docker', id, undefined]);
	assert.deepEqual(brief({hostnameSource: `/x/overlay-containers/${id}/userdata/hostname`}), ['podman', id, undefined]);
	assert.deepEqual(brief({hostnameSource: `/containers/${id}/hostname/x`}), ['isolated', undefined, undefined]);
});

test('nspawn, bubblewrap, unshare and lxc by who started them', () => {
	assert.deepEqual(brief({parentArgs: ['systemd-nspawn', '-M', 'deb']}), ['nspawn', undefined, 'deb']);
	assert.deepEqual(brief({parentArgs: ['/usr/bin/bwrap', '--hostname', 'box']}), ['bubblewrap', undefined, 'box']);
	assert.deepEqual(brief({args: ['bwrap', '--unshare-all', 'sh']}), ['bubblewrap', undefined, undefined]);
	assert.deepEqual(
		brief({parentArgs: ['/sbin/init', '--hostname', 'machine'], args: ['bwrap', '--hostname', 'box', 'sh']}),
		['bubblewrap', undefined, 'box'],
		'the one outside has ended',
	);
	assert.deepEqual(brief({parentArgs: ['unshare', '-fpmn', 'sh']}), ['unshare', undefined, undefined]);
	assert.deepEqual(brief({parentArgs: ['lxc-start', '-n', 'c1']}), ['lxc', undefined, 'c1']);
	assert.deepEqual(brief({parentArgs: ['lxc-start', 'c1']}), ['lxc', undefined, undefined]);
	assert.deepEqual(brief({parentArgs: ['[lxc monitor] /var/lib/lxc c1']}), ['lxc', undefined, 'c1']);
	assert.deepEqual(brief({parentArgs: ['[lxc monitor] /var/lib/incus/containers shop_c1']}), ['incus', undefined, 'shop_c1']);
	assert.deepEqual(brief({environment: {container: 'systemd-nspawn'}}), ['nspawn', undefined, undefined]);
});

test('what stands outside the container counts more than what it says of itself', () => {
	const {runtime} = judge({
		...nothing, parentArgs: ['containerd-shim', '-namespace', 'moby', '-id', id], environment: {container: 'lxc'}, args: ['bwrap'],
	});
	assert.equal(runtime, 'docker');
});

test('a program that is only called alike is another one', () => {
	assert.deepEqual(brief({parentArgs: ['/usr/bin/conmon-viewer', '-c', id]}), ['isolated', undefined, undefined]);
	assert.deepEqual(brief({parentArgs: ['vim', '/usr/bin/bwrap']}), ['isolated', undefined, undefined]);
	assert.deepEqual(brief({parentArgs: ['']}), ['isolated', undefined, undefined]);
});

test('the host name stands in where there is no better name', () => {
	assert.deepEqual(brief({hostname: 'box', parentArgs: ['unshare']}), ['unshare', undefined, 'box']);
	assert.deepEqual(brief({hostname: 'box', parentArgs: ['systemd-nspawn', '--machine=deb']}), ['nspawn', undefined, 'deb']);
});

test('an option without its value is no value', () => {
	assert.deepEqual(brief({parentArgs: ['conmon', '-n']}), ['podman', undefined, undefined]);
});

test('the image and the name of the storage\'s file are taken, the command that runs and no labels', () => {
	const file = {
		id, name: 'renamed', image: 'localhost/web:1', command: undefined, labels: undefined,
	};
	const maker = judge({
		...nothing, parentArgs: ['conmon', '-c', id, '-n', 'web'], args: ['sleep', '7'], file,
	});
	assert.deepEqual(maker, {
		runtime: 'podman', id, name: 'renamed', image: 'localhost/web:1', command: 'sleep 7', labels: undefined,
	});
});

test('the runtime\'s own file tells better than its program on whose behalf it runs', () => {
	const file = {
		runtime: 'kubernetes', id: undefined, name: 'web-0/nginx', image: 'nginx:1', command: undefined, labels: {colour: 'blue'},
	};
	const maker = judge({...nothing, parentArgs: ['conmon', '-c', id, '-n', 'k8s_nginx_web-0'], file});
	assert.deepEqual([maker.runtime, maker.id, maker.name, maker.image, maker.labels], ['kubernetes', id, 'web-0/nginx', 'nginx:1', {colour: 'blue'}]);
});
