/**
Where a runtime keeps the files of a container, as the command line of the process that watches it tells. All paths are seen from the root
directory of that process.
*/
import {commandOption, idIn, program} from './command-line.ts';

/**
The process that a container's first one was started by, and that waits for its end.
*/
export type Watcher = {
	readonly args: readonly string[];
	/**
	Undefined where it may not be known.
	*/
	readonly workingDirectory: string | undefined;
};

/**
Files of Podman's storage that may tell of the container with this id: those that go when they end (`--rm`, as Quadlet has it) are in a file
of their own, which lies with what is lost at a boot where all of them are such.
*/
type StorageFilePlace = {readonly paths: readonly string[]; readonly id: string};

/**
Where Podman's storage keeps its files of containers. Undefined for all other command lines.
*/
export function storageFilePlace({args}: Pick<Watcher, 'args'>): StorageFilePlace | undefined {
	const id = program(args) === 'conmon' ? idIn(commandOption(args, '-c', '--cid')) : undefined;
	const end = `-containers/${id}/userdata`;
	const bundle = commandOption(args, '-b', '--bundle');
	if (id === undefined || bundle?.startsWith('/') !== true || !bundle.endsWith(end)) {
		return undefined;
	}

	const folder = bundle.slice(0, -`/${id}/userdata`.length);
	const pidFile = commandOption(args, '-p', '--container-pidfile') ?? '';
	const lost = pidFile.startsWith('/') && pidFile.endsWith(`${end}/pidfile`) ? pidFile.slice(0, -`/${id}/userdata/pidfile`.length) : folder;
	return {
		paths: [
			`${folder}/containers.json`,
			`${folder}/volatile-containers.json`,
			...lost === folder ? [] : [`${lost}/volatile-containers.json`],
		],
		id,
	};
}

/**
Where the bundles are that the usual runtimes of Kubernetes keep, for a container whose watcher has ended or does not tell.
*/
const podBundles = [
	['/run/containerd/io.containerd.runtime.v2.task/k8s.io', ''],
	['/run/k3s/containerd/io.containerd.runtime.v2.task/k8s.io', ''],
	['/run/containers/storage/overlay-containers', '/userdata'],
	['/var/lib/containers/storage/overlay-containers', '/userdata'],
] as const;

/**
Folders that are the bundle of a container if they are there, by its id as the name of its cgroup has it. `isOfPod` says that its cgroup is
one of Kubernetes. The shim of a pod watches all containers of it, and works in the bundle of the first.
*/
export function bundlePlaces({args, workingDirectory}: Watcher, id: string | undefined, isOfPod: boolean): readonly string[] {
	const bundle = program(args) === 'conmon' ? commandOption(args, '-b', '--bundle') : undefined;
	const shelf = bundleShelf({args, workingDirectory});
	return [
		...bundle?.startsWith('/') === true ? [bundle] : [],
		...shelf === undefined || id === undefined || !isFileName(id) ? [] : [`${shelf}/${id}`],
		...isOfPod && idIn(id) !== undefined ? podBundles.map(([folder, end]) => `${folder}/${id}${end}`) : [],
	];
}

/**
The folder in which a shim of containerd keeps the bundles of its namespace, for what is not found by its id.
*/
export function bundleShelf({args, workingDirectory}: Watcher): string | undefined {
	return program(args).startsWith('containerd-shim') && workingDirectory?.startsWith('/') === true
		? workingDirectory.replace(/\/[^/]*$/, '')
		: undefined;
}

/**
The folder that LXC, or what is built on it, keeps for a container.
*/
type InstancePlace = {readonly folder: string; readonly name: string; readonly runtime: 'lxc' | 'incus' | 'lxd'};

/**
Where LXC keeps a container: its monitor says so in its title, `[lxc monitor] <path> <name>`. Undefined for all other command lines.
*/
export function instancePlace({args}: Pick<Watcher, 'args'>): InstancePlace | undefined {
	const [, path, name] = /^\[lxc monitor\] (\/.*) ([^ /]+)$/.exec(args[0] ?? '') ?? startedInForeground(args);
	return path === undefined || name === undefined || !isFileName(name)
		? undefined
		: {folder: `${path}/${name}`, name, runtime: runtimeAt(path)};
}

function startedInForeground(args: readonly string[]): readonly [undefined?, string?, string?] {
	return ['lxc-start', 'lxc-execute'].includes(program(args))
		? [undefined, commandOption(args, '-P', '--lxcpath') ?? '/var/lib/lxc', commandOption(args, '-n', '--name')]
		: [];
}

function runtimeAt(path: string): InstancePlace['runtime'] {
	const folders = new Set(path.split('/'));
	return (['incus', 'lxd'] as const).find(name => folders.has(name)) ?? 'lxc';
}

function isFileName(name: string): boolean {
	return name !== '' && name !== '.' && name !== '..' && !name.includes('/');
}

/**
The id of the container that a process watches, where its command line has one of those that engines give.
*/
export function watchedId(args: readonly string[]): string | undefined {
	return program(args) === 'conmon' ? idIn(commandOption(args, '-c', '--cid')) : shimId(args);
}

function shimId(args: readonly string[]): string | undefined {
	return program(args).startsWith('containerd-shim') ? idIn(commandOption(args, '-id')) : undefined;
}
