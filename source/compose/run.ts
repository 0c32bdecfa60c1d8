/**
Runs a program of Compose: without a shell and a terminal, in a process group of its own, so that it can be ended with all that it has
started.
*/
import type {ChildProcessByStdio} from 'node:child_process';
import process from 'node:process';
import type {Readable} from 'node:stream';
import {childProcess} from '../builtins.ts';
import {reportFault} from '../faults.ts';

/**
What is run.
*/
export type Call = {
	/**
	What the program is called in a sentence.
	*/
	readonly name: string;
	readonly program: string;
	readonly words: readonly string[];
	readonly directory?: string | undefined;
	readonly environment: NodeJS.ProcessEnv;
};

/**
How it ended: by itself with a code, by a signal, or not at all as it could not be started.
*/
export type Ending =
	| {readonly kind: 'exited'; readonly exitCode: number}
	| {readonly kind: 'killed'; readonly signal: string}
	| {readonly kind: 'unstarted'; readonly isAbsent: boolean; readonly reason: string}
	/**
	Even SIGKILL has not ended it: it waits in the kernel.
	*/
	| {readonly kind: 'stuck'};

export type Running = {
	/**
	Settles once, in any case; all output that is wanted has come by then.
	*/
	readonly ended: Promise<Ending>;
	/**
	Asks it to end, and ends it where it has not when the time for that is over.
	*/
	stop(): void;
	/**
	Ends it at once.
	*/
	kill(): void;
};

const graceMilliseconds = 10_000;

/**
After the program has ended, something that it has started may hold its pipes for ever.
*/
const pipesMilliseconds = 1000;
const stuckMilliseconds = 2000;

/**
Starts the program; `take` gets its output as it comes. `grace` is how long it may take to end when it is asked to.
*/
export function start(
	{program, words, directory, environment}: Omit<Call, 'name'>,
	take: (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void,
	grace = graceMilliseconds,
): Running {
	const {promise: ended, resolve} = Promise.withResolvers<Ending>();
	let child: ChildProcessByStdio<null, Readable, Readable>;
	try {
		child = childProcess().spawn(program, [...words], {
			cwd: directory, env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true,
		});
	} catch (error) {
		// A name of a file may hold what no word can.
		const reason = error instanceof Error ? error.message : String(error);
		return {ended: Promise.resolve({kind: 'unstarted', isAbsent: false, reason}), stop: nothing, kill: nothing};
	}

	let ending: Ending | undefined;
	let escalation: NodeJS.Timeout | undefined;
	const finish = (how: Ending): void => {
		clearTimeout(escalation);
		child.stdout.destroy();
		child.stderr.destroy();
		resolve(how);
	};

	for (const stream of ['stdout', 'stderr'] as const) {
		child[stream].on('data', (chunk: Uint8Array) => {
			take(stream, chunk);
		});
	}

	child.on('error', error => {
		// A signal that could not be sent is an error too.
		if (child.pid !== undefined) {
			return;
		}

		const isMissing = 'code' in error && error.code === 'ENOENT';
		finish(isMissing && directory !== undefined
			? {kind: 'unstarted', isAbsent: false, reason: `there is no ${directory} or no ${program} any more`}
			: {kind: 'unstarted', isAbsent: isMissing, reason: error.message});
	});
	child.on('exit', (exitCode, signal) => {
		clearTimeout(escalation);
		ending = exitCode === null ? {kind: 'killed', signal: signal ?? 'a signal'} : {kind: 'exited', exitCode};
		escalation = setTimeout(finish, pipesMilliseconds, ending);
	});
	child.on('close', () => {
		if (ending) {
			finish(ending);
		}
	});

	const kill = (): void => {
		signalGroup(child.pid, 'SIGKILL');
		clearTimeout(escalation);
		escalation = setTimeout(finish, stuckMilliseconds, {kind: 'stuck'});
	};

	return {
		ended,
		stop() {
			if (ending) {
				return;
			}

			signalGroup(child.pid, 'SIGTERM');
			clearTimeout(escalation);
			escalation = setTimeout(kill, grace);
		},
		kill() {
			if (!ending) {
				kill();
			}
		},
	};
}

function nothing(): void {
	// There is nothing to end.
}

function signalGroup(leader: number | undefined, signal: NodeJS.Signals): void {
	if (leader === undefined) {
		return;
	}

	try {
		process.kill(-leader, signal);
	} catch (error) {
		// It has ended meanwhile.
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) {
			reportFault('ending a command of Compose', error);
		}
	}
}
