/**
Which engines to ask: those that the environment names, and those whose processes the kernel shows, on the host and in containers.
*/
import {connect, ownSurroundings} from '../engine/reach/connect.ts';
import type {EnginePool, PooledTarget} from '../engine/watch/pool.ts';
import {resolveEngines, socketTarget, type EngineTarget} from '../engine/reach/target.ts';
import {fileKey} from '../kernel/device.ts';
import {closeFile} from '../kernel/files/found.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import {isMissing} from '../known.ts';
import type {EngineProcess} from '../model/engine-process.ts';
import {UsageError, type Options} from '../options.ts';
import {placedEngine} from './engine-place.ts';
import {activationOf, hasStoppedListening} from './activation.ts';

type NamedEngines = {
	readonly targets: readonly NamedTarget[];
	/**
	Why none was found and what to do, if none was.
	*/
	readonly advice: string | undefined;
	/**
	Whether the user named an engine: then other engines of the host are not asked.
	*/
	readonly isNamed: boolean;
};

/**
The engines to begin with. Throws a UsageError for an address that makes no sense.
*/
export function namedEngines({host, noEngine}: Options, scanner: KernelScanner): NamedEngines {
	if (noEngine) {
		return {targets: [], advice: undefined, isNamed: true};
	}

	const resolution = resolveEngines(ownSurroundings(), host);
	switch (resolution.kind) {
		case 'found': {
			const {targets, isNamed} = resolution;
			return {targets: targets.map(target => ({...pooled(target, scanner), isNamed})), advice: undefined, isNamed};
		}

		case 'none': {
			// It may be started later: the watch waits for it.
			return {targets: [pooled(resolution.awaited, scanner)], advice: resolution.detail, isNamed: false};
		}

		case 'invalid': {
			throw new UsageError(resolution.detail);
		}
	}
}

type NamedTarget = PooledTarget & {
	/**
	The socket that is at its address now, as `device:inode`; undefined where none is.
	*/
	readonly identify: () => string | undefined;
};

function pooled({transport, ...target}: EngineTarget, scanner: KernelScanner): NamedTarget {
	const identify = () => {
		const identity = transport.kind === 'unix' ? scanner.identify(transport.path) : undefined;
		return identity === undefined || isMissing(identity) ? undefined : fileKey(identity);
	};

	return {
		address: target.address,
		isLocal: target.isLocal,
		socket: identify(),
		identify,
		open: async () => transport.kind === 'unix'
			? placedEngine(await connect({...target, transport, isStopped: activationOf(scanner, transport.path)}), scanner, transport.path)
			: connect({...target, transport}),
	};
}

/**
Keeps the pool in step with the engines that the kernel shows: adds what is new, and lets go what has gone. An engine the user named stays,
whether it is there or not.
*/
export class EngineDiscovery {
	readonly #pool: EnginePool;
	readonly #scanner: KernelScanner;
	readonly #named: NamedEngines;
	/**
	By the socket. The process may be followed by another one that listens there too.
	*/
	readonly #added = new Map<string, {readonly address: string; process: EngineProcess}>();
	#seen: readonly EngineProcess[] = [];

	constructor(pool: EnginePool, scanner: KernelScanner, named: NamedEngines) {
		this.#pool = pool;
		this.#scanner = scanner;
		this.#named = named;
	}

	/**
	Takes the engines that were seen; the same array as before costs nothing.
	*/
	update(processes: readonly EngineProcess[]): void {
		if (processes === this.#seen) {
			return;
		}

		this.#seen = processes;
		const wanted = this.#current(processes.filter(({isAskable, container}) =>
			isAskable && (container !== undefined || !this.#named.isNamed)));
		const present = new Set(wanted.map(({socket}) => socket));
		for (const [socket, {address}] of this.#added) {
			if (!present.has(socket)) {
				this.#added.delete(socket);
				void this.#pool.remove(address);
			}
		}

		// The key of a container changes when it is found out what it is called.
		for (const process of wanted) {
			const added = this.#added.get(process.socket);
			if (added) {
				added.process = process;
				this.#pool.place(added.address, {container: process.container});
			}
		}

		// A named engine that was started again listens on another socket at the same address.
		const sockets = this.#named.targets.map(({address, identify}) => {
			const socket = identify();
			this.#pool.place(address, {socket});
			return socket;
		});
		const known = new Set([...this.#added.keys(), ...sockets]);
		// One socket of each engine is enough, however many it has.
		const asked = new Set(processes.filter(({socket}) => known.has(socket)).map(({pid}) => pid));
		for (const process of wanted) {
			if (!known.has(process.socket) && !asked.has(process.pid)) {
				known.add(process.socket);
				asked.add(process.pid);
				this.#add(process);
			}
		}
	}

	/**
	An engine that was started again has made a new socket where that of the one before it was, of which a process may still be seen.
	*/
	#current(processes: readonly EngineProcess[]): readonly EngineProcess[] {
		const places = Map.groupBy(processes, process => addressOf(process));
		return processes.filter(process => {
			const {pid, path, socket} = process;
			if (new Set(places.get(addressOf(process))!.map(each => each.socket)).size === 1) {
				return true;
			}

			const file = this.#scanner.closely.identifyInRoot(pid, path);
			return !isMissing(file) && socket === fileKey(file);
		});
	}

	/**
	The socket is held by a descriptor: its path may be too long to connect to, and may lead elsewhere when it is looked up again.
	*/
	#add(process: EngineProcess): void {
		const {pid, path, socket, container} = process;
		const file = this.#scanner.closely.openInRoot(pid, path);
		if (isMissing(file)) {
			return;
		}

		const address = addressOf(process);
		const added = {address, process};
		// Who else listens at its socket can be seen on the host alone.
		const hasStarter = container === undefined ? activationOf(this.#scanner, path) : async () => true;
		const target = {
			...socketTarget(file.heldPath),
			address,
			isStopped: async () => hasStoppedListening(this.#scanner, added.process.pid, added.process.path) && hasStarter(),
		};
		const isNew = this.#pool.add({
			address,
			isLocal: true,
			socket,
			container,
			open: async () => connect(target),
			close() {
				closeFile(file.descriptor);
			},
		});
		if (isNew) {
			this.#added.set(socket, added);
		} else {
			closeFile(file.descriptor);
		}
	}
}

function addressOf({pid, path, container}: EngineProcess): string {
	return `unix://${container === undefined ? '' : `/proc/${pid}/root`}${path}`;
}
