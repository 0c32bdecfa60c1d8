/**
Counts the files of a volume by the kernel alone: its engine is not asked, and walks no disk.
*/
import process from 'node:process';
import type {EngineStatus} from '../engine/engine.ts';
import {closeFile} from '../kernel/files/found.ts';
import {countTree, type TreeCount} from '../kernel/files/tree.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import {isMissing, valueOf, type MissingReason} from '../known.ts';
import type {Snapshot} from '../model/snapshot.ts';

export type CountOptions = {readonly signal: AbortSignal; readonly onProgress: (count: TreeCount) => void};

/**
Counts below a path that is as the engine sees it; a sentence for people where it cannot be counted.
*/
export async function countVolume(
	scanner: KernelScanner,
	{engine, path, snapshot}: {readonly engine: EngineStatus; readonly path: string; readonly snapshot: Snapshot},
	options: CountOptions,
): Promise<TreeCount | string> {
	if (!engine.isLocal) {
		return `It lies where ${engine.kind} runs, which is not this machine: its files cannot be counted from here.`;
	}

	const file = scanner.closely.openInRoot(viewerOf(engine, snapshot), path);
	if (isMissing(file)) {
		return reasonOf(file.missing, path);
	}

	try {
		const count = await countTree(file.descriptor, options);
		return isMissing(count) ? reasonOf(count.missing, path) : count;
	} finally {
		closeFile(file.descriptor);
	}
}

/**
A process that sees the path as the engine does: the engine's own, or one of the container that it runs in.
*/
export function viewerOf({socket, container}: EngineStatus, {engineProcesses, containers}: Snapshot): number {
	const own = engineProcesses.find(each => each.socket === socket)?.pid;
	const around = container === undefined ? undefined : containers.get(container);
	return own ?? (around && valueOf(around.initPid)) ?? process.pid;
}

function reasonOf(missing: MissingReason, path: string): string {
	switch (missing) {
		case 'denied': {
			return `You may not look into ${path}: run nstop as root.`;
		}

		case 'gone': {
			return `There is no ${path} any more.`;
		}

		case 'unsupported':
		case 'first-sample': {
			return `${path} is no directory of this machine that can be looked into without waiting for another one.`;
		}
	}
}
