/**
Runs in the guest as root: keeps the files that nstop reads of one container of each kind, so that tests can read them again without the
guest. Words: the file to write, and that of the truth.
*/
import {
	existsSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	writeFileSync,
} from 'node:fs';
import process from 'node:process';
import {cgroupOf} from './kernel.ts';
import type {Recording} from './recording.ts';
import type {Truth} from './truth.ts';

const [target = '', source = ''] = process.argv.slice(2);

/**
One of each kind; further ones of the same kind would only make the fixture larger.
*/
const kept = new Set([
	'd-web',
	'd-limits',
	'd-data-disk',
	'd-host-root',
	'd-privileged',
	'd-slice',
	'd-swap',
	'p-web',
	'p-users',
	'p-duo-a',
	'q-plain',
	'q-host-pid',
	'q-no-conmon',
	'a-plain',
	'a-host-net',
	'a-quadlet',
	'l-hand',
	'l-unit',
	'i-plain',
	'i-privileged',
	'n-service',
	'n-program',
	'c-plain',
	'c-scope',
]);

const processFiles = ['cgroup', 'cmdline', 'stat', 'status', 'uid_map', 'gid_map', 'attr/current'];
const cgroupFiles = [
	'cgroup.events',
	'cgroup.procs',
	'cpu.max',
	'memory.current',
	'memory.max',
	'memory.swap.current',
	'memory.swap.max',
	'pids.current',
	'pids.max',
];
const namespaces = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'];
const files: Record<string, string> = {};
const links: Record<string, string> = {};

/**
What cannot be read, as the environment of a kernel thread, is left out.
*/
function keep(file: string): void {
	try {
		files[file] = readFileSync(file, 'latin1');
	} catch (error) {
		if (!['ENOENT', 'ESRCH', 'EINVAL', 'EOPNOTSUPP'].includes((error as NodeJS.ErrnoException).code ?? '')) {
			throw error;
		}
	}
}

function keepProcess(pid: number): void {
	if (!existsSync(`/proc/${pid}`) || Object.hasOwn(files, `/proc/${pid}/stat`)) {
		return;
	}

	for (const name of processFiles) {
		keep(`/proc/${pid}/${name}`);
	}

	for (const kind of namespaces) {
		links[`/proc/${pid}/ns/${kind}`] = readlinkSync(`/proc/${pid}/ns/${kind}`);
	}

	const parts = cgroupOf(pid).split('/').filter(Boolean);
	for (const index of parts.keys()) {
		for (const name of cgroupFiles) {
			keep(`/sys/fs/cgroup/${parts.slice(0, index + 1).join('/')}/${name}`);
		}
	}
}

function parentOf(pid: number): number {
	return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
}

const truth = JSON.parse(readFileSync(source, 'utf8')) as Truth;
const containers = truth.containers.filter(({name, running}) => kept.has(name) && running !== null);
keepProcess(1);
keepProcess(2);
keep('/proc/1/mountinfo');
// As nstop's own.
for (const name of ['mountinfo', 'status']) {
	files[`/proc/self/${name}`] = files[`/proc/1/${name}`]!;
}

for (const {pid, running} of containers) {
	keep(`/proc/${pid}/mountinfo`);
	keepProcess(parentOf(pid!));
	for (const each of [pid!, ...running!.pids]) {
		keepProcess(each);
	}
}

// Helpers of engines and services with namespaces of their own: no containers.
for (const entry of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
	const words = existsSync(`/proc/${entry}/cmdline`) ? readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0') : [];
	if (/\b(?:pasta|slirp4netns|rootlessport)\b/.test(words[0] ?? '') || ['75003', '75007'].includes(words[1] ?? '')) {
		keepProcess(Number(entry));
	}
}

for (const name of ['stat', 'meminfo', 'loadavg', 'uptime', 'swaps', 'sys/kernel/osrelease']) {
	keep(`/proc/${name}`);
}

const recording: Recording = {
	host: truth.host, containers, files, links,
};
writeFileSync(target, JSON.stringify(recording, undefined, '\t'));
