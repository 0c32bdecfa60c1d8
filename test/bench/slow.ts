/**
Nstop on a terminal that reads slowly or not at all for a while: what piles up, and whether keys still have their effect.
*/
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {openEngine} from './bench-engine.ts';
import {startLoad} from './load.ts';
import {nstopCommand} from './programs.ts';
import {drain, throttle} from './slow-terminal.ts';
import {runInTerminal, type TerminalRun} from './terminal-run.ts';

export type SlowOptions = {readonly seconds: number; readonly columns: number; readonly rows: number};

const trickleBytesPerSecond = 2000;
const keyPauseMilliseconds = 50;
const patienceMilliseconds = 5000;
const startMilliseconds = 4000;

/**
Keys that change most of the screen: one pane alone, the help, all panes again.
*/
const noisyKeys = ['z', '?', '?', 'z', '\u{C}'];

/**
Runs each case on a new nstop and prints what has come of it; the first is what the others are to be compared with.
*/
export async function slow(options: SlowOptions): Promise<void> {
	const engine = await openEngine();
	await startLoad(engine, {containers: 10, processes: 5});
	const open = async (): Promise<TerminalRun> => {
		const run = runInTerminal([...nstopCommand(), '--interval', '0.2'], {...options, dockerHost: engine.address});
		await waitFor(run, () => run.text().includes('1 Containers'));
		await sleep(startMilliseconds);
		return run;
	};

	const cases: Readonly<Record<string, (run: TerminalRun) => Promise<readonly string[]>>> = {
		'Reads at once, keys all the time': async run => slowed(run, options.seconds, Infinity),
		[`Reads ${trickleBytesPerSecond} B/s, keys all the time`]: async run => slowed(run, options.seconds, trickleBytesPerSecond),
		'Reads nothing, keys all the time': async run => slowed(run, options.seconds, 0),
		'q while it reads nothing': async run => quitWhileStalled(run, options.seconds),
	};
	process.stdout.write(`A terminal of ${options.columns}×${options.rows}, slow for ${options.seconds} s\n`);
	for (const [name, work] of Object.entries(cases)) {
		const run = await open();
		const lines = await work(run);
		process.stdout.write([name, ...lines].join('\n  ') + '\n');
		await run.close();
	}
}

async function slowed(run: TerminalRun, seconds: number, bytesPerSecond: number): Promise<readonly string[]> {
	const before = {memory: run.tree.residentBytes(), cpu: run.tree.cpuSeconds(), output: run.output()};
	const release = throttle(run, bytesPerSecond);
	let peak = before.memory;
	const end = performance.now() + seconds * 1000;
	for (let index = 0; performance.now() < end; index++) {
		run.pty.write(noisyKeys[index % noisyKeys.length]!);
		await sleep(keyPauseMilliseconds);
		peak = Math.max(peak, run.tree.residentBytes());
	}

	const cpu = run.tree.cpuSeconds() - before.cpu;
	const during = run.output().bytes - before.output.bytes;
	const held = drain(run);
	release();
	const back = run.output();
	// Back to the list, from wherever the keys have led.
	run.pty.write('\u{1B}');
	await sleep(100);
	const pressedAt = performance.now();
	run.pty.write('/vis');
	const hasShown = await waitFor(run, () => run.text().includes('Filter containers: vis'));
	const shownMilliseconds = performance.now() - pressedAt;
	const after = run.output();
	return [
		`${during} bytes read meanwhile, ${held} more held by the kernel, then ${after.bytes - back.bytes} bytes in ${after.frames - back.frames} frames until the next key had shown`,
		`the next keys ${hasShown ? `have shown after ${shownMilliseconds.toFixed(0)} ms` : 'have NEVER SHOWN'}`,
		`${((cpu / seconds) * 100).toFixed(1)} % of a core meanwhile; memory ${megabytes(before.memory)} before, ${megabytes(peak)} at most, ${megabytes(run.tree.residentBytes())} after`,
	];
}

async function quitWhileStalled(run: TerminalRun, seconds: number): Promise<readonly string[]> {
	const release = throttle(run, 0);
	const end = performance.now() + seconds * 1000;
	for (let index = 0; performance.now() < end; index++) {
		run.pty.write(noisyKeys[index % noisyKeys.length]!);
		await sleep(keyPauseMilliseconds);
	}

	run.pty.write('\u{1B}');
	await sleep(100);
	const pressedAt = performance.now();
	run.pty.write('q');
	const hasEndedAlone = await isGone(run, 2000);
	const aloneMilliseconds = performance.now() - pressedAt;
	release();
	const resumedAt = performance.now();
	const hasEnded = await run.endsWithin(patienceMilliseconds);
	return [
		hasEndedAlone ? `ended ${aloneMilliseconds.toFixed(0)} ms after q, while nobody read` : 'did not end within 2 s while nobody read',
		hasEnded ? `ended ${(performance.now() - resumedAt).toFixed(0)} ms after reading went on` : 'DID NOT END after reading went on',
		`the terminal is ${run.xterm.buffer.active.type === 'normal' ? 'given back' : 'NOT GIVEN BACK'}`,
	];
}

/**
Whether the process itself has ended: its pty tells that only when all is read.
*/
async function isGone(run: TerminalRun, milliseconds: number): Promise<boolean> {
	const end = performance.now() + milliseconds;
	while (performance.now() < end) {
		if (run.tree.residentBytes() === 0) {
			return true;
		}

		await sleep(10);
	}

	return false;
}

async function waitFor(run: TerminalRun, isSo: () => boolean): Promise<boolean> {
	const end = performance.now() + patienceMilliseconds;
	while (performance.now() < end) {
		await run.settled();
		if (isSo()) {
			return true;
		}

		await sleep(5);
	}

	return false;
}

function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(0)} MB`;
}
