/**
Nstop for a long time while containers come and go: does it need more and more?
*/
import process from 'node:process';
import {busyboxImage} from '../helpers/images.ts';
import {borrowImage, openEngine} from './bench-engine.ts';
import {checkInterrupted} from './cleanup.ts';
import {inspectorFlag, openLiveHeap, type LiveHeap} from './live-heap.ts';
import {startLoad} from './load.ts';
import {openFilesOf, residentBytesOf} from './process-facts.ts';
import {nstopCommand} from './programs.ts';
import {slope} from './statistics.ts';
import {plainTable} from './table.ts';
import {keepComingAndGoing} from './traffic.ts';
import {runInTerminal, type TerminalRun} from './terminal-run.ts';

export type SoakOptions = {
	readonly minutes: number;
	readonly columns: number;
	readonly rows: number;
	/**
	Whether garbage is collected for each line of the report, to see what remains. Memory is then smaller than it would be by itself.
	*/
	readonly isHeapWatched: boolean;
};

type Sample = {
	readonly seconds: number;
	readonly residentBytes: number;
	readonly openFiles: number;
	readonly cpuSeconds: number;
	readonly outputBytes: number;
	readonly containersSeen: number;
	/**
	What remained after garbage was collected, where that was done at this moment.
	*/
	readonly liveBytes: number | undefined;
	readonly isReported: boolean;
};

/**
Containers that stay.
*/
const lasting = {containers: 5, processes: 3};

/**
Between two lines of the report: twelve an hour, and not more than two a minute.
*/
function reportSecondsOf(minutes: number): number {
	return Math.max(30, minutes * 5);
}

/**
What rises over the time looked at by more than its tolerance is told as growing: so the longer run has the sharper eye.
*/
const judged: ReadonlyArray<{
	readonly name: string;
	readonly value: (sample: Sample) => number | undefined;
	readonly tolerance: number;
	readonly text: (value: number) => string;
}> = [
	{
		name: 'memory', value: sample => sample.residentBytes, tolerance: 5e6, text: megabytes,
	},
	{
		name: 'live heap', value: sample => sample.liveBytes, tolerance: 1e6, text: megabytes,
	},
	{
		name: 'open files', value: sample => sample.openFiles, tolerance: 5, text: value => value.toFixed(0),
	},
];

/**
Runs, prints what was seen, and judges.
*/
export async function soak({minutes, columns, rows, isHeapWatched}: SoakOptions): Promise<void> {
	const engine = await openEngine();
	await borrowImage(engine, busyboxImage);
	await startLoad(engine, lasting);
	const run = runInTerminal(['env', ...(isHeapWatched ? [`NODE_OPTIONS=${inspectorFlag}`] : []), ...nstopCommand()], {
		columns,
		rows,
		dockerHost: engine.address,
	});
	const heap = isHeapWatched ? await openLiveHeap(run) : undefined;
	const end = performance.now() + minutes * 60_000;
	const traffic = keepComingAndGoing(engine, () => performance.now() < end);
	try {
		const samples = await watch(run, {
			end, reportSeconds: reportSecondsOf(minutes), heap, countSeen: traffic.count,
		});
		process.stdout.write(`${report(samples)}\n\n${judge(samples)}\n`);
	} finally {
		await traffic.done;
	}

	heap?.close();
	run.pty.write('q');
	await run.endsWithin(3000);
	await run.close();
}

/**
A sample each second; the first, the last and one every `reportSeconds` are for the report.
*/
async function watch(
	run: TerminalRun,
	{end, reportSeconds, heap, countSeen}: {
		readonly end: number;
		readonly reportSeconds: number;
		readonly heap: LiveHeap | undefined;
		readonly countSeen: () => number;
	},
): Promise<readonly Sample[]> {
	const startedAt = performance.now();
	const samples: Sample[] = [];
	const take = async (isReported: boolean): Promise<void> => {
		const liveBytes = isReported ? await heap?.collectedBytes() : undefined;
		samples.push({
			...readSample(run),
			seconds: (performance.now() - startedAt) / 1000,
			isReported,
			liveBytes,
			containersSeen: countSeen() + lasting.containers,
		});
	};

	for (let reports = 0; performance.now() < end;) {
		checkInterrupted();
		const isReported = performance.now() - startedAt >= reports * reportSeconds * 1000;
		await take(isReported);
		if (isReported) {
			reports++;
			process.stderr.write(`bench: ${samples.at(-1)!.seconds.toFixed(0)} s\n`);
		}

		if (await run.endsWithin(1000)) {
			throw new Error(`nstop has ended. On its screen:\n${run.text()}`);
		}
	}

	await take(true);
	return samples;
}

function readSample({pty: {pid}, tree, output}: TerminalRun): Pick<Sample, 'residentBytes' | 'openFiles' | 'cpuSeconds' | 'outputBytes'> {
	return {
		residentBytes: residentBytesOf(pid) ?? 0,
		openFiles: openFilesOf(pid) ?? 0,
		cpuSeconds: tree.cpuSeconds(),
		outputBytes: output().bytes,
	};
}

function report(samples: readonly Sample[]): string {
	const shown = samples.filter(({isReported}) => isReported);
	return plainTable({
		title: 'nstop while a container comes and one goes each second',
		columns: ['seconds', 'RSS', 'live heap', 'open files', 'CPU since', 'bytes/s since', 'containers seen'],
		rows: shown.map((sample, index) => {
			const before = shown[index - 1];
			const rate = (value: (each: Sample) => number): number | undefined =>
				before && (value(sample) - value(before)) / (sample.seconds - before.seconds);
			const cpu = rate(({cpuSeconds}) => cpuSeconds);
			return [
				sample.seconds.toFixed(0),
				megabytes(sample.residentBytes),
				sample.liveBytes === undefined ? '–' : megabytes(sample.liveBytes),
				String(sample.openFiles),
				cpu === undefined ? '–' : `${(cpu * 100).toFixed(2)} %`,
				rate(({outputBytes}) => outputBytes)?.toFixed(0) ?? '–',
				String(sample.containersSeen),
			];
		}),
	});
}

/**
By the trend over the last two thirds: what a program takes while it starts is no growth.
*/
function judge(samples: readonly Sample[]): string {
	const last = samples.at(-1)!.seconds;
	// Memory that garbage was just collected in is not to be compared with memory in which it piles up.
	const isHeapWatched = samples.at(-1)!.liveBytes !== undefined;
	const looked = samples.filter(({seconds, isReported}) => seconds >= last / 3 && (isReported || !isHeapWatched));
	const span = last - (looked[0]?.seconds ?? 0);
	const lines = judged.flatMap(({name, value, tolerance, text}) => {
		const points = looked.flatMap(sample => {
			const y = value(sample);
			return y === undefined ? [] : [{x: sample.seconds, y}];
		});
		const perSecond = slope(points);
		const verdict = perSecond * span > tolerance ? 'GROWING' : 'flat';
		return points.length < 2
			? []
			: [`${name}: ${verdict} (${text(perSecond * span)} in the last ${span.toFixed(0)} s; up to ${text(tolerance)} counts as flat)`];
	});
	return lines.join('\n');
}

function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}
