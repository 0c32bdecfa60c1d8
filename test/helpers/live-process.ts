/**
Real processes for tests of what the kernel shows of them.
*/
import {spawn, type SpawnOptions} from 'node:child_process';
import {once} from 'node:events';
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
	const stop = async () => {
		if (!(child.exitCode === null && child.signalCode === null)) {
			return;
		}

		child.kill('SIGKILL');
		await once(child, 'exit');
	};

	if (!stdout || child.pid === undefined) {
		throw new Error(`${command} did not start`);
	}

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
export async function until(holds: () => boolean): Promise<void> {
	while (!holds()) {
		await new Promise(resolve => {
			setTimeout(resolve, 5);
		});
	}
}

/**
Whether tests may do what only root may.
*/
export const isRoot = process.getuid?.() === 0;
