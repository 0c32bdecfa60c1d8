/**
Real processes for tests of what the kernel shows of them.
*/
import {spawn, type SpawnOptions} from 'node:child_process';
import {once} from 'node:events';
import {
	accessSync,
	constants,
	cpSync,
	mkdtempSync,
	rmSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';

export type LiveProcess = {
	readonly pid: number;
	/**
	Kills it and waits until it is reaped.
	*/
	stop(): Promise<void>;
};

/**
Starts a program that prints a line when it is ready and then waits for the end of its standard input.
*/
export async function startProgram(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<LiveProcess> {
	const child = spawn(command, args, {...options, stdio: ['pipe', 'pipe', 'inherit']});
	const {stdout} = child;
	if (!stdout || child.pid === undefined) {
		throw new Error(`${command} did not start`);
	}

	const stop = async () => {
		if (!(child.exitCode === null && child.signalCode === null)) {
			return;
		}

		child.kill('SIGKILL');
		await once(child, 'exit');
	};

	await once(stdout, 'data');
	return {pid: child.pid, stop};
}

/**
Starts a shell that runs a script, is ready then and waits.
*/
export async function startShell(script: string, options?: SpawnOptions): Promise<LiveProcess> {
	return startProgram('/bin/sh', ['-c', `${script}\necho ready; read -r line`], options);
}

/**
Waits until something holds, by looking again and again.
*/
export async function until(isReached: () => boolean): Promise<void> {
	while (!isReached()) {
		await new Promise(resolve => {
			setTimeout(resolve, 5);
		});
	}
}

const folders: string[] = [];

function removeFolders(): void {
	for (const folder of folders) {
		rmSync(folder, {recursive: true});
	}
}

/**
Makes an empty folder, or a copy of another one, that lives as long as the test file.
*/
export function makeFolder(original?: string): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'nstop-test-'));
	if (folders.length === 0) {
		process.once('exit', removeFolders);
	}

	folders.push(folder);

	if (original !== undefined) {
		cpSync(original, folder, {recursive: true, verbatimSymlinks: true});
	}

	return folder;
}

/**
Whether tests may do what only root may.
*/
export const isRoot = process.getuid?.() === 0;

/**
Whether they may make cgroups too: in a container even root may not.
*/
export const canMakeCgroups = isRoot && ['/sys/fs/cgroup/unified/cgroup.procs', '/sys/fs/cgroup/cgroup.procs'].some(file => {
	try {
		accessSync(file, constants.W_OK);
		return true;
	} catch {
		return false;
	}
});
