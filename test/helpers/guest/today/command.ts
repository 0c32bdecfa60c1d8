/**
Commands of this machine, run to their end.
*/
import {spawnSync} from 'node:child_process';

type CommandOptions = {
	readonly input?: string;
	readonly cwd?: string;
	readonly timeoutMilliseconds?: number;
};

/**
What the command wrote to its standard output. Throws with its last words where it failed.
*/
export function run(command: string, words: readonly string[], options: CommandOptions = {}): string {
	const {status, stdout, stderr, error} = spawnSync(command, [...words], {
		encoding: 'utf8', maxBuffer: 2 ** 28, input: options.input ?? '', cwd: options.cwd, timeout: options.timeoutMilliseconds,
	});
	if (status !== 0) {
		const last = `${stdout}${stderr}`.trim().split('\n').slice(-20).join('\n');
		throw new Error(`${command} ended with ${status ?? error?.message ?? 'a signal'}: ${last}`);
	}

	return stdout;
}
