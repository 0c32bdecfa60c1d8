import assert from 'node:assert/strict';
import test from 'node:test';
import {
	bundlePlaces,
	bundleShelf,
	instancePlace,
	storageFilePlace,
	watchedId,
} from '../../../source/model/ownership/file-places.ts';
import {idOf} from '../../helpers/make.ts';

const id = idOf('web');
const shelf = '/run/containerd/io.containerd.runtime.v2.task/k8s.io';
const shim = {
	args: ['/usr/bin/containerd-shim-runc-v2', '-namespace', 'k8s.io', '-id', idOf('pause'), '-address', '/x'],
	workingDirectory: `${shelf}/${idOf('pause')}`,
};
const conmon = (bundle: string) => ({args: ['/usr/bin/conmon', '-c', id, '-b', bundle], workingDirectory: '/'});

test('what watches a container of podman tells where the storage keeps its file, however it is written', () => {
	const bundle = `/graph/overlay-containers/${id}/userdata`;
	const paths = ['containers', 'volatile-containers'].map(name => `/graph/overlay-containers/${name}.json`);
	const place = {paths, id};
	assert.deepEqual(storageFilePlace({args: ['/usr/bin/conmon', '-c', id, '-u', id, '-b', bundle, '-n', 'web']}), place);
	assert.deepEqual(storageFilePlace({args: ['conmon', `--cid=${id}`, `--bundle=${bundle}`]}), place);
	assert.equal(storageFilePlace({args: ['conmon', '-c', id]}), undefined);
	assert.equal(storageFilePlace({args: ['conmon', '-b', bundle]}), undefined);
	assert.equal(
		storageFilePlace({args: ['conmon', '-c', id, '-b', `/run/containers/${id}/userdata`]}),
		undefined,
		'another program\'s bundle, as that of cri-o',
	);
	assert.equal(storageFilePlace({args: ['conmon', '-c', id, '-b', bundle.slice(1)]}), undefined);
	assert.equal(storageFilePlace({args: ['bash', '-c', id, '-b', bundle]}), undefined);
});

test('where all containers of podman go at a boot, the storage has its file beside what is lost then', () => {
	const args = ['conmon', '-c', id, '-b', `/graph/vfs-containers/${id}/userdata`, '-p', `/run/s/vfs-containers/${id}/userdata/pidfile`];
	assert.deepEqual(storageFilePlace({args})?.paths, [
		'/graph/vfs-containers/containers.json',
		'/graph/vfs-containers/volatile-containers.json',
		'/run/s/vfs-containers/volatile-containers.json',
	]);
});

test('the bundle of a container lies beside that of the first one of its pod, or where conmon was told', () => {
	assert.equal(bundleShelf(shim), shelf);
	assert.deepEqual(bundlePlaces(shim, id, false), [`${shelf}/${id}`]);
	assert.deepEqual(bundlePlaces(shim, undefined, false), []);
	assert.deepEqual(bundlePlaces(conmon(`/run/s/overlay-containers/${id}/userdata`), id, false), [`/run/s/overlay-containers/${id}/userdata`]);
	assert.deepEqual(bundlePlaces(conmon('relative'), id, false), []);
});

test('without what watches it, the bundle of a pod\'s container is where runtimes usually have it, and that of another is not looked for', () => {
	const nobody = {args: ['/sbin/init'], workingDirectory: '/'};
	assert.deepEqual(bundlePlaces(nobody, id, true).slice(0, 1), [`${shelf}/${id}`]);
	assert.ok(bundlePlaces(nobody, id, true).includes(`/var/lib/containers/storage/overlay-containers/${id}/userdata`));
	assert.deepEqual(bundlePlaces(nobody, id, false), []);
	assert.deepEqual(bundlePlaces(nobody, 'web', true), []);
	assert.equal(bundleShelf(nobody), undefined);
});

test('a name that leads elsewhere is no folder', () => {
	for (const name of ['', '.', '..', '../other/x', 'a/b']) {
		assert.deepEqual(bundlePlaces(shim, name, false), [], name);
	}
});

test('the monitor of lxc has the folder in its title, and who uses lxc in the path of it', () => {
	const monitor = (title: string) => instancePlace({args: [title]});
	assert.deepEqual(monitor('[lxc monitor] /var/lib/lxc c1'), {folder: '/var/lib/lxc/c1', name: 'c1', runtime: 'lxc'});
	assert.equal(monitor('[lxc monitor] /a b/lxc c1')?.folder, '/a b/lxc/c1');
	assert.equal(monitor('[lxc monitor] /var/lib/incus/containers c1')?.runtime, 'incus');
	assert.equal(monitor('[lxc monitor] /var/snap/lxd/common/lxd/containers c1')?.runtime, 'lxd');
	for (const title of ['[lxc monitor]', '[lxc monitor] relative c1', '[lxc monitor] /var/lib/lxc ..', '[lxc monitor] /var/lib/lxc a/b', 'x']) {
		assert.equal(monitor(title), undefined, title);
	}

	assert.equal(instancePlace({args: []}), undefined);
});

test('lxc in the foreground tells it by its options', () => {
	assert.equal(instancePlace({args: ['/usr/bin/lxc-start', '-F', '-n', 'c1', '-P', '/x']})?.folder, '/x/c1');
	assert.equal(instancePlace({args: ['lxc-execute', '--name=c1']})?.folder, '/var/lib/lxc/c1');
	assert.equal(instancePlace({args: ['lxc-start', '-F']}), undefined);
});

test('the id of what is watched is in the command line of shim and conmon alone', () => {
	assert.equal(watchedId(shim.args), idOf('pause'));
	assert.equal(watchedId(conmon('/x').args), id);
	assert.equal(watchedId(['sh', '-c', id]), undefined);
	assert.equal(watchedId(['containerd-shim-runc-v2', '-id', 'any']), undefined);
});
