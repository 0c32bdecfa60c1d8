/**
Where runtimes keep the logs of their containers, as the kernel's side shows it: by what is mounted, by the process that watches the
container, and by the names that are usual.
*/
import process from 'node:process';
import {criLog} from '../engine/files/cri-log.ts';
import {jsonLog} from '../engine/files/json-log.ts';
import type {LogFormat} from '../engine/files/log-format.ts';
import {closeFile} from '../kernel/files/found.ts';
import {openForReading, openHeldForReading} from '../kernel/files/followed.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import {isMissing, valueOf, type Known} from '../known.ts';
import type {Container} from '../model/container.ts';
import {commandOption, idIn, program} from '../model/ownership/command-line.ts';

/**
A file that may be there.
*/
type LogPlace = {
	readonly format: LogFormat;
	/**
	Opens what has the name at that moment.
	*/
	readonly open: () => Known<number>;
};

type LogPlaces = {
	/**
	From the surest to the weakest.
	*/
	readonly files: readonly LogPlace[];
	/**
	What is there if Docker writes the log in a form that only it can read.
	*/
	readonly isLocal: () => boolean;
};

// As many restarts as a kubelet keeps the logs of, many times over.
const mostLogs = 1024;

/**
The places for one container.
*/
export function logPlaces(scanner: KernelScanner, container: Pick<Container, 'id' | 'initPid' | 'labels'>): LogPlaces {
	const init = valueOf(container.initPid);
	const watcher = init === undefined ? undefined : valueOf(scanner.sample(init).stat)?.parentPid;
	const id = idIn(container.id);
	const folder = id === undefined ? undefined : dockerFolder(scanner, init, watcher, id);
	const inRoot = (path: string, format: LogFormat): LogPlace => ({format, open: () => openInRootOf(scanner, watcher ?? process.pid, path)});
	return {
		files: [
			...folder === undefined ? [] : [{format: jsonLog, open: () => openForReading(`${folder}/${id}-json.log`)}],
			...conmonPaths(scanner, watcher).map(path => inRoot(path, criLog)),
			...nerdctlPaths(container).map(path => inRoot(path, jsonLog)),
			...podFolders(container).map(path => ({format: criLog, open: () => openNewest(scanner, watcher ?? process.pid, path)})),
			...id === undefined || init !== undefined ? [] : usualPaths(id).map(([path, format]) => inRoot(path, format)),
		],
		isLocal() {
			const descriptor = folder === undefined ? undefined : valueOf(openForReading(`${folder}/local-logs/container.log`));
			if (descriptor !== undefined) {
				closeFile(descriptor);
			}

			return descriptor !== undefined;
		},
	};
}

/**
Docker keeps everything of a container in one folder. From there it mounts the host name: that of another container where they share a
network.
*/
function dockerFolder(scanner: KernelScanner, init: number | undefined, watcher: number | undefined, id: string): string | undefined {
	const mount = init === undefined
		? undefined
		: valueOf(scanner.processes.mounts(init))?.findLast(({mountPoint}) => mountPoint === '/etc/hostname');
	const source = mount && (valueOf(scanner.closely.mountSource(mount)) ?? valueOf(scanner.closely.mountSource(mount, watcher)));
	const folder = source?.replace(/\/[^/]*\/[^/]*$/, '');
	return folder === undefined ? undefined : `${folder}/${id}`;
}

/**
Podman's conmon is told where to write: `k8s-file:<path>`, or by its bundle.
*/
function conmonPaths(scanner: KernelScanner, watcher: number | undefined): readonly string[] {
	const args = watcher === undefined ? [] : valueOf(scanner.processes.facts(watcher).args) ?? [];
	if (program(args) !== 'conmon') {
		return [];
	}

	const told = commandOption(args, '-l', '--log-path')?.replace(/^(?:k8s-file|json-file):/, '');
	const bundle = commandOption(args, '-b', '--bundle');
	return [told, bundle === undefined ? undefined : `${bundle}/ctr.log`].filter(path => path?.startsWith('/') === true) as string[];
}

function nerdctlPaths({id, labels}: Pick<Container, 'id' | 'labels'>): readonly string[] {
	const folder = labels['nerdctl/state-dir'];
	return folder?.startsWith('/') === true ? [`${folder}/${id}-json.log`] : [];
}

/**
The kubelet's folder for one container of a pod: it has a file for each start, `0.log`, `1.log`.
*/
function podFolders({labels}: Pick<Container, 'labels'>): readonly string[] {
	const names = ['namespace', 'name', 'uid'].map(name => labels[`io.kubernetes.pod.${name}`]);
	const parts = [...names, labels['io.kubernetes.container.name']];
	return parts.every(part => part !== undefined && /^[\w\-.]+$/.test(part) && !/^\.+$/.test(part))
		? [`/var/log/pods/${names.join('_')}/${parts.at(-1)}`]
		: [];
}

function usualPaths(id: string): ReadonlyArray<readonly [string, LogFormat]> {
	return [
		[`/var/lib/docker/containers/${id}/${id}-json.log`, jsonLog],
		[`/var/lib/containers/storage/overlay-containers/${id}/userdata/ctr.log`, criLog],
	];
}

function openNewest(scanner: KernelScanner, viewer: number, folder: string): Known<number> {
	const names = scanner.closely.rootView(viewer).list(folder, mostLogs);
	if (isMissing(names)) {
		return names;
	}

	const newest = Math.max(-1, ...names.flatMap(name => /^\d{1,9}\.log$/.test(name) ? [Number.parseInt(name, 10)] : []));
	return openInRootOf(scanner, viewer, `${folder}/${newest}.log`);
}

/**
Opens a file as another process sees it, wherever links lead.
*/
function openInRootOf(scanner: KernelScanner, viewer: number, path: string): Known<number> {
	const file = scanner.closely.openInRoot(viewer, path);
	if (isMissing(file)) {
		return file;
	}

	try {
		return openHeldForReading(file.descriptor);
	} finally {
		closeFile(file.descriptor);
	}
}
