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
import type {OpenOlder} from './older-log.ts';

/**
A file that may be there.
*/
type LogPlace = {
	readonly format: LogFormat;
	/**
	Opens what has the name at that moment.
	*/
	readonly open: () => Known<number>;
	/**
	What was rotated away from it, the newest first; undefined where nobody does that.
	*/
	readonly older?: () => Iterable<OpenOlder>;
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
Docker keeps as many as one asks for.
*/
const mostOlder = 1000;

/**
The places for one container.
*/
export function logPlaces(scanner: KernelScanner, container: Pick<Container, 'id' | 'initPid' | 'labels'>): LogPlaces {
	const init = valueOf(container.initPid);
	const watcher = init === undefined ? undefined : valueOf(scanner.sample(init).stat)?.parentPid;
	const id = idIn(container.id);
	const folder = id === undefined ? undefined : dockerFolder(scanner, init, watcher, id);
	const open = (path: string): Known<number> => openInRootOf(scanner, watcher ?? process.pid, path);
	const list = (path: string): Known<readonly string[]> => scanner.closely.rootView(watcher ?? process.pid).list(path, mostLogs);
	const inRoot = (path: string, format: LogFormat): LogPlace => format === jsonLog ? numbered(path, open) : {format, open: () => open(path)};
	return {
		files: [
			...folder === undefined ? [] : [numbered(`${folder}/${id}-json.log`, openForReading)],
			...conmonPaths(scanner, watcher).map(path => inRoot(path, criLog)),
			...nerdctlPaths(container).map(path => inRoot(path, jsonLog)),
			...podFolders(container).map(path => ofPod(path, {open, list})),
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
Docker's file, and those that were rotated away: `.1` is the newest of them, and all may be packed.
*/
function numbered(path: string, open: (path: string) => Known<number>): LogPlace {
	return {
		format: jsonLog,
		open: () => open(path),
		* older() {
			for (let number = 1; number < mostOlder; number++) {
				yield () => {
					const plain = open(`${path}.${number}`);
					return isMissing(plain) ? open(`${path}.${number}.gz`) : plain;
				};
			}
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

/**
The file of the newest start in such a folder. What was rotated away has the time behind its name.
*/
function ofPod(
	folder: string,
	{open, list}: {readonly open: (path: string) => Known<number>; readonly list: (folder: string) => Known<readonly string[]>},
): LogPlace {
	const newest = (names: readonly string[]): string =>
		`${Math.max(-1, ...names.flatMap(name => /^\d{1,9}\.log$/.test(name) ? [Number.parseInt(name, 10)] : []))}.log`;
	return {
		format: criLog,
		open() {
			const names = list(folder);
			return isMissing(names) ? names : open(`${folder}/${newest(names)}`);
		},
		older() {
			const names = valueOf(list(folder)) ?? [];
			return names
				.filter(name => name.startsWith(`${newest(names)}.`) && !name.endsWith('.tmp'))
				.toSorted()
				.toReversed()
				.map(name => () => open(`${folder}/${name}`));
		},
	};
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
