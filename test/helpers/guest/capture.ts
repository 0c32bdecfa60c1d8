/**
Runs the built program on a kernel that has cgroups of version 2 alone, in a machine made of software, and keeps what both said: `node
--import=tsx test/helpers/guest/capture.ts`.
Needs root and Debian, from where qemu and a kernel are fetched and unpacked, not installed. The guest sees this machine's files without
being able to change them; it has dockerd from there.
*/
import {spawnSync} from 'node:child_process';
import {
	copyFileSync,
	cpSync,
	existsSync,
	globSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import type {Document} from '../documents.ts';
import type {Look, Recording} from './recording.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync('/tmp/nstop-guest-');
const share = path.join(folder, 'share');

/**
What the kernel needs for its disks, in the order in which they can be loaded; what is built in or unknown is left out.
*/
const modules = [
	'virtio_ring',
	'virtio',
	'virtio_pci_legacy_dev',
	'virtio_pci_modern_dev',
	'virtio_pci',
	'virtio_blk',
	'crc16',
	'mbcache',
	'jbd2',
	'crc32c_generic',
	'ext4',
	'netfs',
	'fscache',
	'9pnet',
	'9pnet_virtio',
	'9p',
	'overlay',
];

function run(
	command: string,
	words: readonly string[],
	options: {cwd?: string; env?: NodeJS.ProcessEnv; input?: string; timeout?: number} = {},
): string {
	const {status, stdout, stderr, error} = spawnSync(command, [...words], {encoding: 'utf8', maxBuffer: 2 ** 28, ...options});
	if (status !== 0) {
		throw new Error(`${command} ${words.join(' ')} ended with ${status}: ${error?.message ?? ''} ${stderr}`);
	}

	return stdout;
}

/**
Unpacks a package with all that it needs beyond what is installed.
*/
function unpack(name: string, into: string): void {
	const archives = path.join(folder, `archives-${name}`);
	mkdirSync(path.join(archives, 'partial'), {recursive: true});
	run('apt-get', [
		'install',
		'--yes',
		'--no-install-recommends',
		'--download-only',
		'--reinstall',
		`--option=Dir::Cache::archives=${archives}`,
		name,
	]);
	for (const file of globSync(`${archives}/*.deb`)) {
		run('dpkg-deb', ['--extract', file, into]);
	}
}

function makeInitramfs(kernel: string): string {
	const tree = path.join(folder, 'initramfs');
	for (const name of ['bin', 'modules', 'dev', 'proc', 'sys', 'root', 'lower', 'upper']) {
		mkdirSync(path.join(tree, name), {recursive: true});
	}

	copyFileSync(run('sh', ['-c', 'command -v busybox']).trim(), path.join(tree, 'bin/busybox'));
	symlinkSync('busybox', path.join(tree, 'bin/sh'));
	copyFileSync(path.join(here, 'init.sh'), path.join(tree, 'init'));
	const found = modules.filter(name => {
		const [file] = globSync(`${kernel}/lib/modules/*/kernel/**/${name}.ko`);
		if (file !== undefined) {
			copyFileSync(file, path.join(tree, 'modules', `${name}.ko`));
		}

		return file !== undefined;
	});
	writeFileSync(path.join(tree, 'modules/order'), found.join('\n'));
	run('sh', ['-c', 'chmod +x init; find . | busybox cpio -o -H newc >../initramfs.cpio'], {cwd: tree});
	return path.join(folder, 'initramfs.cpio');
}

function makeShare(): void {
	mkdirSync(share);
	cpSync(path.join(root, 'dist'), path.join(share, 'program'), {recursive: true});
	writeFileSync(path.join(share, 'program/package.json'), '{"type": "module"}');
	writeFileSync(path.join(share, 'settings'), `node=${process.execPath}\n`);
	for (const name of ['scene.sh', 'look.ts']) {
		copyFileSync(path.join(here, name), path.join(share, name));
	}
}

function makeDisk(): string {
	const disk = path.join(folder, 'disk');
	writeFileSync(disk, '');
	truncateSync(disk, 2 ** 29);
	run('/sbin/mkfs.ext4', ['-q', disk]);
	return disk;
}

function readShare(name: string): string {
	return readFileSync(path.join(share, name), 'utf8');
}

function namesIn(file: string): Readonly<Record<string, string>> {
	return Object.fromEntries(readShare(file).trim().split('\n').map(line => line.split(' ', 2).toReversed() as [string, string]));
}

function changed(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.entries(before).filter(([name, text]) => after[name] !== text));
}

try {
	run(process.execPath, ['--import=tsx', 'source/tools/bundle.ts'], {cwd: root});
	const machine = path.join(folder, 'machine');
	mkdirSync(machine);
	run('apt-get', ['update']);
	unpack('qemu-system-x86', machine);
	const image = /Depends: (linux-image-\d\S+)/.exec(run('apt-cache', ['depends', 'linux-image-amd64']))![1]!;
	run('apt-get', ['download', image], {cwd: folder});
	run('dpkg-deb', ['--extract', readdirSync(folder).find(name => name.startsWith(image))!, machine], {cwd: folder});
	makeShare();
	const libraries = ['usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu'].map(name => path.join(machine, name)).join(':');
	const words = [
		...['qemu', 'seabios'].flatMap(name => ['-L', path.join(machine, 'usr/share', name)]),
		'-accel',
		'tcg',
		'-cpu',
		'max',
		'-m',
		'3072',
		'-smp',
		'2',
		'-nic',
		'none',
		'-nographic',
		'-no-reboot',
		'-kernel',
		globSync(`${machine}/boot/vmlinuz-*`)[0]!,
		'-initrd',
		makeInitramfs(machine),
		'-append',
		'console=ttyS0 psi=1 quiet panic=-1',
		'-virtfs',
		'local,path=/,mount_tag=machine,security_model=none,readonly=on,multidevs=remap',
		'-virtfs',
		`local,path=${share},mount_tag=share,security_model=none`,
		'-drive',
		`file=${makeDisk()},if=virtio,format=raw`,
	];
	const console_ = run(path.join(machine, 'usr/bin/qemu-system-x86_64'), words, {
		env: {...process.env, LD_LIBRARY_PATH: libraries},
		input: '',
		timeout: 600_000,
	});
	if (!existsSync(path.join(share, 'names-inside'))) {
		throw new Error(`The guest did not come to the end.\n${console_}\n${existsSync(path.join(share, 'log')) ? readShare('log') : ''}`);
	}

	const documents = readShare('documents').trim().split('\n').map(line => JSON.parse(line) as Document);
	const [before, after] = ['before.json', 'after.json'].map(name => JSON.parse(readShare(name)) as Look) as [Look, Look];
	const recording: Recording = {
		names: {...namesIn('names'), ...namesIn('names-inside')},
		document: documents.at(-1)!,
		before: {
			files: changed(before.files, after.files), links: changed(before.links, after.links), errors: {}, answers: before.answers,
		},
		after,
	};
	const file = path.join(root, 'test/fixtures/guest/v2.json');
	mkdirSync(path.dirname(file), {recursive: true});
	writeFileSync(file, JSON.stringify(recording, undefined, '\t'));
	console.log(
		`${file}: ${documents.length} documents, ${Object.keys(recording.after.files).length} files\n${readShare('log')}${readShare('stderr')}`,
	);
} finally {
	rmSync(folder, {recursive: true, force: true});
}
