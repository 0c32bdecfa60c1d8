/**
A built guest as a running machine: boots, is talked to over ssh, ends.
*/
import {spawnSync} from 'node:child_process';
import {
	copyFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {setTimeout as wait} from 'node:timers/promises';
import {run} from './command.ts';
import {checkout, placesOf, type Suite} from './places.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const bootMilliseconds = 600_000;

/**
Starts the guest unless it runs, and waits until its engines do. A minute or two where the processor has to be emulated.
*/
export async function boot(suite: Suite): Promise<void> {
	if (!isRunning(suite)) {
		const {folder, share, port} = placesOf(suite);
		mkdirSync(share, {recursive: true});
		const disk = (name: string): readonly string[] => [
			'-drive', `file=${path.join(folder, `${name}.img`)},if=virtio,format=raw,cache=unsafe`,
		];
		run('qemu-system-x86_64', [
			'-name',
			`nstop-${suite}`,
			'-accel',
			existsSync('/dev/kvm') && canVirtualize() ? 'kvm' : 'tcg,thread=multi,tb-size=1024',
			'-cpu',
			'max',
			'-m',
			'5120',
			'-smp',
			'2',
			'-nodefaults',
			'-no-reboot',
			'-display',
			'none',
			'-kernel',
			path.join(folder, 'vmlinuz'),
			'-initrd',
			path.join(folder, 'initrd'),
			'-append',
			'root=/dev/vda rw console=ttyS0 psi=1 mitigations=off',
			'-serial',
			`file:${path.join(folder, 'console.log')}`,
			...['root', 'data', 'swap', 'volumes'].flatMap(name => disk(name)),
			'-virtfs',
			`local,path=${share},mount_tag=share,security_model=none,multidevs=remap`,
			'-netdev',
			`user,id=n,restrict=on,hostfwd=tcp:127.0.0.1:${port}-:22`,
			'-device',
			'virtio-net-pci,netdev=n',
			'-device',
			'virtio-rng-pci',
			'-pidfile',
			path.join(folder, 'pid'),
			'-daemonize',
		]);
	}

	const end = Date.now() + bootMilliseconds;
	while (attempt(suite, 'root', 'systemctl is-active docker podman.socket').status !== 0) {
		if (Date.now() > end || !isRunning(suite)) {
			throw new Error(`${suite} does not come up; what it said is in ${path.join(placesOf(suite).folder, 'console.log')}`);
		}

		await wait(2000);
	}
}

/**
Puts the program of this checkout, its Node.js and the scripts into the running guest's /share.
*/
export function refresh(suite: Suite): void {
	const {share} = placesOf(suite);
	run(process.execPath, ['--import=tsx', 'source/tools/bundle.ts'], {cwd: checkout});
	const program = path.join(share, 'nstop');
	rmSync(program, {recursive: true, force: true});
	cpSync(path.join(checkout, 'dist'), path.join(program, 'dist'), {recursive: true});
	copyFileSync(path.join(checkout, 'package.json'), path.join(program, 'package.json'));
	for (const name of ['containers', 'truth']) {
		rmSync(path.join(share, name), {recursive: true, force: true});
		cpSync(path.join(here, name), path.join(share, name), {recursive: true});
	}

	writeFileSync(path.join(share, 'package.json'), '{"type": "module"}');
	if (!existsSync(path.join(share, 'node'))) {
		copyFileSync(process.execPath, path.join(share, 'node'));
	}

	// A minute of work for an emulated processor.
	inGuest(suite, 'root', '[ "$(stat -c %s /usr/local/bin/node)" = "$(stat -c %s /share/node)" ] || install -m 755 /share/node /usr/local/bin/node');
}

/**
What a command of that user in the guest writes. Throws where it fails.
*/
export function inGuest(suite: Suite, user: string, command: string): string {
	const {status, stdout, stderr} = attempt(suite, user, command);
	if (status !== 0) {
		throw new Error(`${command} in ${suite} as ${user} ended with ${status}: ${stderr.trim().split('\n').slice(-10).join('\n')}`);
	}

	return stdout;
}

/**
Words for ssh before a command of that user in the guest.
*/
export function wordsOfSsh(suite: Suite, user: string): readonly string[] {
	const {key, port} = placesOf(suite);
	const options = ['BatchMode=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR', 'ConnectTimeout=30'];
	return [...options.flatMap(option => ['-o', option]), '-i', key, '-p', String(port), `${user}@127.0.0.1`];
}

/**
Ends the guest, with what it wrote on its disks.
*/
export async function stop(suite: Suite): Promise<void> {
	attempt(suite, 'root', 'systemctl poweroff');
	const end = Date.now() + 60_000;
	while (isRunning(suite) && Date.now() < end) {
		await wait(500);
	}

	if (isRunning(suite)) {
		process.kill(pidOf(suite)!);
	}
}

function isRunning(suite: Suite): boolean {
	const pid = pidOf(suite);
	return pid !== undefined && existsSync(`/proc/${pid}`)
		&& readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`nstop-${suite}\0`);
}

function pidOf(suite: Suite): number | undefined {
	const file = path.join(placesOf(suite).folder, 'pid');
	return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}

function attempt(suite: Suite, user: string, command: string): {status: number | null; stdout: string; stderr: string} {
	return spawnSync('ssh', [...wordsOfSsh(suite, user), command], {
		encoding: 'utf8', maxBuffer: 2 ** 28, input: '', timeout: 900_000,
	});
}

/**
A processor may be without what /dev/kvm needs, as in most virtual machines.
*/
function canVirtualize(): boolean {
	return /\s(?:vmx|svm)\s/.test(readFileSync('/proc/cpuinfo', 'utf8'));
}
