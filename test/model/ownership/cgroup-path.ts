import test from 'node:test';
import assert from 'node:assert/strict';
import {cgroupOwners} from '../../../source/model/ownership/cgroup-path.ts';

const outer = 'a'.repeat(64);
const inner = '0123456789abcdef'.repeat(4);

const brief = (path: string) => cgroupOwners(path).map(owner => `${owner.runtime} ${owner.id} ${owner.path}`);

test('docker with the cgroupfs driver', () => {
	assert.deepEqual(brief(`/docker/${outer}`), [`docker ${outer} /docker/${outer}`]);
});

test('docker with the systemd driver names a scope', () => {
	assert.deepEqual(brief(`/system.slice/docker-${outer}.scope`), [`docker ${outer} /system.slice/docker-${outer}.scope`]);
});

test('docker in docker: all ids in order, the last one owns the process', () => {
	assert.deepEqual(brief(`/docker/${outer}/docker/${inner}`), [
		`docker ${outer} /docker/${outer}`,
		`docker ${inner} /docker/${outer}/docker/${inner}`,
	]);
	assert.deepEqual(brief(`/system.slice/docker-${outer}.scope/docker/${inner}`), [
		`docker ${outer} /system.slice/docker-${outer}.scope`, `docker ${inner} /system.slice/docker-${outer}.scope/docker/${inner}`,
	]);
});

test('what lies below the container\'s cgroup does not belong to its path', () => {
	for (const leaf of ['init', 'payload', 'supervisor', 'system.slice/cron.service']) {
		assert.deepEqual(brief(`/docker/${outer}/${leaf}`), [`docker ${outer} /docker/${outer}`], leaf);
	}

	assert.deepEqual(brief(`/machine.slice/libpod-${outer}.scope/container`), [`podman ${outer} /machine.slice/libpod-${outer}.scope`]);
});

test('podman: cgroupfs, systemd and rootless', () => {
	assert.deepEqual(brief(`/libpod_parent/libpod-${outer}`), [`podman ${outer} /libpod_parent/libpod-${outer}`]);
	assert.deepEqual(brief(`/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${outer}.scope`), [
		`podman ${outer} /user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${outer}.scope`,
	]);
});

test('conmon, who watches a container, is not in it', () => {
	assert.deepEqual(brief('/libpod_parent/conmon'), []);
	assert.deepEqual(brief(`/machine.slice/libpod-conmon-${outer}.scope`), []);
});

test('kubernetes: both drivers, the uid of the pod with dashes', () => {
	const uid = '6c2f5c1e-1b9e-4f7a-9d2b-0123456789ab';
	const slice = `kubepods-burstable-pod${uid.replaceAll('-', '_')}.slice`;
	assert.deepEqual(cgroupOwners(`/kubepods/besteffort/pod${uid}/${outer}`), [{
		runtime: 'kubernetes', id: outer, path: `/kubepods/besteffort/pod${uid}/${outer}`, podUid: uid,
	}]);
	for (const name of ['cri-containerd', 'crio']) {
		const path = `/kubepods.slice/kubepods-burstable.slice/${slice}/${name}-${outer}.scope`;
		assert.deepEqual(cgroupOwners(path), [{
			runtime: 'kubernetes', id: outer, path, podUid: uid,
		}], name);
	}
});

test('podman of a service: split, as Quadlet has it, for root and for a user', () => {
	for (const above of ['/system.slice/web.service', '/user.slice/user-1000.slice/user@1000.service/app.slice/web.service']) {
		const path = `${above}/libpod-payload-${outer}`;
		assert.deepEqual(brief(path), [`podman ${outer} ${path}`]);
		assert.deepEqual(brief(`${above}/runtime`), []);
	}
});

test('kubernetes: a static pod has a hash for its uid', () => {
	const uid = '0f5e1c6d7b8a99887766554433221100';
	for (const path of [
		`/kubepods/burstable/pod${uid}/${outer}`,
		`/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${uid}.slice/cri-containerd-${outer}.scope`,
		`/kubepods/pod${uid}/crio-${outer}`,
	]) {
		assert.deepEqual(cgroupOwners(path), [{
			runtime: 'kubernetes', id: outer, path, podUid: uid,
		}]);
	}
});

test('nspawn: the payload is the container, who watches it is not; a scope may be called as the machine is', () => {
	for (const unit of ['systemd-nspawn@box.service', 'machine-box.scope', 'box.scope']) {
		assert.deepEqual(brief(`/machine.slice/${unit}/payload`), [`nspawn box /machine.slice/${unit}`]);
		assert.deepEqual(brief(`/machine.slice/${unit}/payload/system.slice/a.service`), [`nspawn box /machine.slice/${unit}`]);
		assert.deepEqual(brief(`/machine.slice/${unit}/supervisor`), []);
	}

	assert.deepEqual(brief(String.raw`/machine.slice/machine-qemu\x2d1\x2dvm.scope/libvirt`), []);
	assert.deepEqual(brief('/machine.slice/vm.scope'), []);
});

test('containerd: what ctr runs has the name that it was given', () => {
	assert.deepEqual(brief('/default/web'), ['containerd web /default/web']);
	assert.deepEqual(brief('/system.slice/default/web'), []);
});

test('kubernetes: CRI-O with the cgroupfs driver, and containerd with another driver than the kubelet', () => {
	const uid = '6c2f5c1e-1b9e-4f7a-9d2b-0123456789ab';
	for (const path of [
		`/kubepods/besteffort/pod${uid}/crio-${outer}`,
		`/system.slice/containerd.service/kubepods-pod${uid.replaceAll('-', '_')}.slice:cri-containerd:${outer}`,
	]) {
		assert.deepEqual(cgroupOwners(path), [
			{
				runtime: 'kubernetes',
				id: outer,
				path,
				podUid: uid,
			},
		]);
	}

	assert.deepEqual(brief(`/kubepods/besteffort/pod${uid}/crio-conmon-${outer}`), []);
});

test('a virtual machine of libvirt is no container, although systemd calls it a machine', () => {
	assert.deepEqual(brief(String.raw`/machine.slice/machine-qemu\x2d1\x2dweb.scope/libvirt/emulator`), []);
	assert.equal(brief('/machine.slice/machine-qemu.scope').length, 1);
});

test('nerdctl names a scope', () => {
	assert.deepEqual(brief(`/system.slice/nerdctl-${outer}.scope`), [`containerd ${outer} /system.slice/nerdctl-${outer}.scope`]);
});

test('docker as the runtime of a kubernetes pod is docker\'s', () => {
	const [owner] = cgroupOwners(`/kubepods.slice/kubepods-pod6c2f5c1e_1b9e_4f7a_9d2b_0123456789ab.slice/docker-${outer}.scope`);
	assert.deepEqual([owner?.runtime, owner?.id, owner?.podUid], ['docker', outer, undefined]);
});

test(String.raw`systemd-nspawn has names instead of ids, and systemd writes a dash as \x2d`, () => {
	assert.deepEqual(brief(String.raw`/machine.slice/machine-my\x2dbox.scope/payload`), [
		String.raw`nspawn my-box /machine.slice/machine-my\x2dbox.scope`,
	]);
	assert.deepEqual(brief('/machine.slice/systemd-nspawn@debian.service/payload'), [
		'nspawn debian /machine.slice/systemd-nspawn@debian.service',
	]);
});

test('lxc has names too', () => {
	assert.deepEqual(brief('/lxc.payload.box/init.scope'), ['lxc box /lxc.payload.box']);
	assert.deepEqual(brief('/lxc/box'), ['lxc box /lxc/box']);
	assert.deepEqual(brief('/lxc.payload/box'), ['lxc box /lxc.payload/box']);
	assert.deepEqual(brief('/lxc'), []);
	assert.deepEqual(brief('/lxc/'), []);
});

test('what only looks like a container is none', () => {
	for (const path of [
		'',
		'/',
		'/docker',
		'/docker/buildx',
		`/docker/${outer.slice(1)}`,
		`/docker/${outer}0`,
		`/docker/${outer.toUpperCase()}`,
		`/${outer}`,
		`/mydocker/${outer}`,
		`/system.slice/docker-${outer}.service`,
		`/system.slice/my-docker-${outer}.scope`,
		`/docker/${outer} (deleted)`,
		'/user.slice/user-1000.slice/session-1.scope',
		'/init.scope',
	]) {
		assert.deepEqual(cgroupOwners(path), [], path);
	}
});
