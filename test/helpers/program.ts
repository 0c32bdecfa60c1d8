/**
The built program, run as people run it: as a command with its three streams, or in a real terminal.
*/
import assert from 'node:assert/strict';
import {spawn, type ChildProcessByStdio} from 'node:child_process';
import {existsSync} from 'node:fs';
import {once} from 'node:events';
import process from 'node:process';
import type {Readable} from 'node:stream';
import {text as wholeText} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {spawn as spawnInTerminal, type IPty} from '@lydell/node-pty';
import type {Terminal as XtermTerminal} from '@xterm/headless';
import {createXterm, parsed} from './terminal.ts';

/**
The bundle that `npm run build` makes.
*/
export const programFile = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/**
Where no engine ever is.
*/
export const noEngineAddress = 'unix:///nonexistent/nstop-test.sock';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
What the program sees of the machine: UTF-8, no engine unless the test names one, nothing of the person's own settings. An undefined
value takes a variable away.
*/
function surroundings(environment: Environment): NodeJS.ProcessEnv {
	assert.ok(existsSync(programFile), 'the program is not built: npm run build');
	const all = {
		PATH: process.env.PATH, HOME: '/nonexistent', LANG: 'C.UTF-8', TERM: 'xterm-256color', DOCKER_HOST: noEngineAddress, ...environment,
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

const endings = new Set<() => void>();

/**
Ends what the tests of a file may have left running, so that a failed test does not keep its process alive.
*/
export function endPrograms(): void {
	for (const end of endings) {
		end();
	}
}

type RunningCommand = ChildProcessByStdio<null, Readable, Readable>;

/**
Starts the program with no input and with pipes for its output. Whoever starts it has to read its output and to wait for its end.
*/
export function startCommand(words: readonly string[], environment: Environment = {}): RunningCommand {
	const command = spawn(programFile, words, {env: surroundings(environment), stdio: ['ignore', 'pipe', 'pipe']});
	endings.add(() => {
		command.kill('SIGKILL');
	});
	return command;
}

type CommandResult = {
	readonly output: string;
	readonly errors: string;
	/**
	Undefined when a signal ended it.
	*/
	readonly code: number | undefined;
};

/**
Runs the program to its end.
*/
export async function runCommand(words: readonly string[], environment: Environment = {}): Promise<CommandResult> {
	const command = startCommand(words, environment);
	const [output, errors, code] = await Promise.all([wholeText(command.stdout), wholeText(command.stderr), codeOf(command)]);
	return {output, errors, code};
}

/**
The exit code, when the program has ended and its output is read.
*/
export async function codeOf(command: RunningCommand): Promise<number | undefined> {
	const [code] = await once(command, 'close') as [number | null];
	return code ?? undefined;
}

/**
A program in a real terminal, whose screen is interpreted by xterm.
*/
export type ProgramInTerminal = {
	readonly pty: IPty;
	readonly xterm: XtermTerminal;
	/**
	All that was written so far, as it came.
	*/
	written(): string;
	/**
	What is on the screen now: its rows without the blanks at their ends.
	*/
	screenText(): Promise<string>;
	/**
	Settles with the exit code.
	*/
	readonly ended: Promise<number>;
};

/**
Starts the program in a terminal of a size. With `command`, starts a line of shell instead, in which `"$@"` is the program with its words.
*/
export function startInTerminal(columns: number, rows: number, {words = [], environment = {}, command = 'exec "$@"'}: {
	readonly words?: readonly string[];
	readonly environment?: Environment;
	readonly command?: string;
} = {}): ProgramInTerminal {
	const xterm = createXterm(columns, rows);
	const chunks: string[] = [];
	const env = surroundings(environment);
	const pty = spawnInTerminal('/bin/sh', ['-c', command, 'sh', programFile, ...words], {
		cols: columns, rows, env, name: env.TERM ?? 'xterm-256color',
	});
	pty.onData(data => {
		chunks.push(data);
		xterm.write(data);
	});
	const {promise: ended, resolve} = Promise.withResolvers<number>();
	const end = (): void => {
		pty.kill('SIGKILL');
	};

	endings.add(end);
	pty.onExit(({exitCode}) => {
		endings.delete(end);
		resolve(exitCode);
	});
	return {
		pty,
		xterm,
		ended,
		written: () => chunks.join(''),
		async screenText() {
			await parsed(xterm);
			const {active} = xterm.buffer;
			return Array.from(
				{length: xterm.rows},
				(_, row) => active.getLine(active.viewportY + row)?.translateToString(true, 0, xterm.cols) ?? '',
			).join('\n');
		},
	};
}
