/**
Runs systemd's client: never on a terminal, never for longer than there is patience.
*/
import type {ChildProcessByStdio} from 'node:child_process';
import process from 'node:process';
import type {Readable} from 'node:stream';
import {childProcess} from '../builtins.ts';
import {SystemdError} from './error.ts';

type SystemctlRun = {
	readonly words: readonly string[];
	readonly milliseconds: number;
	/**
	Gets the output as it comes. What it throws ends the run.
	*/
	readonly onOutput?: (text: string) => void;
	/**
	Ends the wait.
	*/
	readonly signal?: AbortSignal | undefined;
	/**
	Whether it runs on after that, out of sight.
	*/
	readonly isLeftRunning?: boolean;
};

/**
How it ended: what it complained about is bounded, and text from outside.
*/
type SystemctlEnd = {readonly exitCode: number; readonly complaint: string};

/**
The variables that lead to a program and a bus. Whatever else the user has set might make systemctl start a pager, use colours, write more,
translate what is read here, or only pretend to act.
*/
const passedOn = [
	'PATH', 'HOME', 'USER', 'LOGNAME', 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS', 'DBUS_SYSTEM_BUS_ADDRESS',
] as const;

const fixed = {
	LC_ALL: 'C', TZ: 'UTC', TERM: 'dumb', SYSTEMD_PAGER: '', SYSTEMD_COLORS: '0', SYSTEMD_URLIFY: '0', SYSTEMD_LOG_LEVEL: 'info',
} as const;

const mostOutputCharacters = 64 * 1024 * 1024;
const mostComplaintCharacters = 4096;

/**
Runs systemctl to its end.

@throws {SystemdError} `absent` without systemctl, `timeout` where it has not ended in time, `garbage` where its output has no end; it is
killed then, as it is when the signal comes.
*/
export async function runSystemctl(
	{
		words,
		milliseconds,
		onOutput,
		signal,
		isLeftRunning = false,
	}: SystemctlRun,
	environment: NodeJS.ProcessEnv = process.env,
): Promise<SystemctlEnd> {
	if (signal?.aborted) {
		throw givenUp();
	}

	let outputCharacters = 0;
	let complaint = '';
	const {promise, resolve, reject} = Promise.withResolvers<SystemctlEnd>();
	// In a session of its own: no terminal to ask on, and a Ctrl-C at the terminal does not reach it.
	const child = childProcess().spawn('systemctl', ['--no-pager', '--no-ask-password', ...words], {
		stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: environmentFor(environment),
	});
	const timer = setTimeout(() => {
		if (child.exitCode !== null) {
			// Something that it has started still holds its pipes.
			resolve({exitCode: child.exitCode, complaint});
		}

		reject(new SystemdError('timeout', `no answer within ${Math.round(milliseconds / 1000)} seconds`));
	}, milliseconds);

	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		outputCharacters += text.length;
		try {
			if (outputCharacters > mostOutputCharacters) {
				throw new SystemdError('garbage', 'the answer has no end');
			}

			onOutput?.(text);
		} catch (error) {
			reject(error instanceof Error ? error : new Error(String(error)));
		}
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		complaint = `${complaint}${text}`.slice(0, mostComplaintCharacters);
	});
	const giveUp = (): void => {
		reject(givenUp());
	};

	signal?.addEventListener('abort', giveUp);
	child.on('error', error => {
		reject(startError(error));
	});
	child.on('close', (exitCode, ending) => {
		if (exitCode === null) {
			reject(new SystemdError('failed', `systemctl was ended by ${ending}`));
		} else {
			resolve({exitCode, complaint});
		}
	});

	try {
		return await promise;
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', giveUp);
		letGo(child, isLeftRunning && signal?.aborted === true);
	}
}

function givenUp(): SystemdError {
	return new SystemdError('failed', 'given up');
}

/**
What it has started may hold its pipes open, so they are closed on this side.
*/
function letGo(child: ChildProcessByStdio<null, Readable, Readable>, isLeftRunning: boolean): void {
	if (isLeftRunning) {
		child.unref();
	} else {
		child.kill('SIGKILL');
	}

	child.stdout.destroy();
	child.stderr.destroy();
}

function startError(error: Error): SystemdError {
	return 'code' in error && error.code === 'ENOENT'
		? new SystemdError('absent', 'systemctl is not installed', {cause: error})
		: new SystemdError('failed', `systemctl could not be started (${error.message})`, {cause: error});
}

/**
The environment for systemd's clients.
*/
export function environmentFor(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const kept = passedOn.flatMap(name => environment[name] === undefined ? [] : [[name, environment[name]] as const]);
	return {...Object.fromEntries(kept), ...fixed};
}
