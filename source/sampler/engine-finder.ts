/**
Finds the engines that run on this kernel, wherever their sockets are: by their processes, on the host and in containers to any depth.
*/
import {isMissing, valueOf} from '../known.ts';
import {closeFile} from '../kernel/files.ts';
import {sourceOf} from '../kernel/pid/mount-place.ts';
import type {ProcessIdentity} from '../kernel/reading.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import type {EngineProcess} from '../model/engine-process.ts';
import {processKey} from '../model/process.ts';
import type {ContainerKey, ProcessKey} from '../model/types.ts';

/**
Programs that are engines, and whether nstop can ask them: the others only tell that they are there.
*/
export const enginePrograms: ReadonlyMap<string, {readonly isAskable: boolean}> = new Map([
	['dockerd', {isAskable: true}],
	['podman', {isAskable: true}],
	['containerd', {isAskable: false}],
	['crio', {isAskable: false}],
]);

/**
Sockets may come later than the process.
*/
const secondsBetweenLooks = 5;

/**
Keeps the engines that were found; the list stays the same array until it changes.
*/
export class EngineFinder {
	readonly #scanner: KernelScanner;
	#lookedAtSeconds = -Infinity;
	#processes: ReadonlySet<ProcessKey> = new Set();
	#found: readonly EngineProcess[] = [];

	constructor(scanner: KernelScanner) {
		this.#scanner = scanner;
	}

	/**
	The engines now. Costs something only when an engine's process came or went, or after some seconds.
	*/
	find(identities: ReadonlyMap<number, ProcessIdentity>, owners: ReadonlyMap<number, ContainerKey>, hasChanged: boolean, atSeconds: number): readonly EngineProcess[] {
		const isDue = atSeconds - this.#lookedAtSeconds >= secondsBetweenLooks;
		if (!hasChanged && !isDue) {
			return this.#found;
		}

		const engines = [...identities.values()].filter(({comm}) => enginePrograms.has(comm));
		const processes = new Set(engines.map(identity => processKey(identity)));
		if (!isDue && processes.size === this.#processes.size && processes.isSubsetOf(this.#processes)) {
			return this.#found;
		}

		this.#lookedAtSeconds = atSeconds;
		this.#processes = processes;
		const found = withoutClaims(engines.flatMap(identity => this.#look(identity, owners.get(identity.pid))));
		if (JSON.stringify(found) !== JSON.stringify(this.#found)) {
			this.#found = found;
		}

		return this.#found;
	}

	#look({pid, comm}: ProcessIdentity, container: ContainerKey | undefined): readonly EngineProcess[] {
		const sockets = valueOf(this.#scanner.closely.engineSockets(pid)) ?? [];
		const mounts = sockets.length === 0 ? [] : valueOf(this.#scanner.mounts(pid)) ?? [];
		return sockets.flatMap(({path}) => {
			const file = this.#scanner.closely.openInRoot(pid, path);
			if (isMissing(file)) {
				return [];
			}

			closeFile(file.descriptor);
			const identity = this.#scanner.closely.identifyInRoot(pid, file.path);
			return isMissing(identity) || !identity.isSocket
				? []
				: [{
					pid,
					program: comm,
					path,
					socket: `${identity.device}:${identity.inode}`,
					file: sourceOf(mounts, file.path),
					container,
					isAskable: enginePrograms.get(comm)?.isAskable ?? false,
				}];
		});
	}
}

/**
Where something in a container calls itself an engine and has put a link or a mount of the host's socket where its own was, the socket is still that of the host's engine.
*/
function withoutClaims(engines: readonly EngineProcess[]): readonly EngineProcess[] {
	const ofHost = new Set(engines.filter(({container}) => container === undefined).map(({socket}) => socket));
	return engines.filter(({container, socket}) => container === undefined || !ofHost.has(socket));
}
