/**
Nstop for a long time while containers come and go: does it need more and more?
*/
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import type {TestEngine} from '../helpers/engine.ts';
import {busyboxImage, ensureImage} from '../helpers/images.ts';
import {openEngine} from './bench-engine.ts';
import {checkInterrupted} from './cleanup.ts';
import {startLoad} from './load.ts';
import {openFilesOf, residentBytesOf} from './process-tree.ts';
import {nstopCommand} from './programs.ts';
import {slope} from './statistics.ts';
import {plainTable} from './table.ts';
import {runInTerminal, type TerminalRun} from './terminal-run.ts';

export type SoakOptions = {readonly minutes: number; readonly columns: number; readonly rows: number};

type Sample = {
	readonly seconds: number;
	readonly residentBytes: number;
	readonly openFiles: number;
	readonly cpuSeconds: number;
	readonly outputBytes: number;
	readonly containersSeen: number;
};

/**
Containers that stay, and those of which one comes and one goes each second.
*/
const lasting = {containers: 5, processes: 3};
const passing = 4;

const reportSeconds = 30;

/**
What grows over the time looked at by more than this is told as growing: an absolute rise, so that the longer run has the sharper eye.
*/
const tolerance = {residentBytes: 8e6, openFiles: 5};

/**
Runs, prints a line every half minute, and judges.
*/
export async function soak({minutes, columns, rows}: SoakOptions): Promise<void> {
	const engine = await openEngine();
	await ensureImage(engine, busyboxImage);
	await startLoad(engine, lasting);
	const run = runInTerminal(nstopCommand, {columns, rows, dockerHost: engine.address});
	const samples: Sample[] = [];
	const startedAt = performance.now();
	const end = startedAt + minutes * 60_000;
	const traffic = keepComingAndGoing(engine, () => performance.now() < end);
	const take = (): void => {
		samples.push(takeSample(run, (performance.now() - startedAt) / 1000, traffic.count()));
	};

	take();
	const ticking = setInterval(take, 1000);
	try {
		while (performance.now() < end) {
			checkInterrupted();
			if (await run.endsWithin(Math.min(reportSeconds * 1000, end - performance.now()))) {
				throw new Error(`nstop has ended. On its screen:\n${run.text()}`);
			}

			process.stderr.write(`bench: ${Math.round((performance.now() - startedAt) / 1000)} s, ${megabytes(samples.at(-1)!.residentBytes)}\n`);
		}
	} finally {
		clearInterval(ticking);
		await traffic.done;
	}

	take();
	process.stdout.write(`${report(samples)}\n\n${judge(samples)}\n`);
	run.pty.write('q');
	await run.endsWithin(3000);
	await run.close();
}

/**
Starts one container each second and takes the oldest away, now and then by a stop before: names and ids are always new.
*/
function keepComingAndGoing(engine: TestEngine, goesOn: () => boolean): {readonly done: Promise<void>; count(): number} {
	let count = 0;
	const tag = `nbs${process.pid.toString(36)}`;
	const running: string[] = [];
	const work = async (): Promise<void> => {
		while (goesOn()) {
			const pause = sleep(1000);
			count++;
			const name = `${tag}-${count}`;
			running.push(name);
			await engine.docker('run', '--detach', '--network', 'none', '--name', name, busyboxImage, 'sh', '-c', 'sleep 1000 & sleep 1001');
			if (running.length > passing) {
				const oldest = running.shift()!;
				if (count % 2 === 0) {
					await engine.docker('stop', '--time', '0', oldest);
				}

				await engine.docker('rm', '--force', '--volumes', oldest);
			}

			await pause;
		}

		await engine.docker('rm', '--force', '--volumes', ...running);
	};

	return {done: work(), count: () => count};
}

function takeSample(run: TerminalRun, seconds: number, containersSeen: number): Sample {
	const {pid} = run.pty;
	return {
		seconds,
		residentBytes: residentBytesOf(pid) ?? 0,
		openFiles: openFilesOf(pid) ?? 0,
		cpuSeconds: run.tree.cpuSeconds(),
		outputBytes: run.output().bytes,
		containersSeen,
	};
}

function report(samples: readonly Sample[]): string {
	const shown = samples.filter(({seconds}, index) => index === 0 || index === samples.length - 1 || Math.floor(seconds / reportSeconds) !== Math.floor(samples[index - 1]!.seconds / reportSeconds));
	return plainTable({
		title: 'nstop while a container comes and one goes each second',
		columns: ['seconds', 'RSS', 'open files', 'CPU since', 'bytes/s since', 'containers seen'],
		rows: shown.map((sample, index) => {
			const before = shown[index - 1];
			const elapsed = before ? sample.seconds - before.seconds : 0;
			const rate = (value: (each: Sample) => number): number | undefined => before && elapsed > 0 ? (value(sample) - value(before)) / elapsed : undefined;
			const cpu = rate(({cpuSeconds}) => cpuSeconds);
			return [
				sample.seconds.toFixed(0),
				megabytes(sample.residentBytes),
				String(sample.openFiles),
				cpu === undefined ? '–' : `${(cpu * 100).toFixed(2)} %`,
				rate(({outputBytes}) => outputBytes)?.toFixed(0) ?? '–',
				String(sample.containersSeen + lasting.containers),
			];
		}),
	});
}

/**
By the trend over the last two thirds: what a program takes while it starts is no growth.
*/
function judge(samples: readonly Sample[]): string {
	const last = samples.at(-1)!.seconds;
	const looked = samples.filter(({seconds}) => seconds >= last / 3);
	const span = last - (looked[0]?.seconds ?? 0);
	const verdict = (name: string, key: keyof typeof tolerance, text: (value: number) => string): string => {
		const perSecond = slope(looked.map(sample => ({x: sample.seconds, y: sample[key]})));
		const rise = perSecond * span;
		const isGrowing = rise > tolerance[key];
		return `${name}: ${isGrowing ? 'GROWING' : 'flat'} (${text(rise)} in the last ${span.toFixed(0)} s, ${text(perSecond * 3600)} an hour; up to ${text(tolerance[key])} counts as flat)`;
	};

	return [
		verdict('memory', 'residentBytes', value => `${(value / 1e6).toFixed(1)} MB`),
		verdict('open files', 'openFiles', value => value.toFixed(1)),
	].join('\n');
}

function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}
