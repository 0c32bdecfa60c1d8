/**
Files that runtimes keep, laid out by hand as they have them, and found through what watches a container.
*/
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {
	mkdirSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import type {ContainerFile} from '../../../source/engine/files/container-file.ts';
import {fileParsers} from '../../../source/engine/files/parsers.ts';
import {KernelScanner} from '../../../source/kernel/scan.ts';
import type {ProcessGroup} from '../../../source/model/ownership/ownership.ts';
import {RuntimeFiles} from '../../../source/sampler/grouping/runtime-files.ts';
import {makeFolder} from '../../helpers/live-process.ts';
import {idOf} from '../../helpers/make.ts';
import {makeGroup, makeIdentity} from '../../helpers/readings.ts';

const watcher = 100;
const init = 200;
const uid = '6c2f5c1e-1b9e-4f7a-9d2b-0123456789ab';
const web = idOf('web');
const shelf = '/run/containerd/io.containerd.runtime.v2.task/k8s.io';
const shim = ['/usr/bin/containerd-shim-runc-v2', '-namespace', 'k8s.io', '-id', 'first', '-address', '/x'];

/**
A machine whose processes are a watcher and the first process of a container, with what they may read.
*/
class Machine {
	readonly #folder = makeFolder();

	constructor(workingDirectory: string, {watcherNumbers = `${watcher}`, initNumbers = `${init}\t1`, seenThrough = watcher} = {}) {
		for (const [pid, numbers] of [[seenThrough, watcherNumbers], [watcher, watcherNumbers], [init, initNumbers]] as const) {
			const lines = ['Name:\tsleep', `Tgid:\t${pid}`, `Pid:\t${pid}`, 'Uid:\t0\t0\t0\t0', 'Gid:\t0\t0\t0\t0', `NSpid:\t${numbers}`, 'Threads:\t1'];
			this.#write(`proc/${pid}/status`, `${lines.join('\n')}\n`);
			this.#write(`proc/${pid}/mountinfo`, '29 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n');
		}

		mkdirSync(this.place('/'), {recursive: true});
		symlinkSync(this.place('/'), path.join(this.#folder, `proc/${seenThrough}/root`));
		symlinkSync(workingDirectory, path.join(this.#folder, `proc/${watcher}/cwd`));
	}

	/**
	Where a file of the machine is here.
	*/
	place(name: string): string {
		return path.join(this.#folder, 'root', name);
	}

	keep(name: string, content: unknown): void {
		this.#write(`root${name}`, typeof content === 'string' ? content : JSON.stringify(content));
	}

	bundle(id: string, pid: number | undefined, annotations: Readonly<Record<string, string>>): void {
		this.keep(`${shelf}/${id}/config.json`, {ociVersion: '1.0.2', annotations});
		if (pid !== undefined) {
			this.keep(`${shelf}/${id}/init.pid`, String(pid));
		}
	}

	get files(): RuntimeFiles {
		return new RuntimeFiles(this.#scanner, fileParsers);
	}

	get #scanner(): KernelScanner {
		return new KernelScanner({proc: path.join(this.#folder, 'proc')});
	}

	read(args: readonly string[], group: Partial<ProcessGroup> = {}, files = this.files): ContainerFile | undefined {
		return files.read(makeIdentity({pid: init, parentPid: watcher}), makeGroup('pid-7', {isNamed: false, ...group}), {
			...this.#scanner.processes.facts(watcher), args,
		});
	}

	#write(name: string, text: string): void {
		const file = path.join(this.#folder, name);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, text);
	}
}

const named = {
	id: web, isNamed: true, podUid: uid, runtime: 'kubernetes',
} as const;
const annotations = (container: string) => ({
	'io.kubernetes.cri.container-name': container, 'io.kubernetes.cri.sandbox-name': 'web-0', 'io.kubernetes.cri.sandbox-namespace': 'shop',
});

test('a container of a pod is found by its id beside the bundle of the first one, which their shim works in', () => {
	const machine = new Machine(`${shelf}/first`);
	machine.bundle('first', 150, annotations('first'));
	machine.bundle(web, init, annotations('nginx'));
	assert.equal(machine.read(shim, named)?.name, 'web-0/nginx');
});

test('without an id in its cgroup\'s name it is found by its first process, as the shim numbers it', () => {
	for (const [numbers, noted] of [[undefined, init], [{watcherNumbers: '100\t50', initNumbers: '200\t77\t1'}, 77]] as const) {
		const machine = new Machine(`${shelf}/first`, numbers);
		machine.bundle('first', 150, annotations('first'));
		machine.bundle('second', noted, annotations('second'));
		machine.bundle('third', 1, annotations('third'));
		assert.equal(machine.read(shim)?.name, 'web-0/second');
	}
});

test('where no bundle notes its first process, none is taken for it but one that notes nobody', () => {
	const machine = new Machine(`${shelf}/first`);
	machine.bundle('first', 150, annotations('first'));
	assert.equal(machine.read(shim), undefined);
	rmSync(machine.place(`${shelf}/first/init.pid`));
	assert.equal(machine.read(shim)?.name, 'web-0/first', 'as it is while it is made');
});

test('a bundle of CRI-O is where conmon was told, and without conmon where CRI-O usually has it', () => {
	const bundle = `/run/containers/storage/overlay-containers/${web}/userdata`;
	const machine = new Machine('/');
	machine.keep(`${bundle}/config.json`, {
		annotations: {
			'io.kubernetes.cri-o.ContainerName': 'k8s_nginx_web-0_shop_x_0', 'io.kubernetes.container.name': 'nginx', 'io.kubernetes.pod.name': 'web-0',
		},
	});
	assert.equal(machine.read(['conmon', '-c', web, '-b', bundle])?.name, 'web-0/nginx');
	assert.equal(machine.read(['conmonrs', '--runtime', 'crun'], named)?.name, 'web-0/nginx');
	assert.equal(machine.read(['conmonrs', '--runtime', 'crun']), undefined);
});

test('logs join what nothing else names: containers by their id, pods by their uid', () => {
	const machine = new Machine('/');
	machine.keep(`/var/log/pods/shop_web-0_${uid}/nginx/0.log`, '');
	const {files} = machine;
	const pod = machine.read(['/sbin/init'], named, files);
	assert.equal(pod?.name, undefined);
	assert.deepEqual(pod?.labels, {
		'io.kubernetes.pod.name': 'web-0', 'io.kubernetes.pod.namespace': 'shop', 'io.kubernetes.pod.uid': uid,
	});
	machine.keep(`/var/log/containers/web-0_shop_nginx-${web}.log`, '');
	files.forget();
	assert.equal(machine.read(['/sbin/init'], named, files)?.name, 'web-0/nginx');
	assert.equal(machine.read(['/sbin/init'], {...named, podUid: undefined, runtime: 'docker'}, files), undefined, 'which is in no pod');
});

test('who may not see through the watcher reads the names of logs as they are for everybody', () => {
	const machine = new Machine('/', {seenThrough: process.pid});
	machine.bundle(web, init, annotations('nginx'));
	machine.keep(`/var/log/containers/web-0_shop_sidecar-${web}.log`, '');
	assert.equal(machine.read(shim, named)?.name, 'web-0/sidecar');
});

test('folders of logs are listed once in a look at all containers', () => {
	const machine = new Machine('/');
	machine.keep(`/var/log/containers/web-0_shop_nginx-${web}.log`, '');
	const {files} = machine;
	const other = {...named, id: idOf('other')};
	assert.equal(machine.read(['/sbin/init'], other, files), undefined);
	machine.keep(`/var/log/containers/web-0_shop_other-${idOf('other')}.log`, '');
	assert.equal(machine.read(['/sbin/init'], other, files), undefined);
	files.forget();
	assert.equal(machine.read(['/sbin/init'], other, files)?.name, 'web-0/other');
});

test('a container of Podman that is removed when it ends is in a file of its own', () => {
	const machine = new Machine('/');
	const entry = {
		id: web, names: ['once'], image: 'a', metadata: JSON.stringify({'image-name': 'localhost/web:1'}), flags: {Volatile: true},
	};
	machine.keep('/graph/overlay-containers/containers.json', []);
	machine.keep('/run/s/overlay-containers/volatile-containers.json', [entry]);
	const userdata = `overlay-containers/${web}/userdata`;
	const args = ['conmon', '-c', web, '-b', `/graph/${userdata}`, '-p', `/run/s/${userdata}/pidfile`];
	assert.deepEqual([machine.read(args)?.name, machine.read(args)?.image], ['once', 'localhost/web:1'], 'with what is lost at a boot');
	machine.keep('/graph/overlay-containers/volatile-containers.json', [{...entry, names: ['beside']}]);
	assert.equal(machine.read(args)?.name, 'beside');
});

test('the folder of an instance tells the image, of LXC and of Incus', () => {
	const machine = new Machine('/');
	machine.keep('/var/lib/lxc/c1/config', '# Template used to create this container: /usr/share/lxc/templates/lxc-busybox\n');
	assert.equal(machine.read(['[lxc monitor] /var/lib/lxc c1'])?.image, 'busybox');
	machine.keep('/var/lib/incus/storage-pools/default/containers/c1/backup.yaml', 'container:\n  config:\n    image.os: Debian\n');
	mkdirSync(machine.place('/var/lib/incus/containers'));
	symlinkSync('/var/lib/incus/storage-pools/default/containers/c1', machine.place('/var/lib/incus/containers/c1'));
	assert.equal(machine.read(['[lxc monitor] /var/lib/incus/containers c1'])?.image, 'Debian');
	assert.equal(machine.read(['[lxc monitor] /var/lib/incus/containers c2']), undefined);
});

test('what is no file to be read is none: too long, a pipe, a folder, a link that leads out of the watcher\'s root', () => {
	const config = `${shelf}/${web}/config.json`;
	for (const [what, make] of [
		['too long', (machine: Machine) => {
			machine.keep(config, {annotations: annotations('nginx'), padding: 'x'.repeat(2_000_000)});
		}],
		['a pipe', (machine: Machine) => {
			mkdirSync(machine.place(`${shelf}/${web}`), {recursive: true});
			assert.equal(spawnSync('mkfifo', [machine.place(config)]).status, 0);
		}],
		['a folder', (machine: Machine) => {
			mkdirSync(machine.place(config), {recursive: true});
		}],
		['a link', (machine: Machine) => {
			const outside = path.join(makeFolder(), 'config.json');
			writeFileSync(outside, JSON.stringify({annotations: annotations('nginx')}));
			mkdirSync(machine.place(`${shelf}/${web}`), {recursive: true});
			symlinkSync(outside, machine.place(config));
		}],
		['broken', (machine: Machine) => {
			machine.keep(config, '{"annotations": {"io.kubernetes.cri.sandbox-name": ');
		}],
	] as const) {
		const machine = new Machine(`${shelf}/first`);
		make(machine);
		assert.equal(machine.read(shim, named), undefined, what);
		machine.keep(`/var/log/containers/web-0_shop_nginx-${web}.log`, '');
		assert.equal(machine.read(shim, named)?.name, 'web-0/nginx', `${what}: other sources are asked all the same`);
	}
});
