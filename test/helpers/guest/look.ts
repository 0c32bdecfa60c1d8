/**
Runs in the guest: writes down what its kernel and its engine tell just now, with as little code as possible.
*/
import {
	readdirSync,
	readFileSync,
	readlinkSync,
	writeFileSync,
} from 'node:fs';
import {request} from 'node:http';
import process from 'node:process';
import type {EngineAnswers, Look} from './recording.ts';

const cgroupFiles = [
	'cgroup.controllers',
	'cgroup.events',
	'cgroup.procs',
	'cgroup.type',
	'cpu.max',
	'cpu.pressure',
	'cpu.stat',
	'io.pressure',
	'io.stat',
	'memory.current',
	'memory.events',
	'memory.max',
	'memory.peak',
	'memory.pressure',
	'memory.stat',
	'pids.current',
	'pids.max',
];
const processFiles = ['cgroup', 'cmdline', 'stat', 'status', 'uid_map'];
const namespaces = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'];
const files: Record<string, string> = {};
const links: Record<string, string> = {};
const errors: Record<string, string> = {};

function keep(path: string): string {
	try {
		files[path] = readFileSync(path, 'latin1');
	} catch (error) {
		errors[path] = (error as NodeJS.ErrnoException).code ?? 'unknown';
	}

	return files[path] ?? '';
}

function keepCgroup(directory: string): readonly string[] {
	for (const name of cgroupFiles) {
		keep(`${directory}/${name}`);
	}

	const pids = (files[`${directory}/cgroup.procs`] ?? '').split('\n').filter(Boolean);
	const below = readdirSync(directory, {withFileTypes: true}).filter(entry => entry.isDirectory());
	return [...pids, ...below.flatMap(({name}) => keepCgroup(`${directory}/${name}`))];
}

const top = '/sys/fs/cgroup';
const pids = readdirSync(top, {withFileTypes: true})
	.filter(entry => entry.isDirectory() && entry.name !== 'init')
	.flatMap(({name}) => keepCgroup(`${top}/${name}`));
const engine = readFileSync('/run/docker.pid', 'utf8');
for (const pid of ['1', '2', engine, ...pids]) {
	for (const name of processFiles) {
		keep(`/proc/${pid}/${name}`);
	}

	for (const kind of namespaces) {
		links[`/proc/${pid}/ns/${kind}`] = readlinkSync(`/proc/${pid}/ns/${kind}`);
	}
}

for (const name of ['self/mountinfo', 'stat', 'meminfo', 'loadavg', 'uptime', 'sys/kernel/osrelease']) {
	keep(`/proc/${name}`);
}

async function ask(path: string): Promise<unknown> {
	const {promise, resolve} = Promise.withResolvers<unknown>();
	request({socketPath: '/run/docker.sock', path: `/v1.41${path}`}, response => {
		let text = '';
		response.setEncoding('utf8');
		response.on('data', (chunk: string) => {
			text += chunk;
		});
		response.once('end', () => {
			resolve(JSON.parse(text));
		});
	}).end();
	return promise;
}

type Stats = {
	readonly cpu_stats: {readonly cpu_usage: {readonly total_usage: number}; readonly throttling_data: {readonly throttled_periods: number}};
	readonly memory_stats: {readonly usage?: number; readonly limit?: number; readonly stats?: {readonly inactive_file: number}};
	readonly pids_stats: {readonly current?: number};
	readonly blkio_stats: {readonly io_service_bytes_recursive: ReadonlyArray<{readonly op: string; readonly value: number}> | null};
};

function sum({io_service_bytes_recursive: rows}: Stats['blkio_stats'], operation: string): number {
	let total = 0;
	for (const {op, value} of rows ?? []) {
		total += op === operation ? value : 0;
	}

	return total;
}

const containers = await ask('/containers/json?all=1') as ReadonlyArray<{readonly Id: string; readonly Names: readonly string[]}>;
const answers: Record<string, EngineAnswers> = {};
for (const {
	Id: id,
	Names: [name = ''],
} of containers) {
	const {
		State: {Pid: pid, Status: status, ExitCode: exitCode},
	} = (await ask(`/containers/${id}/json`)) as {
		readonly State: {readonly Pid: number; readonly Status: string; readonly ExitCode: number};
	};
	const {
		cpu_stats: cpu,
		memory_stats: memory,
		pids_stats: tasks,
		blkio_stats: io,
	} = (await ask(`/containers/${id}/stats?stream=false&one-shot=true`)) as Stats;
	answers[name.slice(1)] = {
		id,
		pid,
		status,
		exitCode,
		cpuNanoseconds: cpu.cpu_usage.total_usage,
		throttledPeriods: cpu.throttling_data.throttled_periods,
		memoryBytes: memory.usage ?? 0,
		memoryLimitBytes: memory.limit ?? 0,
		inactiveFileBytes: memory.stats?.inactive_file ?? 0,
		tasks: tasks.current ?? 0,
		readBytes: sum(io, 'read'),
		writeBytes: sum(io, 'write'),
	};
}

const look: Look = {
	files, links, errors, answers,
};
writeFileSync(process.argv[2]!, JSON.stringify(look));
