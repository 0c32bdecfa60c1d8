/**
Finds the engines that run on this kernel, wherever their sockets are: by their processes, on the host and in containers to any depth.
*/
import {isMissing, valueOf} from '../../known.ts';
import {fileKey} from '../../kernel/device.ts';
import {closeFile} from '../../kernel/files/found.ts';
import {sourceOf} from '../../kernel/pid/mount-place.ts';
import {ticksPerSecond} from '../../kernel/pid/stat.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import type {EngineProcess} from '../../model/engine-process.ts';
import type {ContainerKey} from '../../model/keys.ts';

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
A young engine may not listen yet; one that has run for some time listens where it always did, and looking is expensive.
*/
const youngSeconds = 60;
const secondsBetweenLooks = {young: 5, old: 60};

/**
Who came and who went since the last look, with when that is.
*/
type EngineSearch = {
	readonly identities: ReadonlyMap<number, ProcessIdentity>;
	readonly owners: ReadonlyMap<number, ContainerKey>;
	readonly appeared: readonly number[];
	readonly vanished: readonly number[];
	readonly uptimeSeconds: number;
	/**
	Whether to look at nothing yet.
	*/
	readonly isHasty?: boolean;
	readonly atSeconds: number;
};

type Looked = {readonly identity: ProcessIdentity; atSeconds: number; sockets: ReadonlyArray<Omit<EngineProcess, 'container'>>};

/**
Keeps the engines that were found; the list stays the same array until it changes.
*/
export class EngineFinder {
	readonly #scanner: KernelScanner;
	readonly #looked = new Map<number, Looked>();
	#owners: ReadonlyMap<number, ContainerKey> | undefined;
	#found: readonly EngineProcess[] = [];

	constructor(scanner: KernelScanner) {
		this.#scanner = scanner;
	}

	/**
	The engines now. Costs something only when an engine's process came, or after some time.
	*/
	find(search: EngineSearch): readonly EngineProcess[] {
		const hasChanged = this.#follow(search);
		const hasLooked = search.isHasty !== true && this.#lookAgain(search);
		if (hasChanged || hasLooked || this.#owners !== search.owners) {
			this.#owners = search.owners;
			const found = withoutClaims(
				[...this.#looked.values()].flatMap(({identity, sockets}) =>
					sockets.map(socket => ({...socket, container: search.owners.get(identity.pid)})),
				),
			);
			if (JSON.stringify(found) !== JSON.stringify(this.#found)) {
				this.#found = found;
			}
		}

		return this.#found;
	}

	/**
	Whether a process of an engine came or went.
	*/
	#follow({identities, appeared, vanished}: EngineSearch): boolean {
		let hasChanged = false;
		for (const pid of vanished) {
			hasChanged = this.#looked.delete(pid) || hasChanged;
		}

		for (const pid of appeared) {
			const identity = identities.get(pid);
			const isEngine = identity !== undefined && enginePrograms.has(identity.comm);
			if (isEngine) {
				this.#looked.set(pid, {identity, atSeconds: -Infinity, sockets: []});
			}

			hasChanged = isEngine || this.#looked.delete(pid) || hasChanged;
		}

		return hasChanged;
	}

	#lookAgain({uptimeSeconds, atSeconds}: EngineSearch): boolean {
		let hasLooked = false;
		for (const looked of this.#looked.values()) {
			const isYoung = uptimeSeconds - (looked.identity.startTicks / ticksPerSecond) < youngSeconds;
			if (atSeconds - looked.atSeconds >= secondsBetweenLooks[isYoung ? 'young' : 'old']) {
				looked.atSeconds = atSeconds;
				looked.sockets = this.#look(looked.identity);
				hasLooked = true;
			}
		}

		return hasLooked;
	}

	#look({pid, comm}: ProcessIdentity): Looked['sockets'] {
		const sockets = valueOf(this.#scanner.closely.engineSockets(pid)) ?? [];
		const mounts = sockets.length === 0 ? [] : valueOf(this.#scanner.processes.mounts(pid)) ?? [];
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
					socket: fileKey(identity),
					file: sourceOf(mounts, file.path),
					isAskable: enginePrograms.get(comm)?.isAskable ?? false,
				}];
		});
	}
}

/**
Where something in a container calls itself an engine and has put a link or a mount of the host's socket where its own was, the socket
is still that of the host's engine.
*/
function withoutClaims(engines: readonly EngineProcess[]): readonly EngineProcess[] {
	const ofHost = new Set(engines.filter(({container}) => container === undefined).map(({socket}) => socket));
	return engines.filter(({container, socket}) => container === undefined || !ofHost.has(socket));
}
