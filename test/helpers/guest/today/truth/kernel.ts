/**
The kernel's files of one container in the guest, read in the plainest way.
*/
import {
	existsSync,
	readFileSync,
	readdirSync,
	readlinkSync,
} from 'node:fs';
import type {Counters, Limits} from './truth.ts';

const top = '/sys/fs/cgroup';
const kinds = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'];

export function cgroupOf(pid: number): string {
	return /^0::(.*)$/m.exec(readFileSync(`/proc/${pid}/cgroup`, 'utf8'))![1]!;
}

export function namespacesOf(pid: number | 'self'): Readonly<Record<string, number>> {
	return Object.fromEntries(kinds.map(kind => [kind, Number(/\d+/.exec(readlinkSync(`/proc/${pid}/ns/${kind}`))![0])]));
}

export function pidsBelow(cgroup: string): readonly number[] {
	const directory = `${top}${cgroup}`;
	const own = text(`${directory}/cgroup.procs`).split('\n').filter(Boolean).map(Number);
	const below = readdirSync(directory, {withFileTypes: true}).filter(entry => entry.isDirectory());
	return [...own, ...below.flatMap(({name}) => pidsBelow(`${cgroup}/${name}`))].toSorted((a, b) => a - b);
}

/**
The tightest limits from this cgroup up to the root.
*/
export function limitsOf(cgroup: string): Limits {
	const parts = cgroup.split('/').filter(Boolean);
	const directories = parts.map((_, index) => `${top}/${parts.slice(0, index + 1).join('/')}`);
	const tightest = (name: string, read: (words: string) => number): number | null => {
		const found = directories.map(directory => read(text(`${directory}/${name}`).trim())).filter(value => Number.isFinite(value));
		return found.length > 0 ? Math.min(...found) : null;
	};

	const amount = (words: string): number => words === 'max' || words === '' ? Infinity : Number(words);
	return {
		memoryBytes: tightest('memory.max', words => amount(words)),
		swapBytes: tightest('memory.swap.max', words => amount(words)),
		cpus: tightest('cpu.max', words => {
			const [quota = 'max', period = '1'] = words.split(' ', 2);
			return amount(quota) / Number(period);
		}),
		tasks: tightest('pids.max', words => amount(words)),
	};
}

export function countersOf(cgroup: string, pid: number, hasOwnNetwork: boolean): Counters {
	const directory = `${top}${cgroup}`;
	const has = (name: string): boolean => existsSync(`${directory}/${name}`);
	const [readBytes, writtenBytes] = has('io.stat') ? blockBytes(text(`${directory}/io.stat`)) : [null, null];
	const [receivedBytes, sentBytes] = hasOwnNetwork ? networkBytes(pid) : [null, null];
	return {
		memoryBytes: memoryOf(cgroup),
		swapBytes: has('memory.swap.current') ? Number(text(`${directory}/memory.swap.current`)) : null,
		tasks: tasksOf(cgroup),
		oomKills: has('memory.events') ? number(text(`${directory}/memory.events`), 'oom_kill') : null,
		readBytes,
		writtenBytes,
		receivedBytes,
		sentBytes,
	};
}

/**
As `docker stats` counts: without the inactive page cache. Null without the controller.
*/
export function memoryOf(cgroup: string): number | null {
	const file = `${top}${cgroup}/memory.current`;
	return existsSync(file) ? Number(text(file)) - number(text(`${top}${cgroup}/memory.stat`), 'inactive_file') : null;
}

export function tasksOf(cgroup: string): number | null {
	const file = `${top}${cgroup}/pids.current`;
	return existsSync(file) ? Number(text(file)) : null;
}

function blockBytes(stat: string): readonly [number, number] {
	let read = 0;
	let written = 0;
	for (const line of stat.split('\n').filter(Boolean)) {
		// A device that stands on others hands its bytes on to them.
		const [device = ''] = line.split(' ', 1);
		const slaves = `/sys/dev/block/${device}/slaves`;
		if (!existsSync(slaves) || readdirSync(slaves).length === 0) {
			read += Number(/rbytes=(\d+)/.exec(line)?.[1] ?? 0);
			written += Number(/wbytes=(\d+)/.exec(line)?.[1] ?? 0);
		}
	}

	return [read, written];
}

function networkBytes(pid: number): readonly [number, number] {
	let received = 0;
	let sent = 0;
	for (const line of text(`/proc/${pid}/net/dev`).split('\n').slice(2).filter(Boolean)) {
		const [name = '', ...counts] = line.trim().split(/[\s:]+/);
		if (name !== 'lo') {
			received += Number(counts[0]);
			sent += Number(counts[8]);
		}
	}

	return [received, sent];
}

function number(file: string, word: string): number {
	return Number(new RegExp(String.raw`^${word} (\d+)$`, 'm').exec(file)?.[1] ?? 0);
}

/**
The capabilities that engines give by default: chown, dac_override, fowner, fsetid, kill, setgid, setuid, setpcap, net_bind_service,
net_raw, sys_chroot, mknod, audit_write, setfcap.
*/
const usualCapabilities = 0xA8_04_25_FBn;

/**
What sets a process apart by its namespaces, capabilities, system calls and ids.
*/
export function flagsOf(pid: number, hosts: Readonly<Record<string, number>>): readonly string[] {
	const own = namespacesOf(pid);
	const status = text(`/proc/${pid}/status`);
	const capabilities = BigInt(`0x${/^CapEff:\s+(\w+)$/m.exec(status)![1]}`);
	const maps = text(`/proc/${pid}/uid_map`).trim().split('\n').map(line => line.trim().split(/\s+/).map(Number));
	return [
		...['pid', 'net', 'ipc', 'uts', 'mnt'].filter(kind => own[kind] === hosts[kind]).map(kind => `HOST-${kind.toUpperCase()}`),
		// eslint-disable-next-line no-bitwise -- capabilities are bits
		...((capabilities & ~usualCapabilities) === 0n ? [] : ['CAP+']),
		...(/^Seccomp:\s+0$/m.test(status) ? ['NOSECC'] : []),
		...(maps.some(([inside, outside]) => inside === 0 && outside === 0) ? [] : ['ROOTLESS']),
	];
}

/**
Empty where there is no such file, as of a controller that is off.
*/
function text(file: string): string {
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
