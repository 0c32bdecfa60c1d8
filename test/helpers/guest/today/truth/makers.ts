/**
What the makers of containers say themselves, each asked with its own tool.
*/
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync} from 'node:fs';

/**
One container as its maker has it. `flags` are what its settings give away of the host beyond namespaces, capabilities and system calls.
*/
export type Made = {
	readonly maker: string;
	readonly name: string;
	readonly id?: string;
	readonly image?: string;
	readonly state: string;
	readonly exitCode?: number;
	readonly health?: string;
	readonly restarts?: number;
	readonly isOomKilled?: boolean;
	readonly project?: string;
	readonly ports?: readonly string[];
	readonly pid?: number;
	readonly flags: readonly string[];
};

export const answers: Record<string, unknown> = {};

function ask(command: string): string {
	const {stdout} = spawnSync('sh', ['-c', command], {encoding: 'utf8', maxBuffer: 2 ** 28});
	answers[command] = stdout;
	return stdout;
}

type Inspected = {
	readonly Id: string;
	readonly Name: string;
	readonly ImageName?: string;
	readonly Pod?: string;
	readonly RestartCount: number;
	readonly Config: {readonly Image: string; readonly Labels?: Readonly<Record<string, string>> | null};
	readonly State: {
		readonly Status: string;
		readonly Pid: number;
		readonly ExitCode: number;
		readonly OOMKilled: boolean;
		readonly Health?: {readonly Status?: string};
	};
	readonly HostConfig: {readonly Privileged: boolean};
	readonly NetworkSettings: {readonly Ports?: Readonly<Record<string, ReadonlyArray<{HostIp: string; HostPort: string}> | null>>};
	readonly Mounts: ReadonlyArray<{readonly Source: string; readonly Destination: string; readonly RW: boolean}>;
};

/**
Directories of the host's disk that rule the host.
*/
const ruling = new Set(['/etc', '/root', '/home', '/boot', '/usr', '/var', '/run']);

function fromInspection(maker: string, each: Inspected, pods: ReadonlyMap<string, string> = new Map()): Made {
	const {State: state, HostConfig: host, Mounts: mounts} = each;
	const isRunning = state.Pid > 0;
	const flags = [
		...(host.Privileged ? ['PRIV'] : []),
		// With the host's root come the sockets that lie below it.
		...(mounts.some(({Source: source}) => source === '/' || /\/(?:docker|podman)\.sock$/.test(source)) ? ['DooD'] : []),
		...(mounts.some(({Source: source, RW: isWritable}) => source === '/' || (isWritable && ruling.has(source))) ? ['HOST-FS'] : []),
	];
	const project = each.Config.Labels?.['com.docker.compose.project'] ?? pods.get(each.Pod ?? '');
	return {
		maker,
		name: each.Name.replace(/^\//, ''),
		id: each.Id,
		image: each.ImageName ?? each.Config.Image,
		state: state.Status,
		...(!isRunning && {exitCode: state.ExitCode}),
		...(isRunning && state.Status === 'running' && state.Health?.Status && {health: state.Health.Status}),
		restarts: each.RestartCount,
		isOomKilled: state.OOMKilled,
		...(project && {project}),
		ports: Object.entries(each.NetworkSettings.Ports ?? {}).flatMap(([inside, places]) => (places ?? [])
			.map(({HostIp: address, HostPort: port}) => `${address || '0.0.0.0'}:${port}:${inside}`)),
		...(isRunning && {pid: state.Pid}),
		flags,
	};
}

function docker(): readonly Made[] {
	const inspected = JSON.parse(ask('docker inspect $(docker ps --all --quiet --no-trunc)') || '[]') as readonly Inspected[];
	return inspected.map(each => fromInspection('docker', each));
}

function podman(maker: string, prefix: (command: string) => string): readonly Made[] {
	const answer = ask(prefix('podman inspect --type container $(podman ps --all --quiet --no-trunc)'));
	const inspected = JSON.parse(answer || '[]') as readonly Inspected[];
	const pods = ask(prefix('podman pod ps --no-trunc --format "{{.Id}} {{.Name}}"'));
	const names = new Map(pods.trim().split('\n').map(line => line.split(' ', 2) as [string, string]));
	return inspected.map(each => fromInspection(maker, each, names));
}

function lxc(): readonly Made[] {
	const folder = '/var/lib/lxc';
	return readdirSync(folder).filter(name => existsSync(`${folder}/${name}/config`)).map(name => {
		const pid = Number(/\d+/.exec(ask(`lxc-info --name ${name} --pid --no-humanize`))?.[0] ?? 0);
		return {
			maker: 'lxc', name, state: ask(`lxc-info --name ${name} --state --no-humanize`).trim().toLowerCase(), ...(pid > 0 && {pid}), flags: [],
		};
	});
}

function incus(): readonly Made[] {
	type Instance = {readonly name: string; readonly status: string; readonly state?: {readonly pid: number}};
	return (JSON.parse(ask('incus list --format json') || '[]') as readonly Instance[]).map(({name, status, state}) => ({
		maker: 'incus',
		name,
		state: status.toLowerCase(),
		...(state && state.pid > 0 && {pid: state.pid}),
		flags: [],
	}));
}

function nspawn(): readonly Made[] {
	return (JSON.parse(ask('machinectl list --output=json') || '[]') as ReadonlyArray<{machine: string}>).map(({machine}) => ({
		maker: 'nspawn',
		name: machine,
		state: 'running',
		pid: Number(ask(`machinectl show ${machine} --property=Leader --value`)),
		flags: [],
	}));
}

function containerd(namespace: string): readonly Made[] {
	const tasks = ask(`ctr --namespace ${namespace} tasks list`).trim().split('\n').slice(1).map(line => line.trim().split(/\s+/));
	return tasks.map(([name = '', pid = '', state = '']) => {
		const {Image: image} = JSON.parse(ask(`ctr --namespace ${namespace} containers info ${name}`)) as {readonly Image: string};
		return {
			maker: 'containerd',
			name,
			image,
			state: state.toLowerCase(),
			pid: Number(pid),
			flags: [],
		};
	});
}

/**
Those that nobody made but a person: what bubblewrap and unshare hold.
*/
function sandboxes(): readonly Made[] {
	return [
		{maker: 'bubblewrap', seconds: 76_001, flags: ['DooD', 'HOST-FS']},
		{maker: 'unshare', seconds: 76_002, flags: ['PRIV', 'DooD', 'HOST-FS']},
	].flatMap(({maker, seconds, flags}) => {
		const pid = Number(ask(`pgrep --full --exact 'sleep ${seconds}'`).trim().split('\n', 1)[0]);
		if (pid === 0) {
			return [];
		}

		// The first process in there is who watches the command, where there is one.
		const parent = Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
		const first = /^NSpid:.*\t1$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')) ? pid : parent;
		return [{
			maker, name: '', state: 'running', pid: first, flags,
		}];
	});
}

export function askMakers(): readonly Made[] {
	const asAnn = (command: string): string => `runuser --login ann --command 'export XDG_RUNTIME_DIR=/run/user/1000; ${command}'`;
	return [
		...docker(),
		...podman('podman', command => command),
		...podman('podman of ann', asAnn),
		...lxc(),
		...incus(),
		...nspawn(),
		...containerd('default'),
		...containerd('other'),
		...sandboxes(),
	];
}
