/**
Reads what tells who made a container: its processes, the host name that was mounted into it, and the files that engines keep of it.
*/
import process from 'node:process';
import {isMissing, valueOf, type Known} from '../../known.ts';
import type {ContainerFile} from '../../engine/files/container-file.ts';
import type {FileParsers} from '../../engine/files/parsers.ts';
import {readText, type FileIdentity} from '../../kernel/files/found.ts';
import type {Mount} from '../../kernel/pid/mountinfo.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import type {Evidence} from '../../model/ownership/evidence.ts';
import {watchedId} from '../../model/ownership/file-places.ts';
import type {ProcessGroup} from '../../model/ownership/ownership.ts';
import {RuntimeFiles} from './runtime-files.ts';

const longestHostname = 256;
const longestFile = 1_048_576;

/**
Reads what there is, once for each container; files that tell of many are kept until it is told to `forget`.
*/
export class EvidenceReader {
	readonly #scanner: KernelScanner;
	readonly #parsers: FileParsers | undefined;
	readonly #runtimeFiles: RuntimeFiles | undefined;
	#hostname: Known<FileIdentity> | undefined;

	/**
	Without parsers no file of a runtime is read.
	*/
	constructor(scanner: KernelScanner, parsers?: FileParsers) {
		this.#scanner = scanner;
		this.#parsers = parsers;
		this.#runtimeFiles = parsers && new RuntimeFiles(scanner, parsers);
	}

	/**
	Ends one look at all containers.
	*/
	forget(): void {
		this.#runtimeFiles?.forget();
	}

	/**
	What there is to read of one container.
	*/
	read(init: ProcessIdentity, group: ProcessGroup): Evidence {
		const {pid, parentPid} = init;
		const {closely} = this.#scanner;
		const hostnameMount = valueOf(this.#scanner.processes.mounts(pid))?.findLast(({mountPoint}) => mountPoint === '/etc/hostname');
		const parent = this.#scanner.processes.facts(parentPid);
		const parentArgs = valueOf(parent.args) ?? [];
		return {
			parentArgs,
			args: valueOf(this.#scanner.processes.facts(pid).args) ?? [],
			hostnameSource: hostnameMount?.root,
			environment: Object.fromEntries((valueOf(closely.environment(pid)) ?? []).map(({name, value}) => [name, value ?? ''])),
			hostname: this.#ownHostname(pid),
			file: (hostnameMount && this.#readFile(hostnameMount, group, parentPid, parentArgs))
				?? this.#runtimeFiles?.read(init, group, parent),
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
	#readFile(mount: Mount, group: ProcessGroup, viewer: number, viewerArgs: readonly string[]): ContainerFile | undefined {
		const source = valueOf(this.#scanner.closely.mountSource(mount)) ?? valueOf(this.#scanner.closely.mountSource(mount, viewer));
		const folder = source?.replace(/\/[^/]*$/, '');
		if (folder === undefined) {
			return undefined;
		}

		const id = group.isNamed ? group.id : watchedId(viewerArgs);
		const sibling = id === undefined ? folder : `${folder.slice(0, folder.lastIndexOf('/') + 1)}${id}`;
		const text = valueOf(readText(`${sibling}/config.v2.json`, longestFile));
		const file = text === undefined ? undefined : this.#parsers?.parseContainerFile(text);
		return file && (id === undefined || file.id === id) ? file : undefined;
	}
}
