/**
Builds the disks of a Debian host as people run it now: systemd, cgroup v2 and every common maker of containers.
*/
import {
	existsSync,
	globSync,
	mkdirSync,
	renameSync,
	rmSync,
	truncateSync,
} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {run} from './command.ts';
import {folder, placesOf, type Suite} from './places.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
What this machine needs to build and boot a guest, by the program that shows whether it is there.
*/
const needed = {
	'/usr/bin/mmdebstrap': 'mmdebstrap',
	'/sbin/mke2fs': 'e2fsprogs',
	'/usr/bin/qemu-system-x86_64': 'qemu-system-x86',
	'/usr/bin/ssh': 'openssh-client',
};

const packages = {
	boot: ['linux-image-amd64', 'initramfs-tools', 'zstd', 'kmod', 'udev', 'systemd-sysv', 'dbus', 'dbus-user-session', 'libpam-systemd'],
	docker: ['docker.io', 'docker-cli', 'containerd', 'runc', 'iptables'],
	podman: [
		'podman',
		'buildah',
		'crun',
		'conmon',
		'catatonit',
		'uidmap',
		'passt',
		'slirp4netns',
		'fuse-overlayfs',
		'netavark',
		'aardvark-dns',
		'golang-github-containers-common',
	],
	others: ['lxc', 'lxcfs', 'incus-base', 'incus-client', 'systemd-container', 'bubblewrap', 'acl', 'attr'],
	tools: [
		'openssh-server',
		'busybox-static',
		'procps',
		'psmisc',
		'util-linux',
		'util-linux-extra',
		'mount',
		'iproute2',
		'nftables',
		'lvm2',
		'dmsetup',
		'e2fsprogs',
		'jq',
		'strace',
		'socat',
		'login',
		'passwd',
		'ca-certificates',
		'xz-utils',
	],
};

/**
Makes the guest's folder: `vmlinuz`, `initrd`, `root.img`, `data.img` and `swap.img`. Takes two to four minutes. What stood there before is
replaced. Needs root.
*/
export function build(suite: Suite): void {
	const places = placesOf(suite);
	installNeeded();
	mkdirSync(places.share, {recursive: true});
	if (!existsSync(places.key)) {
		run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', places.key]);
	}

	const tree = path.join(places.folder, 'root');
	rmSync(tree, {recursive: true, force: true});
	console.log(`${suite}: unpacking Debian`);
	run('mmdebstrap', [
		'--mode=root',
		'--variant=minbase',
		`--include=${Object.values(packages).flat().join(',')}`,
		'--aptopt=APT::Install-Recommends "false"',
		// A mirror that stands still for some weeks is good enough here.
		'--aptopt=Acquire::Check-Valid-Until "false"',
		'--dpkgopt=force-unsafe-io',
		...['man', 'doc', 'locale'].map(name => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
		// Only what the guest's disks need: its first file system is made and unpacked in a second.
		`--essential-hook=sh ${here}/initramfs.sh "$1"`,
		suite,
		tree,
		`deb [trusted=yes] ${mirror()} ${suite} main`,
	]);
	run('sh', [path.join(here, 'configure.sh'), tree, `${places.key}.pub`]);
	for (const name of ['vmlinuz', 'initrd']) {
		renameSync(globSync(`${tree}/boot/${name}*-*`)[0]!, path.join(places.folder, name));
	}

	console.log(`${suite}: making its disks`);
	makeDisk(path.join(places.folder, 'root.img'), '10G', ['-L', 'root', '-d', tree]);
	makeDisk(path.join(places.folder, 'data.img'), '2G', ['-L', 'data']);
	const swap = path.join(places.folder, 'swap.img');
	makeEmpty(swap, 2 ** 30);
	run('/sbin/mkswap', [swap]);
	makeEmpty(path.join(places.folder, 'volumes.img'), 2 ** 29);
	rmSync(tree, {recursive: true, force: true});
}

export function isBuilt(suite: Suite): boolean {
	return existsSync(path.join(placesOf(suite).folder, 'volumes.img'));
}

function installNeeded(): void {
	const missing = Object.entries(needed).filter(([program]) => !existsSync(program)).map(([, name]) => name);
	if (missing.length > 0) {
		console.log(`installing ${missing.join(', ')}`);
		run('apt-get', ['update', '--quiet']);
		run('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '--yes', '--no-install-recommends', ...missing]);
	}

	mkdirSync(folder, {recursive: true});
}

/**
Where this machine's own packages come from, which has every suite of Debian.
*/
function mirror(): string {
	const sources = run('apt-get', ['indextargets', '--format', '$(REPO_URI) $(CODENAME)']).trim().split('\n').map(line => line.split(' '));
	const main = sources.find(([address = '', suite = '']) => !/security|updates|backports/.test(suite) && /debian\/?$/.test(address));
	if (!main) {
		throw new Error('apt has no source of Debian packages here: the guests are built from the one that this machine uses');
	}

	return main[0]!;
}

function makeEmpty(file: string, bytes: number): void {
	rmSync(file, {force: true});
	run('truncate', ['--size=0', file]);
	truncateSync(file, bytes);
}

function makeDisk(file: string, size: string, words: readonly string[]): void {
	rmSync(file, {force: true});
	run('/sbin/mke2fs', ['-q', '-t', 'ext4', ...words, file, size]);
}
