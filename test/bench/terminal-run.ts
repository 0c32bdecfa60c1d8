/**
Any program in a real terminal, with all that it writes counted and interpreted.
*/
import {Buffer} from 'node:buffer';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {spawn, type IPty} from '@lydell/node-pty';
import type {Terminal as XtermTerminal} from '@xterm/headless';
import {createXterm, parsed} from '../helpers/terminal.ts';
import {atEnd} from './cleanup.ts';
import {OutputCounter, type Output} from './output-counter.ts';
import {ProcessTree} from './process-tree.ts';

export type TerminalRun = {
	readonly pty: IPty;
	readonly xterm: XtermTerminal;
	readonly tree: ProcessTree;
	/**
	By the monotonic clock, in milliseconds, right before the program was started.
	*/
	readonly startedAt: number;
	output(): Output;
	/**
	Takes bytes that were read from the terminal otherwise than by the pty itself.
	*/
	take(chunk: Uint8Array): void;
	/**
	Rows of the screen as far as it is interpreted.
	*/
	text(): string;
	/**
	Calls the listener whenever a piece of output is on the screen, with the moment at which that piece came, until the function that it
	gives is called.
	*/
	onShown(listener: (arrivedAt: number) => void): () => void;
	/**
	Resolves when all that has come is on the screen.
	*/
	settled(): Promise<void>;
	/**
	Whether it ends within that time.
	*/
	endsWithin(milliseconds: number): Promise<boolean>;
	/**
	Ends the program if it still runs, and forgets the screen.
	*/
	close(): Promise<void>;
};

export type RunOptions = {readonly columns: number; readonly rows: number; readonly dockerHost: string};

/**
Starts it with a home of its own, so that nobody's settings count. It is ended at the end if not before.
*/
export function runInTerminal([command, ...words]: readonly [string, ...string[]], {columns, rows, dockerHost}: RunOptions): TerminalRun {
	const home = mkdtempSync(path.join(tmpdir(), 'nstop-bench-'));
	const xterm = createXterm(columns, rows);
	// The driver of the pty does it where it is wanted.
	xterm.options.convertEol = false;
	const counter = new OutputCounter();
	const listeners = new Set<(arrivedAt: number) => void>();
	const take = (chunk: Uint8Array): void => {
		const arrivedAt = performance.now();
		counter.take(chunk);
		xterm.write(chunk, () => {
			for (const listener of listeners) {
				listener(arrivedAt);
			}
		});
	};

	const startedAt = performance.now();
	const pty = spawn(command, words, {
		cols: columns,
		rows,
		name: 'xterm-256color',
		encoding: null,
		env: {
			PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', TERM: 'xterm-256color', COLORTERM: 'truecolor', DOCKER_HOST: dockerHost,
		},
	});
	// Without an encoding it gives bytes, whatever its type says.
	pty.onData(data => {
		take(Buffer.from(data));
	});
	xterm.onData(answer => {
		pty.write(answer);
	});
	const {promise: ended, resolve} = Promise.withResolvers<true>();
	let isEnded = false;
	pty.onExit(() => {
		isEnded = true;
		resolve(true);
	});
	const tree = new ProcessTree(pty.pid);
	const endsWithin = async (milliseconds: number): Promise<boolean> =>
		isEnded || Promise.race([ended, sleep(milliseconds, false, {ref: false})]);
	return {
		pty,
		xterm,
		tree,
		startedAt,
		take,
		output: () => counter.now(),
		text: () =>
			Array.from(
				{length: xterm.rows},
				(_, row) => xterm.buffer.active.getLine(xterm.buffer.active.viewportY + row)?.translateToString(true) ?? '',
			).join('\n'),
		onShown(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		settled: async () => parsed(xterm),
		endsWithin,
		close: atEnd(async () => {
			if (!isEnded) {
				tree.kill();
				pty.resume();
				await endsWithin(2000);
			}

			listeners.clear();
			xterm.dispose();
			rmSync(home, {recursive: true, force: true});
		}),
	};
}
