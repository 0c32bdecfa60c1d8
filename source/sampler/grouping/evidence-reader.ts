/**
Reads what tells who made a container: its processes, the host name that was mounted into it, and the files that engines keep of it.
*/
import process from 'node:process';
import {isMissing, valueOf, type Known} from '../../known.ts';
import type {ContainerFile} from '../../engine/docker/container-files.ts';
import {readText, type FileIdentity} from '../../kernel/files/found.ts';
import type {Mount} from '../../kernel/pid/mountinfo.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import {storageFilePlace, type Evidence} from '../../model/ownership/evidence.ts';
import type {ProcessGroup} from '../../model/ownership/ownership.ts';

const longestHostname = 256;
const longestFile = 1_048_576;
const longestStorageFile = 16_777_216;

/**
How the files that engines keep of their containers are understood: one for each container, and one for all.
*/
export type FileParsers = {
	readonly parseContainerFile: (text: string) => ContainerFile | undefined;
	readonly parseStorageFile: (text: string) => ReadonlyMap<string, ContainerFile>;
};

const noParsers: FileParsers = {parseContainerFile: () => undefined, parseStorageFile: () => new Map()};

/**
Reads a file that tells of many containers once, until it is told to `forget`.
*/
export class EvidenceReader {
	readonly #scanner: KernelScanner;
	readonly #parsers: FileParsers;
	#hostname: Known<FileIdentity> | undefined;
	/**
	Files that tell of many containers, by device and inode, while one look at all containers takes.
	*/
	readonly #storageFiles = new Map<string, ReadonlyMap<string, ContainerFile>>();

	constructor(scanner: KernelScanner, parsers: FileParsers = noParsers) {
		this.#scanner = scanner;
		this.#parsers = parsers;
	}

	/**
	Ends one look at all containers.
	*/
	forget(): void {
		this.#storageFiles.clear();
	}

	/**
	What there is to read of one container.
	*/
	read(init: ProcessIdentity, group: ProcessGroup): Evidence {
		const {pid, parentPid} = init;
		const {closely} = this.#scanner;
		const hostnameMount = valueOf(this.#scanner.processes.mounts(pid))?.findLast(({mountPoint}) => mountPoint === '/etc/hostname');
		const parentArgs = valueOf(this.#scanner.processes.facts(parentPid).args) ?? [];
		return {
			parentArgs,
			args: valueOf(this.#scanner.processes.facts(pid).args) ?? [],
			hostnameSource: hostnameMount?.root,
			environment: Object.fromEntries((valueOf(closely.environment(pid)) ?? []).map(({name, value}) => [name, value ?? ''])),
			hostname: this.#ownHostname(pid),
			file: (hostnameMount && this.#readFile(hostnameMount, group, parentPid)) ?? this.#readStorageFile(parentArgs, group, parentPid),
		};
	}

	/**
	Without a file of its own it would be the host's name.
	*/
	#ownHostname(pid: number): string | undefined {
		const own = this.#scanner.closely.identifyInRoot(pid, '/etc/hostname');
		this.#hostname ??= this.#scanner.closely.identifyInRoot(process.pid, '/etc/hostname');
		if (isMissing(own) || (!isMissing(this.#hostname) && own.inode === this.#hostname.inode && own.device === this.#hostname.device)) {
			return undefined;
		}

		const text = valueOf(this.#scanner.closely.readTextInRoot(pid, '/etc/hostname', longestHostname));
		const name = text?.trim().split('\n', 1)[0];
		return name === '' ? undefined : name;
	}

	/**
	Docker keeps its own file beside the host name that it mounts. With a network of another container that is the other's folder.
	*/
	#readFile(mount: Mount, group: ProcessGroup, viewer: number): ContainerFile | undefined {
		const source = valueOf(this.#scanner.closely.mountSource(mount)) ?? valueOf(this.#scanner.closely.mountSource(mount, viewer));
		const folder = source?.replace(/\/[^/]*$/, '');
		if (folder === undefined) {
			return undefined;
		}

		const sibling = group.isNamed ? `${folder.slice(0, folder.lastIndexOf('/') + 1)}${group.id}` : folder;
		const text = valueOf(readText(`${sibling}/config.v2.json`, longestFile));
		const file = text === undefined ? undefined : this.#parsers.parseContainerFile(text);
		return file && (!group.isNamed || file.id === group.id) ? file : undefined;
	}

	/**
	Podman's storage has a file or two for all containers, where its watcher was told to find this one.
	*/
	#readStorageFile(watcherArgs: readonly string[], group: ProcessGroup, watcher: number): ContainerFile | undefined {
		const place = storageFilePlace(watcherArgs);
		if (!place || (group.isNamed && place.id !== group.id)) {
			return undefined;
		}

		for (const path of place.paths) {
			const file = this.#storageFile(path, watcher)?.get(place.id);
			if (file) {
				return file;
			}
		}

		return undefined;
	}

	#storageFile(path: string, watcher: number): ReadonlyMap<string, ContainerFile> | undefined {
		const identity = valueOf(this.#scanner.closely.identifyInRoot(watcher, path));
		if (!identity) {
			return undefined;
		}

		const key = `${identity.device}:${identity.inode}`;
		const text = this.#storageFiles.has(key)
			? undefined
			: valueOf(this.#scanner.closely.readTextInRoot(watcher, path, longestStorageFile));
		const files = this.#storageFiles.get(key) ?? this.#parsers.parseStorageFile(text ?? '');
		this.#storageFiles.set(key, files);
		return files;
	}
}
