/**
Reads the files that runtimes keep of their containers, as the process that watches a container sees them: in a container of its own where
the runtime runs in one.
*/
import process from 'node:process';
import {isMissing, valueOf} from '../../known.ts';
import type {ContainerFile} from '../../engine/files/container-file.ts';
import type {FileParsers} from '../../engine/files/parsers.ts';
import {fileKey} from '../../kernel/device.ts';
import type {RootView} from '../../kernel/process/root-view.ts';
import type {ProcessFacts, ProcessIdentity} from '../../kernel/reading.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import {
	bundlePlaces,
	bundleShelf,
	instancePlace,
	storageFilePlace,
	type Watcher,
} from '../../model/ownership/file-places.ts';
import type {ProcessGroup} from '../../model/ownership/ownership.ts';

const longestFile = 1_048_576;
const longestStorageFile = 16_777_216;
const longestNumber = 32;
// As many pods as a node may have, several times over.
const mostLogs = 8192;
const mostBundles = 1024;

/**
A process, and what to know of it to find the files of what it watches.
*/
type Viewer = Watcher & {
	readonly root: RootView;
	/**
	How many pid namespaces it is in, from the reader's own inwards.
	*/
	readonly depth: number | undefined;
};

/**
What tells of many containers is read once, until it is told to `forget`.
*/
export class RuntimeFiles {
	readonly #scanner: KernelScanner;
	readonly #parsers: FileParsers;
	/**
	By device and inode.
	*/
	readonly #ofMany = new Map<string, ReadonlyMap<string, ContainerFile>>();
	/**
	By mount namespace and root directory: most watchers have those of the host.
	*/
	readonly #barred = new Map<string, RootView['barred']>();

	constructor(scanner: KernelScanner, parsers: FileParsers) {
		this.#scanner = scanner;
		this.#parsers = parsers;
	}

	/**
	Ends one look at all containers.
	*/
	forget(): void {
		this.#ofMany.clear();
		this.#barred.clear();
	}

	/**
	The best that a runtime's files say of a container, undefined where none tells. The facts are those of the parent of its first process.
	*/
	read(init: ProcessIdentity, group: ProcessGroup, {args, namespaces, status}: ProcessFacts): ContainerFile | undefined {
		const {root, workingDirectory} = this.#scanner.closely.links(init.parentPid);
		const place = isMissing(namespaces.mnt) || isMissing(root) ? undefined : `${namespaces.mnt} ${root.path}`;
		const viewer = {
			args: valueOf(args) ?? [],
			workingDirectory: valueOf(workingDirectory)?.path,
			root: this.#viewOf(init.parentPid, place),
			depth: valueOf(status)?.nspid.length,
		};
		return this.#readBundle(viewer, init.pid, group)
			?? this.#readStorageFile(viewer, group)
			?? this.#readInstance(viewer)
			?? this.#readLogNames(viewer, group);
	}

	#viewOf(pid: number, place: string | undefined): RootView {
		const view = this.#scanner.closely.rootView(pid, place === undefined ? undefined : this.#barred.get(place));
		if (place !== undefined) {
			this.#barred.set(place, view.barred);
		}

		return view;
	}

	#readBundle(viewer: Viewer, init: number, group: ProcessGroup): ContainerFile | undefined {
		for (const place of bundlePlaces(viewer, group.isNamed ? group.id : undefined, isOfPod(group))) {
			const text = valueOf(viewer.root.readText(`${place}/config.json`, longestFile));
			if (text !== undefined) {
				return this.#parsers.parseBundle(text);
			}
		}

		const found = this.#findBundle(viewer, init);
		const text = found === undefined ? undefined : valueOf(viewer.root.readText(`${found}/config.json`, longestFile));
		return text === undefined ? undefined : this.#parsers.parseBundle(text);
	}

	/**
	By the first process, which containerd notes in each bundle.
	*/
	#findBundle(viewer: Viewer, init: number): string | undefined {
		const shelf = bundleShelf(viewer);
		if (shelf === undefined) {
			return undefined;
		}

		const pid = this.#numberFor(viewer, init);
		const own = viewer.workingDirectory!;
		const noted = this.#notedPid(viewer, own);
		if (noted === undefined || noted === pid) {
			return own;
		}

		const names = valueOf(viewer.root.list(shelf, mostBundles)) ?? [];
		return names.map(name => `${shelf}/${name}`).find(place => this.#notedPid(viewer, place) === pid);
	}

	#notedPid(viewer: Viewer, bundle: string): number | undefined {
		const text = valueOf(viewer.root.readText(`${bundle}/init.pid`, longestNumber))?.trim() ?? '';
		return /^\d+$/.test(text) ? Number(text) : undefined;
	}

	/**
	The number of a process as another one sees it, in a pid namespace that may lie within the reader's.
	*/
	#numberFor({depth}: Viewer, pid: number): number | undefined {
		return depth === undefined ? undefined : valueOf(this.#scanner.processes.status(pid))?.nspid[depth - 1];
	}

	#readStorageFile(viewer: Viewer, group: ProcessGroup): ContainerFile | undefined {
		const place = storageFilePlace(viewer);
		if (!place || (group.isNamed && place.id !== group.id)) {
			return undefined;
		}

		for (const path of place.paths) {
			const file = this.#readOfMany(viewer.root, path, () =>
				this.#parsers.parseStorageFile(valueOf(viewer.root.readText(path, longestStorageFile)) ?? '')).get(place.id);
			if (file) {
				return file;
			}
		}

		return undefined;
	}

	#readInstance(viewer: Viewer): ContainerFile | undefined {
		const place = instancePlace(viewer);
		const [name, parse] = place?.runtime === 'lxc'
			? ['config', this.#parsers.parseLxcConfig] as const
			: ['backup.yaml', this.#parsers.parseInstanceBackup] as const;
		const text = place && valueOf(viewer.root.readText(`${place.folder}/${name}`, longestFile));
		return text === undefined ? undefined : parse(text);
	}

	/**
	The kubelet names folders and links of logs after what writes them. Everybody may read these names, where only root sees through others.
	*/
	#readLogNames({root}: Viewer, group: ProcessGroup): ContainerFile | undefined {
		const {parseContainerLog, parsePodFolder} = this.#parsers;
		for (const view of isOfPod(group) ? [root, this.#viewOf(process.pid, 'own')] : []) {
			const file = this.#readNames(view, '/var/log/containers', parseContainerLog).get(group.id)
				?? this.#readNames(view, '/var/log/pods', parsePodFolder).get(group.podUid ?? '');
			if (file) {
				return file;
			}
		}

		return undefined;
	}

	#readNames(
		view: RootView,
		folder: string,
		parse: (name: string) => ContainerFile | undefined,
	): ReadonlyMap<string | undefined, ContainerFile> {
		return this.#readOfMany(view, folder, () => {
			const names = valueOf(view.list(folder, mostLogs)) ?? [];
			return new Map(names.flatMap(name => {
				const file = parse(name);
				return file?.id === undefined ? [] : [[file.id, file] as const];
			}));
		});
	}

	#readOfMany(view: RootView, path: string, read: () => ReadonlyMap<string, ContainerFile>): ReadonlyMap<string, ContainerFile> {
		const identity = valueOf(view.identify(path));
		if (!identity) {
			return new Map();
		}

		const key = fileKey(identity);
		const files = this.#ofMany.get(key) ?? read();
		this.#ofMany.set(key, files);
		return files;
	}
}

function isOfPod({podUid, runtime}: ProcessGroup): boolean {
	return podUid !== undefined || runtime === 'kubernetes';
}
