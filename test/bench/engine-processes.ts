/**
The processes that an engine consists of, and the CPU time that they spend: dockerd, its containerd, and a shim for each container.
*/
import path from 'node:path';
import {isMissing, valueOf} from '../../source/known.ts';
import {KernelScanner} from '../../source/kernel/scan.ts';
import {
	childrenOf,
	cpuSecondsOf,
	pidsNamed,
	wordsOf,
} from './process-facts.ts';

/**
Pids of the processes of the engine that listens on this socket; empty where it is none of this machine.
*/
export function enginePids(socketPath: string): readonly number[] {
	const daemon = pidsNamed('dockerd').find(pid => isListeningOn(pid, socketPath));
	if (daemon === undefined) {
		return [];
	}

	const folder = containerdFolder(daemon);
	return [
		daemon,
		...pidsNamed('containerd').filter(
			pid => childrenOf(daemon).includes(pid) || (folder === systemFolder && configFolder(pid) === undefined),
		),
		...pidsNamed('containerd-shim').filter(pid => path.dirname(optionOf(pid, '-address') ?? '') === folder),
	];
}

/**
CPU seconds by process.
*/
export type CpuByProcess = ReadonlyMap<number, number>;

/**
What each process has spent until now.
*/
export function readCpu(pids: readonly number[]): CpuByProcess {
	return new Map(pids.flatMap(pid => {
		const seconds = cpuSecondsOf(pid);
		return seconds === undefined ? [] : [[pid, seconds] as const];
	}));
}

/**
What they have spent together between two moments.
*/
export function spentBetween(before: CpuByProcess, after: CpuByProcess): number {
	return [...after].reduce((total, [pid, seconds]) => total + seconds - (before.get(pid) ?? 0), 0);
}

const systemFolder = '/run/containerd';

function isListeningOn(daemon: number, socketPath: string): boolean {
	const scanner = new KernelScanner();
	const wanted = scanner.identify(socketPath);
	const sockets = valueOf(scanner.closely.engineSockets(daemon)) ?? [];
	return !isMissing(wanted) && sockets.some(({path: bound}) => {
		const found = scanner.closely.identifyInRoot(daemon, bound);
		return !isMissing(found) && found.device === wanted.device && found.inode === wanted.inode;
	});
}

/**
Where the containerd of this dockerd has its socket: its own one's, or the system's.
*/
function containerdFolder(daemon: number): string {
	const own = childrenOf(daemon).map(pid => configFolder(pid)).find(folder => folder !== undefined);
	return own ?? path.dirname(optionOf(daemon, '--containerd') ?? `${systemFolder}/containerd.sock`);
}

function configFolder(pid: number): string | undefined {
	const file = optionOf(pid, '--config');
	return file === undefined ? undefined : path.dirname(file);
}

/**
The value of an option on the command line of a process, written with a blank or with `=`.
*/
function optionOf(pid: number, option: string): string | undefined {
	const words = wordsOf(pid);
	const index = words.findIndex(word => word === option || word.startsWith(`${option}=`));
	const [, value] = words[index]?.split('=', 2) ?? [];
	return index === -1 ? undefined : value ?? words[index + 1];
}
