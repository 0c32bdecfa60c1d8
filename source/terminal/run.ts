/**
Runs programs of the host: in nstop's own terminal, or out of sight.
*/
import {once} from 'node:events';
import process from 'node:process';
import {childProcess} from '../builtins.ts';

/**
How a program ended: by itself with a code, or by a signal.
*/
export type Ending = {readonly code: number | undefined; readonly signal: string | undefined};

/**
A shell with job control around the program. What is in a pid namespace of its own cannot give the terminal back to the process group
that had it before, since it cannot see it; this shell does.
*/
const keeper = '"$0" "$@"; exit $?';

/**
Lends the terminal to the program until it ends, and puts its settings back. Nobody may read from the terminal meanwhile. Throws an
Error where the program cannot be started.
*/
export async function runInTerminal(
	program: string,
	words: readonly string[],
	environment: Readonly<Record<string, string | undefined>>,
): Promise<Ending> {
	const settings = readSettings();
	// Ctrl-C is for the program; until its group has the terminal, the kernel sends it here too.
	const listeners = process.rawListeners('SIGINT') as Array<(signal: NodeJS.Signals) => void>;
	process.removeAllListeners('SIGINT');
	process.on('SIGINT', ignore);
	const child = childProcess().spawn('/bin/sh', ['-mc', keeper, program, ...words], {stdio: 'inherit', env: environment});
	const hangUp = (): void => {
		child.kill('SIGHUP');
	};

	process.once('exit', hangUp);
	try {
		const [code, signal] = await once(child, 'exit') as [number | null, NodeJS.Signals | null];
		return {code: code ?? undefined, signal: signal ?? undefined};
	} finally {
		process.off('exit', hangUp);
		process.off('SIGINT', ignore);
		for (const listener of listeners) {
			process.on('SIGINT', listener);
		}

		restoreSettings(settings);
		// The news of a new size went to the program, which had the terminal.
		process.emit('SIGWINCH');
	}
}

/**
A program that reads nothing and has not ended by then waits for something else.
*/
const rehearsalMilliseconds = 3000;

/**
Runs a program without a terminal, to see whether it can be run at all. Gives what it writes to standard error where it fails, undefined
where it does not or has not ended after three seconds.
*/
export async function rehearse(
	program: string,
	words: readonly string[],
	environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
	const child = childProcess().spawn(program, [...words], {
		stdio: ['ignore', 'ignore', 'pipe'],
		env: environment,
		timeout: rehearsalMilliseconds,
	});
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		said += text;
	});
	const [code] = await once(child, 'exit') as [number | null];
	if (code === null || code === 0) {
		return undefined;
	}

	if (!child.stderr.closed) {
		// A child of its own may hold the pipe open: what has come by then has to do.
		await once(child.stderr, 'close', {signal: AbortSignal.timeout(rehearsalMilliseconds)}).catch(() => undefined);
	}

	return said.trim() || `exit code ${code}`;
}

function ignore(): void {
	// Being listened to is what keeps a signal from ending the process.
}

/**
All settings of the terminal's driver as the tool writes them; undefined where it is missing.
*/
function readSettings(): string | undefined {
	const {status, stdout} = childProcess().spawnSync('stty', ['-g'], {stdio: ['inherit', 'pipe', 'ignore'], encoding: 'utf8'});
	return status === 0 ? stdout.trim() : undefined;
}

function restoreSettings(settings: string | undefined): void {
	if (settings !== undefined) {
		childProcess().spawnSync('stty', [settings], {stdio: ['inherit', 'ignore', 'ignore']});
	}
}
