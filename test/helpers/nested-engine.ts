/**
Engines in containers, to any depth: made of this machine's own programs, which are mounted into an image that has nothing but their
places.
*/
import {spawnSync} from 'node:child_process';
import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {after} from 'node:test';
import type {TestEngine} from './engine.ts';
import {busyboxImage} from './images.ts';

/**
The image in which an engine runs.
*/
export const machineImage = 'nstop-test/host-programs:latest';

/**
What a container needs to run an engine: a writable /sys, and on v2 nobody in the cgroup whose controllers it hands on.
*/
const startScript = `#!/bin/sh
while read -r _ _ _ _ point _; do
	case $point in /sys*) mount -o remount,bind,rw "$point" ;; esac
done </proc/self/mountinfo
cgroup=/sys/fs/cgroup
if [ -f $cgroup/cgroup.controllers ]; then
	mkdir $cgroup/init
	for pid in $(cat $cgroup/cgroup.procs); do echo $pid >$cgroup/init/cgroup.procs; done
	for controller in $(cat $cgroup/cgroup.controllers); do echo +$controller >$cgroup/cgroup.subtree_control; done
fi
exec dockerd --host unix:///var/run/docker.sock --host unix:///run/second.sock --bridge none --iptables=false --exec-opt native.cgroupdriver=cgroupfs
`;

/**
A privileged one could not be entered where the machine lacks a capability itself.
*/
const rights = [
	...['seccomp=unconfined', 'systempaths=unconfined', 'apparmor=unconfined'].flatMap(option => ['--security-opt', option]),
	'--cap-add',
	'ALL',
	'--cap-drop',
	'SYS_RESOURCE',
	'--tmpfs',
	'/run',
	'--tmpfs',
	'/tmp',
] as const;

/**
Starts the engine of a container of that image.
*/
export const startEngineInside = '/given/start';

type Nesting = {
	/**
	Options of `docker run` for a container with an engine on the host, and for one in such a container, which hands on what it was given.
	*/
	readonly options: readonly string[];
	readonly optionsInside: readonly string[];
	/**
	Gives an engine the two images; `docker` runs its client.
	*/
	load(docker: (...words: readonly string[]) => Promise<string>): Promise<void>;
};

/**
Prepares what all levels are given. The files are removed after the tests of the file.
*/
export async function prepareNesting(engine: TestEngine): Promise<Nesting> {
	const folder = mkdtempSync('/tmp/nstop-dind-');
	after(() => {
		rmSync(folder, {recursive: true});
	});
	chmodSync(folder, 0o755);
	const root = path.join(folder, 'root');
	for (const name of ['usr', 'etc', 'var/lib/docker', 'tmp', 'run', 'proc', 'sys', 'dev', 'root']) {
		mkdirSync(path.join(root, name), {recursive: true});
	}

	for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
		symlinkSync(`usr/${name}`, path.join(root, name));
	}

	// An absolute link, which leads a careless reader to the socket of the host.
	symlinkSync('/run', path.join(root, 'var/run'));
	writeFileSync(path.join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
	writeFileSync(path.join(root, 'etc/group'), 'root:x:0:\ndocker:x:999:\n');
	const archive = path.join(folder, 'machine.tar');
	spawnSync('tar', ['--create', '--directory', root, '--file', archive, '.']);
	const importing = ['import', '--change', 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'];
	await engine.docker(...importing, archive, machineImage);
	await engine.docker('save', '--output', path.join(folder, 'image.tar'), busyboxImage);
	writeFileSync(path.join(folder, 'start'), startScript, {mode: 0o755});
	const volumes = (given: string): readonly string[] =>
		['/usr:/usr:ro', '/etc/alternatives:/etc/alternatives:ro', '/var/lib/docker', `${given}:/given:ro`].flatMap(volume => [
			'--volume',
			volume,
		]);
	return {
		options: [...rights, ...volumes(folder)],
		optionsInside: [...rights, ...volumes('/given')],
		async load(docker) {
			await docker(...importing, '/given/machine.tar', machineImage);
			await docker('load', '--input', '/given/image.tar');
		},
	};
}
